import Alert from "@cloudscape-design/components/alert";
import { denialId, refusalText } from "../app/refusals";
import { PageLink } from "./PageLink";

/** What the server refused, in its own words. A denial has a link to the page that says why. */
export function Refusal({ of, header, why = true }: { of: unknown; header?: string; why?: boolean }) {
  if (of === null || of === undefined) {
    return null;
  }
  const denial = denialId(of);
  return (
    <Alert type="error" header={header ?? (of instanceof Error ? of.name : undefined)}>
      {refusalText(of)}{" "}
      {denial !== null && why && (
        <PageLink href={`/denied?id=${encodeURIComponent(denial)}`}>Why was this denied?</PageLink>
      )}
    </Alert>
  );
}
