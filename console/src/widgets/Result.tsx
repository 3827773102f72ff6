import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type ReactNode, useEffect, useRef } from "react";

interface Props {
  title: string;
  /** Another one is shown anew. */
  of: object;
  children: ReactNode;
}

/** What came of a call. It comes into view and gets the focus, because it may be below what the window shows. */
export function Result({ title, of, children }: Props) {
  const place = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another result is another reason to look
  useEffect(() => {
    place.current?.focus({ preventScroll: true });
    place.current?.scrollIntoView({ block: "nearest" });
  }, [of]);
  return (
    <section ref={place} tabIndex={-1} aria-label={title}>
      <Container header={<Header variant="h2">{title}</Header>}>
        <SpaceBetween size="l">{children}</SpaceBetween>
      </Container>
    </section>
  );
}
