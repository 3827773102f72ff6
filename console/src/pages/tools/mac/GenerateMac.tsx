import { GenerateMacCommand, type GenerateMacResponse } from "@aws-sdk/client-kms";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useClients } from "../../../app/clients";
import { type Bytes, bytesOf } from "../../../bytes/encodings";
import { BytesResult } from "../../../widgets/BytesResult";
import { CopyAs } from "../../../widgets/CopyAs";
import { bytesOfDraft } from "../../../widgets/draft";
import { Facts, KeyName } from "../../../widgets/Facts";
import { Result } from "../../../widgets/Result";
import { ToolForm } from "../../../widgets/ToolForm";
import { useWork } from "../../../widgets/useWork";
import { MacFields, useMacDraft } from "./MacFields";
import { text } from "./text";

export function GenerateMac() {
  const clients = useClients();
  const mac = useMacDraft();
  const [tried, setTried] = useState(false);
  const work = useWork<GenerateMacResponse & { mac: Bytes }>();
  const input = { KeyId: mac.chosen.id ?? "", MacAlgorithm: mac.algorithm };

  function submit() {
    setTried(true);
    if (mac.chosen.id !== null && mac.fault === undefined) {
      void work.run(async (abortSignal) => {
        const Message = await bytesOfDraft(mac.draft);
        const answer = await clients.kms.send(new GenerateMacCommand({ ...input, Message }), { abortSignal });
        return { ...answer, mac: bytesOf(answer.Mac) };
      });
    }
  }

  return (
    <SpaceBetween size="l">
      <ToolForm action={text.generate} work={work} onSubmit={submit}>
        <MacFields mac={mac} tried={tried} />
      </ToolForm>
      {work.result !== null && (
        <Result title={text.result} of={work.result}>
          <BytesResult label={text.macBase64} bytes={work.result.mac} fileName={text.fileName} />
          <Facts
            items={{
              [text.key]: <KeyName arn={work.result.KeyId ?? ""} />,
              [text.algorithm]: work.result.MacAlgorithm,
            }}
          />
        </Result>
      )}
      <CopyAs
        call={{
          service: "kms",
          region: clients.region,
          operation: "GenerateMac",
          input: { ...input, Message: "" },
          secret: ["Message"],
        }}
      />
    </SpaceBetween>
  );
}
