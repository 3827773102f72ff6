import { useSearchParams } from "react-router";
import { Page } from "../../widgets/Page";
import { Events } from "./Events";
import { SearchForm } from "./SearchForm";
import { Touched } from "./Touched";
import { text } from "./text";

/** Searches the audit log. */
export default function Audit() {
  const [address] = useSearchParams();
  const asked = ["attribute", "value", "last", "from", "to"].map((name) => address.get(name)).join(" ");
  return (
    <Page title={text.title} description={text.description}>
      <SearchForm key={asked} />
      <Events />
      <Touched />
    </Page>
  );
}
