import { ReEncryptCommand } from "@aws-sdk/client-kms";
import Header from "@cloudscape-design/components/header";
import { useState } from "react";
import { useClients } from "../../../app/clients";
import { bytesOf } from "../../../bytes/encodings";
import { useChosenKey } from "../../../queries/chosenKey";
import { BytesField } from "../../../widgets/BytesField";
import { CopyAs } from "../../../widgets/CopyAs";
import { bytesOfDraft, emptyDraft, fault, isEmpty } from "../../../widgets/draft";
import { Page } from "../../../widgets/Page";
import { ToolForm } from "../../../widgets/ToolForm";
import { useRecognized } from "../../../widgets/useRecognized";
import { useWork } from "../../../widgets/useWork";
import { RecognizedNote } from "../inspect/RecognizedNote";
import { type ReEncrypted, ReEncryptedResult } from "./ReEncryptedResult";
import { SidePanel, useSide } from "./SidePanel";
import { text } from "./text";

/** Encrypts a ciphertext under another key, on the server. */
export default function ReEncrypt() {
  const clients = useClients();
  const source = useSide(useChosenKey("source"));
  const destination = useSide(useChosenKey());
  const [draft, setDraft] = useState(() => emptyDraft("ciphertext"));
  const [tried, setTried] = useState(false);
  const recognized = useRecognized(draft);
  const work = useWork<ReEncrypted>();
  const isMessage = recognized?.kind === "message";
  const needsKey = recognized?.kind === "unknown" && source.chosen.id === null;
  const input = {
    SourceKeyId: source.chosen.id ?? undefined,
    SourceEncryptionAlgorithm: source.algorithm,
    SourceEncryptionContext: source.context,
    DestinationKeyId: destination.chosen.id ?? "",
    DestinationEncryptionAlgorithm: destination.algorithm,
    DestinationEncryptionContext: destination.context,
  };

  function submit() {
    setTried(true);
    const has = !isEmpty(draft) && fault(draft) === undefined && !isMessage && !needsKey;
    if (has && destination.chosen.id !== null && source.isFine && destination.isFine) {
      void work.run(async (abortSignal) => {
        const CiphertextBlob = await bytesOfDraft(draft);
        const answer = await clients.kms.send(new ReEncryptCommand({ ...input, CiphertextBlob }), { abortSignal });
        return { ...answer, ciphertext: bytesOf(answer.CiphertextBlob) };
      });
    }
  }

  return (
    <Page title={text.title} description={text.description}>
      <ToolForm action={text.action} work={work} onSubmit={submit}>
        <Header variant="h2">{text.source}</Header>
        <BytesField
          label={text.ciphertext}
          description={text.hint}
          draft={draft}
          onChange={setDraft}
          errorText={isMessage ? text.message : tried && isEmpty(draft) ? text.nothing : undefined}
        />
        {recognized !== null && recognized.kind !== "unknown" && <RecognizedNote of={recognized} />}
        <SidePanel
          optional
          side={source}
          keyLabel={text.sourceKey}
          keyHint={text.sourceKeyHint}
          algorithmLabel={text.sourceAlgorithm}
          contextLabel={text.sourceContext}
          contextHint={text.sourceContextHint}
          errorText={tried && needsKey ? text.needsKey : undefined}
        />
        <Header variant="h2">{text.destination}</Header>
        <SidePanel
          side={destination}
          keyLabel={text.destinationKey}
          algorithmLabel={text.destinationAlgorithm}
          contextLabel={text.destinationContext}
          errorText={tried ? text.chooseKey : undefined}
        />
      </ToolForm>
      {work.result !== null && <ReEncryptedResult result={work.result} />}
      <CopyAs
        call={{
          service: "kms",
          region: clients.region,
          operation: "ReEncrypt",
          input: { CiphertextBlob: "", ...input },
          secret: ["CiphertextBlob"],
        }}
      />
    </Page>
  );
}
