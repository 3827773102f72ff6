import { SignCommand, type SignResponse } from "@aws-sdk/client-kms";
import { useState } from "react";
import { useClients } from "../../../app/clients";
import { type Bytes, bytesOf } from "../../../bytes/encodings";
import { useChosenKey } from "../../../queries/chosenKey";
import { BytesResult } from "../../../widgets/BytesResult";
import { CopyAs } from "../../../widgets/CopyAs";
import { Facts, KeyName } from "../../../widgets/Facts";
import { Page } from "../../../widgets/Page";
import { Result } from "../../../widgets/Result";
import { ToolForm } from "../../../widgets/ToolForm";
import { useWork } from "../../../widgets/useWork";
import { MessageFields, useMessageDraft } from "./MessageFields";
import { messageOf } from "./signing";
import { text } from "./text";

/** Signs a message. */
export default function Sign() {
  const clients = useClients();
  const message = useMessageDraft(useChosenKey());
  const [tried, setTried] = useState(false);
  const work = useWork<SignResponse & { signature: Bytes }>();
  const input = { KeyId: message.chosen.id ?? "", SigningAlgorithm: message.algorithm };

  function submit() {
    setTried(true);
    if (message.chosen.id !== null && message.fault === undefined) {
      void work.run(async (abortSignal) => {
        const signed = await messageOf(message.draft, message.algorithm, message.type);
        const answer = await clients.kms.send(new SignCommand({ ...input, ...signed }), { abortSignal });
        return { ...answer, signature: bytesOf(answer.Signature) };
      });
    }
  }

  return (
    <Page title={text.title} description={text.description}>
      <ToolForm action={text.action} work={work} onSubmit={submit}>
        <MessageFields message={message} tried={tried} />
      </ToolForm>
      {work.result !== null && (
        <Result title={text.result} of={work.result}>
          <BytesResult label={text.signature} bytes={work.result.signature} fileName={text.fileName} />
          <Facts
            items={{
              [text.key]: <KeyName arn={work.result.KeyId ?? ""} />,
              [text.usedAlgorithm]: work.result.SigningAlgorithm,
            }}
          />
        </Result>
      )}
      <CopyAs
        call={{
          service: "kms",
          region: clients.region,
          operation: "Sign",
          input: { ...input, MessageType: message.hashedHere ? "DIGEST" : message.type, Message: "" },
          secret: ["Message"],
        }}
      />
    </Page>
  );
}
