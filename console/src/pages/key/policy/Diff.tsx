import Box from "@cloudscape-design/components/box";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { diffLines, nearChanges } from "../../../policy/diff";
import { text } from "./text";

const AROUND = 3;

/** The lines that differ, with a sign for each, so that colour is not needed. */
export function Diff({ before, after }: { before: string; after: string }) {
  const lines = diffLines(before, after);
  if (lines.every((line) => line.kind === "same")) {
    return <StatusIndicator type="info">{text.noDifference}</StatusIndicator>;
  }
  return (
    <section aria-label={text.difference}>
      {nearChanges(lines, AROUND).map((line, index) => {
        const key = `${index} ${line?.text ?? ""}`;
        if (line === null) {
          return (
            <Box key={key} variant="code" display="block" color="text-body-secondary">
              {text.leftOut}
            </Box>
          );
        }
        const sign = { same: "\u00a0", added: "+", removed: "−" }[line.kind];
        const content = `${sign} ${line.text.replaceAll(/^ +/g, (spaces) => "\u00a0".repeat(spaces.length))}`;
        return (
          <Box
            key={key}
            variant="code"
            display="block"
            color={
              line.kind === "added" ? "text-status-success" : line.kind === "removed" ? "text-status-error" : "inherit"
            }
          >
            <span title={line.kind === "same" ? undefined : text[line.kind]}>{content}</span>
          </Box>
        );
      })}
    </section>
  );
}
