import Link, { type LinkProps } from "@cloudscape-design/components/link";
import { useNavigate } from "react-router";
import { useTo } from "../app/region";

/** A link to a page of the console, which keeps the Region. */
export function PageLink({ href, region, ...rest }: LinkProps & { href: string; region?: string }) {
  const navigate = useNavigate();
  const to = useTo();
  const address = to(href, region);
  return (
    <Link
      {...rest}
      href={`/console${address}`}
      onFollow={(event) => {
        event.preventDefault();
        void navigate(address);
      }}
    />
  );
}
