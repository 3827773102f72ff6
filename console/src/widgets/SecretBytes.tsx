import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";
import FormField from "@cloudscape-design/components/form-field";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { useEffect, useState } from "react";
import { type Bytes, type Encoding, encode, encodingLabels, encodings, toText } from "../bytes/encodings";
import { bytesText } from "./BytesField";
import { download } from "./download";

const REVEALED_SECONDS = 60;
/** A text area with more is slow. */
const SHOWN_BYTES_MAX = 65_536;

const binaryEncodings = encodings.filter((each) => each !== "text");

const text = {
  reveal: "Reveal",
  hide: "Hide",
  copy: "Copy",
  copied: "Copied",
  notCopied: "Not copied",
  download: "Download",
  hidden: "Hidden",
  empty: "It is empty.",
  tooLong: "This is too long to be shown here. Download it.",
  hiddenIn: (seconds: number) => `Hidden again in ${seconds} s`,
};

interface Props {
  label: string;
  bytes: Bytes;
  fileName: string;
  /** The bytes are random, and no text even if they look like one. */
  binary?: boolean;
}

/** Secret bytes: hidden until they are revealed, and again after a minute. */
export function SecretBytes({ label, bytes, fileName, binary = false }: Props) {
  const [encoding, setEncoding] = useState<Encoding>(() => (binary || toText(bytes) === null ? "base64" : "text"));
  const { left, reveal, hide } = useRevealed(bytes);
  const long = bytes.length > SHOWN_BYTES_MAX;
  const shown = long ? null : encode(bytes, encoding);
  const revealed = left > 0;
  const note = long ? text.tooLong : revealed ? text.hiddenIn(left) : undefined;
  return (
    <SpaceBetween size="xs">
      <FormField stretch label={label} description={bytesText.count(bytes.length)} constraintText={note}>
        <Textarea
          readOnly
          value={revealed ? (shown ?? "") : ""}
          placeholder={revealed ? text.empty : text.hidden}
          rows={Math.min(12, Math.max(2, Math.ceil((shown?.length ?? 0) / 80)))}
          spellcheck={false}
          autoComplete="off"
        />
      </FormField>
      <SpaceBetween direction="horizontal" size="xs">
        <Button
          iconName={revealed ? "lock-private" : "unlocked"}
          disabled={long}
          {...(long ? { disabledReason: text.tooLong } : {})}
          onClick={revealed ? hide : reveal}
        >
          {revealed ? text.hide : text.reveal}
        </Button>
        {shown !== null && (
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
        {!long && (
          <SegmentedControl
            label={bytesText.encoding}
            selectedId={encoding}
            options={(binary ? binaryEncodings : encodings).map((id) => ({
              id,
              text: encodingLabels[id],
              disabled: id === "text" && encode(bytes, id) === null,
            }))}
            onChange={({ detail }) => setEncoding(detail.selectedId as Encoding)}
          />
        )}
        {bytes.length === 0 && <Box color="text-body-secondary">{text.empty}</Box>}
      </SpaceBetween>
    </SpaceBetween>
  );
}

/** How many seconds the secret is still shown; 0 if it is hidden. Another secret is hidden at first. */
function useRevealed(secret: Bytes) {
  const [until, setUntil] = useState({ secret, at: 0 });
  const [now, setNow] = useState(0);
  const at = until.secret === secret ? until.at : 0;
  useEffect(() => {
    if (at === 0) {
      return;
    }
    const clock = setInterval(() => {
      setNow(Date.now());
      if (Date.now() >= at) {
        setUntil({ secret, at: 0 });
      }
    }, 1_000);
    return () => clearInterval(clock);
  }, [at, secret]);
  return {
    left: at === 0 ? 0 : Math.max(0, Math.ceil((at - now) / 1_000)),
    reveal: () => {
      setNow(Date.now());
      setUntil({ secret, at: Date.now() + 1_000 * REVEALED_SECONDS });
    },
    hide: () => setUntil({ secret, at: 0 }),
  };
}
