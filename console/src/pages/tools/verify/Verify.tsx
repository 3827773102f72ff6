import { VerifyCommand } from "@aws-sdk/client-kms";
import { useState } from "react";
import { useClients } from "../../../app/clients";
import { useChosenKey } from "../../../queries/chosenKey";
import { BytesField } from "../../../widgets/BytesField";
import { CopyAs } from "../../../widgets/CopyAs";
import { bytesOfDraft, type Draft, emptyDraft, fault, isEmpty } from "../../../widgets/draft";
import { Page } from "../../../widgets/Page";
import { ToolForm } from "../../../widgets/ToolForm";
import { type MessageDraft, MessageFields, useMessageDraft } from "../sign/MessageFields";
import { messageOf } from "../sign/signing";
import { useVerdict, Verdict } from "../verdict";
import { text } from "./text";

/** Verifies a signature. */
export default function Verify() {
  const clients = useClients();
  const message = useMessageDraft(useChosenKey());
  const [signature, setSignature] = useState(() => emptyDraft("ciphertext"));
  const [tried, setTried] = useState(false);
  const input = { KeyId: message.chosen.id ?? "", SigningAlgorithm: message.algorithm };
  const { work, ask, valid } = useVerdict(inputsOf(message, signature), "KMSInvalidSignatureException");

  function submit() {
    setTried(true);
    const complete = message.chosen.id !== null && message.fault === undefined;
    if (complete && !isEmpty(signature) && fault(signature) === undefined) {
      ask(async (abortSignal) => {
        const signed = await messageOf(message.draft, message.algorithm, message.type);
        const Signature = await bytesOfDraft(signature);
        const answer = await clients.kms.send(new VerifyCommand({ ...input, ...signed, Signature }), { abortSignal });
        return answer.SignatureValid === true;
      });
    }
  }

  return (
    <Page title={text.title} description={text.description}>
      <ToolForm action={text.action} work={work} onSubmit={submit}>
        <MessageFields message={message} tried={tried} />
        <BytesField
          label={text.signature}
          description={text.signatureHint}
          fileLabel={text.signatureFile}
          rows={3}
          draft={signature}
          onChange={setSignature}
          errorText={tried && isEmpty(signature) ? text.noSignature : undefined}
        />
        <Verdict valid={valid} text={text} />
      </ToolForm>
      <CopyAs
        call={{
          service: "kms",
          region: clients.region,
          operation: "Verify",
          input: { ...input, MessageType: message.hashedHere ? "DIGEST" : message.type, Message: "", Signature: "" },
          secret: ["Message", "Signature"],
        }}
      />
    </Page>
  );
}

function inputsOf(message: MessageDraft, signature: Draft): readonly unknown[] {
  return [message.chosen.id, message.draft, message.algorithm, message.type, signature];
}
