import Box from "@cloudscape-design/components/box";
import { text } from "./text";

/** The pairs of an encryption context. */
export function ContextList({ context }: { context: Record<string, string> }) {
  const pairs = Object.entries(context);
  if (pairs.length === 0) {
    return text.noContext;
  }
  return pairs.map(([name, value]) => (
    <Box key={name}>
      <Box variant="code">
        {name} = {value}
      </Box>
    </Box>
  ));
}
