import { EncapsulateCommand, type EncapsulateResponse } from "@aws-sdk/client-kms";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useClients } from "../../../app/clients";
import { type Bytes, bytesOf } from "../../../bytes/encodings";
import { useChosenKey } from "../../../queries/chosenKey";
import { BytesResult } from "../../../widgets/BytesResult";
import { CopyAs } from "../../../widgets/CopyAs";
import { KeyField } from "../../../widgets/KeyField";
import { ToolForm } from "../../../widgets/ToolForm";
import { useWork } from "../../../widgets/useWork";
import { encapsulates } from "../keys";
import { SecretResult } from "./SecretResult";
import { text } from "./text";

export function EncapsulatePanel() {
  const clients = useClients();
  const chosen = useChosenKey();
  const [tried, setTried] = useState(false);
  const work = useWork<EncapsulateResponse & { secret: Bytes; encapsulated: Bytes }>();
  const input = { KeyId: chosen.id ?? "", EncapsulationAlgorithm: "ML_KEM" as const };

  function submit() {
    setTried(true);
    if (chosen.id !== null) {
      void work.run(async (abortSignal) => {
        const answer = await clients.kms.send(new EncapsulateCommand(input), { abortSignal });
        const secret = bytesOf(answer.SharedSecret);
        answer.SharedSecret?.fill(0);
        return { ...answer, secret, encapsulated: bytesOf(answer.SharedSecretCiphertextBlob) };
      });
    }
  }

  const { result } = work;
  return (
    <SpaceBetween size="l">
      <ToolForm action={text.encapsulate} work={work} onSubmit={submit}>
        <KeyField
          chosen={chosen}
          accepts={encapsulates}
          unfit={text.unfit}
          errorText={tried ? text.chooseKey : undefined}
        />
      </ToolForm>
      {result !== null && (
        <SecretResult
          title={text.encapsulatedTitle}
          secret={result.secret}
          keyArn={result.KeyId}
          algorithm={result.EncapsulationAlgorithm}
        >
          <BytesResult label={text.encapsulated} bytes={result.encapsulated} fileName="shared-secret.encapsulated" />
        </SecretResult>
      )}
      <CopyAs call={{ service: "kms", region: clients.region, operation: "Encapsulate", input }} />
    </SpaceBetween>
  );
}
