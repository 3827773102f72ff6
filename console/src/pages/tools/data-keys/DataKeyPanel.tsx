import {
  GenerateDataKeyCommand,
  type GenerateDataKeyResponse,
  GenerateDataKeyWithoutPlaintextCommand,
} from "@aws-sdk/client-kms";
import FormField from "@cloudscape-design/components/form-field";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useClients } from "../../../app/clients";
import { type Bytes, bytesOf } from "../../../bytes/encodings";
import { BytesResult } from "../../../widgets/BytesResult";
import { CopyAs } from "../../../widgets/CopyAs";
import { Facts, Id, KeyName } from "../../../widgets/Facts";
import { Result } from "../../../widgets/Result";
import { SecretBytes } from "../../../widgets/SecretBytes";
import { ToolForm } from "../../../widgets/ToolForm";
import { useWork } from "../../../widgets/useWork";
import { BytesNumber, bytesNumber } from "./BytesNumber";
import { DataKeyOptions, KeyOfDataKey, useDataKeyDraft } from "./DataKeyFields";
import { text } from "./text";

interface Made {
  plaintext: Bytes | null;
  encrypted: Bytes;
  keyArn: string;
  materialId: string;
}

const specs = ["AES_256", "AES_128", "bytes"] as const;

export function DataKeyPanel() {
  const clients = useClients();
  const draft = useDataKeyDraft();
  const [spec, setSpec] = useState<(typeof specs)[number]>("AES_256");
  const [typed, setTyped] = useState("64");
  const [tried, setTried] = useState(false);
  const work = useWork<Made>();
  const number = bytesNumber(typed);
  const input = {
    ...draft.input,
    ...(spec === "bytes" ? { NumberOfBytes: number ?? 0 } : { KeySpec: spec }),
  };

  function submit() {
    setTried(true);
    if (draft.isFine && (spec !== "bytes" || number !== null)) {
      void work.run(async (abortSignal) => {
        const answer: GenerateDataKeyResponse = draft.bare
          ? await clients.kms.send(new GenerateDataKeyWithoutPlaintextCommand(input), { abortSignal })
          : await clients.kms.send(new GenerateDataKeyCommand(input), { abortSignal });
        return {
          plaintext: draft.bare ? null : bytesOf(answer.Plaintext),
          encrypted: bytesOf(answer.CiphertextBlob),
          keyArn: answer.KeyId ?? "",
          materialId: answer.KeyMaterialId ?? "",
        };
      });
    }
  }

  const { result } = work;
  return (
    <SpaceBetween size="l">
      <ToolForm action={text.generateDataKey} work={work} onSubmit={submit}>
        <KeyOfDataKey draft={draft} tried={tried} />
        <FormField label={text.spec}>
          <RadioGroup
            value={spec}
            items={specs.map((value) => ({ value, label: text.specs[value] }))}
            onChange={({ detail }) => setSpec(specs.find((each) => each === detail.value) ?? spec)}
          />
        </FormField>
        {spec === "bytes" && <BytesNumber value={typed} onChange={setTyped} />}
        <DataKeyOptions draft={draft} />
      </ToolForm>
      {result !== null && (
        <Result title={text.dataKey} of={result}>
          {result.plaintext !== null && (
            <SecretBytes binary label={text.plaintext} bytes={result.plaintext} fileName="data-key.bin" />
          )}
          <BytesResult label={text.encrypted} bytes={result.encrypted} fileName="data-key.encrypted" />
          <Facts
            items={{
              [text.key]: <KeyName arn={result.keyArn} />,
              [text.material]: <Id id={result.materialId} />,
            }}
          />
        </Result>
      )}
      <CopyAs
        call={{
          service: "kms",
          region: clients.region,
          operation: draft.bare ? "GenerateDataKeyWithoutPlaintext" : "GenerateDataKey",
          input,
        }}
      />
    </SpaceBetween>
  );
}
