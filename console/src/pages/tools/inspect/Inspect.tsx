import Alert from "@cloudscape-design/components/alert";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import { useState } from "react";
import { guesses, type Recognized } from "../../../envelope/recognize";
import { BytesField } from "../../../widgets/BytesField";
import { emptyDraft } from "../../../widgets/draft";
import { Page } from "../../../widgets/Page";
import { useRecognized } from "../../../widgets/useRecognized";
import { BlobFacts } from "./BlobFacts";
import { MessageFacts } from "./MessageFacts";
import { text } from "./text";

/** Shows what a ciphertext says of itself. */
export default function Inspect() {
  const [draft, setDraft] = useState(() => emptyDraft("ciphertext"));
  const recognized = useRecognized(draft);
  return (
    <Page title={text.title} description={text.description}>
      <Container>
        <BytesField label={text.ciphertext} description={text.hint} draft={draft} onChange={setDraft} />
      </Container>
      {recognized !== null && (
        <Container header={<Header variant="h2">{text.result}</Header>}>
          <What of={recognized} />
        </Container>
      )}
    </Page>
  );
}

function What({ of }: { of: Recognized }) {
  switch (of.kind) {
    case "blob":
      return <BlobFacts blob={of.blob} />;
    case "message":
      return <MessageFacts header={of.header} bytes={of.bytes} />;
    case "unknown": {
      const could = guesses(of.bytes);
      return (
        <Alert type="warning" header={`${text.unknown}, ${text.bytes(of.bytes)}`}>
          {text.unknownWhy} {could.length > 0 && text.couldBe(could.join(", "))}
        </Alert>
      );
    }
  }
}
