import {
  DataKeyPairSpec,
  GenerateDataKeyPairCommand,
  type GenerateDataKeyPairResponse,
  GenerateDataKeyPairWithoutPlaintextCommand,
} from "@aws-sdk/client-kms";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useClients } from "../../../app/clients";
import { type Bytes, bytesOf } from "../../../bytes/encodings";
import { AlgorithmSelect } from "../../../widgets/AlgorithmSelect";
import { BytesResult } from "../../../widgets/BytesResult";
import { CopyAs } from "../../../widgets/CopyAs";
import { Facts, Id, KeyName } from "../../../widgets/Facts";
import { Result } from "../../../widgets/Result";
import { SecretBytes } from "../../../widgets/SecretBytes";
import { ToolForm } from "../../../widgets/ToolForm";
import { useWork } from "../../../widgets/useWork";
import { DataKeyOptions, KeyOfDataKey, useDataKeyDraft } from "./DataKeyFields";
import { text } from "./text";

interface Made {
  privateKey: Bytes | null;
  encrypted: Bytes;
  publicKey: Bytes;
  keyArn: string;
  materialId: string;
}

export function PairPanel() {
  const clients = useClients();
  const draft = useDataKeyDraft();
  const [KeyPairSpec, setSpec] = useState<DataKeyPairSpec>("ECC_NIST_P256");
  const [tried, setTried] = useState(false);
  const work = useWork<Made>();
  const input = { ...draft.input, KeyPairSpec };

  function submit() {
    setTried(true);
    if (draft.isFine) {
      void work.run(async (abortSignal) => {
        const answer: GenerateDataKeyPairResponse = draft.bare
          ? await clients.kms.send(new GenerateDataKeyPairWithoutPlaintextCommand(input), { abortSignal })
          : await clients.kms.send(new GenerateDataKeyPairCommand(input), { abortSignal });
        return {
          privateKey: draft.bare ? null : bytesOf(answer.PrivateKeyPlaintext),
          encrypted: bytesOf(answer.PrivateKeyCiphertextBlob),
          publicKey: bytesOf(answer.PublicKey),
          keyArn: answer.KeyId ?? "",
          materialId: answer.KeyMaterialId ?? "",
        };
      });
    }
  }

  const { result } = work;
  return (
    <SpaceBetween size="l">
      <ToolForm action={text.generatePair} work={work} onSubmit={submit}>
        <KeyOfDataKey draft={draft} tried={tried} />
        <AlgorithmSelect
          label={text.pairSpec}
          value={KeyPairSpec}
          options={Object.values(DataKeyPairSpec)}
          onChange={setSpec}
        />
        <DataKeyOptions draft={draft} />
      </ToolForm>
      {result !== null && (
        <Result title={text.pairGenerated} of={result}>
          {result.privateKey !== null && (
            <SecretBytes binary label={text.privateKey} bytes={result.privateKey} fileName="private-key.der" />
          )}
          <BytesResult label={text.encryptedPrivate} bytes={result.encrypted} fileName="private-key.encrypted" />
          <BytesResult label={text.publicKey} bytes={result.publicKey} fileName="public-key.der" pem="PUBLIC KEY" />
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
          operation: draft.bare ? "GenerateDataKeyPairWithoutPlaintext" : "GenerateDataKeyPair",
          input,
        }}
      />
    </SpaceBetween>
  );
}
