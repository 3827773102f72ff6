import Alert from "@cloudscape-design/components/alert";
import type { Recognized } from "../../../envelope/recognize";
import { aliasesOf, useAliases } from "../../../queries/keys";
import { text } from "./text";

/** One sentence on what a ciphertext is, for a page that is about to use it. */
export function RecognizedNote({ of }: { of: Exclude<Recognized, { kind: "unknown" }> }) {
  const aliases = useAliases();
  const named = (id: string) => {
    const alias = aliasesOf(aliases.data, id.slice(id.lastIndexOf("/") + 1))[0]?.AliasName;
    return alias === undefined ? id : `${alias.replace(/^alias\//, "")} (${id})`;
  };
  return (
    <Alert type="info">
      {of.kind === "blob"
        ? text.recognizedBlob(named(of.blob.keyId))
        : text.recognizedMessage(of.header.dataKeys.map((key) => named(key.info)).join(", "))}
    </Alert>
  );
}
