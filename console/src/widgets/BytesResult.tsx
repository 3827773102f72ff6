import Button from "@cloudscape-design/components/button";
import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";
import FormField from "@cloudscape-design/components/form-field";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { type Bytes, toBase64, toPem } from "../bytes/encodings";
import { bytesText } from "./BytesField";
import { download } from "./download";

/** A text area with more is slow. */
const SHOWN_BYTES_MAX = 262_144;

/** Browsers bound the length of a text. */
const TEXT_BYTES_MAX = 64 * 1024 * 1024;

const text = {
  copy: "Copy",
  copied: "Copied",
  notCopied: "Not copied",
  download: "Download",
  downloadBase64: "Download as base64",
  downloadPem: "Download as PEM",
  tooLong: "This is too long to be shown here. Download it.",
};

interface Props {
  label: string;
  bytes: Bytes;
  /** The name of the file with the bytes. */
  fileName: string;
  /** The label of their PEM, which is shown instead of their base64. */
  pem?: string;
}

/** Bytes that are no secret: shown as base64, copied, and saved as a file. */
export function BytesResult({ label, bytes, fileName, pem }: Props) {
  const long = bytes.length > SHOWN_BYTES_MAX;
  const shownAs = (all: Bytes) => (pem === undefined ? toBase64(all) : toPem(all, pem));
  const shown = long ? "" : shownAs(bytes);
  const asText =
    pem === undefined
      ? { button: text.downloadBase64, fileName: `${fileName}.b64` }
      : { button: text.downloadPem, fileName: fileName.replace(/\.der$/, ".pem") };
  return (
    <SpaceBetween size="xs">
      <FormField stretch label={label} description={bytesText.count(bytes.length)}>
        <Textarea
          readOnly
          value={shown}
          placeholder={long ? text.tooLong : ""}
          rows={Math.min(8, Math.max(2, Math.ceil(shown.length / 80)))}
          spellcheck={false}
        />
      </FormField>
      <SpaceBetween direction="horizontal" size="xs">
        {!long && (
          <CopyToClipboard
            copyButtonText={text.copy}
            copySuccessText={text.copied}
            copyErrorText={text.notCopied}
            textToCopy={shown}
          />
        )}
        <Button iconName="download" onClick={() => download(bytes, fileName)}>
          {text.download}
        </Button>
        {bytes.length <= TEXT_BYTES_MAX && (
          <Button iconName="download" onClick={() => download(shownAs(bytes), asText.fileName)}>
            {asText.button}
          </Button>
        )}
      </SpaceBetween>
    </SpaceBetween>
  );
}
