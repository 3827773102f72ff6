import { DecapsulateCommand, type DecapsulateResponse } from "@aws-sdk/client-kms";
import Alert from "@cloudscape-design/components/alert";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useClients } from "../../../app/clients";
import { type Bytes, bytesOf } from "../../../bytes/encodings";
import { useChosenKey } from "../../../queries/chosenKey";
import { BytesField } from "../../../widgets/BytesField";
import { CopyAs } from "../../../widgets/CopyAs";
import { bytesOfDraft, emptyDraft, fault, isEmpty } from "../../../widgets/draft";
import { KeyField } from "../../../widgets/KeyField";
import { ToolForm } from "../../../widgets/ToolForm";
import { useWork } from "../../../widgets/useWork";
import { encapsulates } from "../keys";
import { SecretResult } from "./SecretResult";
import { text } from "./text";

export function DecapsulatePanel() {
  const clients = useClients();
  const chosen = useChosenKey();
  const [draft, setDraft] = useState(() => emptyDraft("ciphertext"));
  const [tried, setTried] = useState(false);
  const work = useWork<DecapsulateResponse & { secret: Bytes }>();
  const input = { KeyId: chosen.id ?? "", EncapsulationAlgorithm: "ML_KEM" as const };

  function submit() {
    setTried(true);
    if (chosen.id !== null && !isEmpty(draft) && fault(draft) === undefined) {
      void work.run(async (abortSignal) => {
        const SharedSecretCiphertextBlob = await bytesOfDraft(draft);
        const answer = await clients.kms.send(new DecapsulateCommand({ ...input, SharedSecretCiphertextBlob }), {
          abortSignal,
        });
        const secret = bytesOf(answer.SharedSecret);
        answer.SharedSecret?.fill(0);
        return { ...answer, secret };
      });
    }
  }

  const { result } = work;
  return (
    <SpaceBetween size="l">
      <ToolForm action={text.decapsulate} work={work} onSubmit={submit}>
        <KeyField
          chosen={chosen}
          accepts={encapsulates}
          unfit={text.unfit}
          errorText={tried ? text.chooseKey : undefined}
        />
        <BytesField
          label={text.ciphertext}
          description={text.ciphertextHint}
          draft={draft}
          onChange={setDraft}
          errorText={tried && isEmpty(draft) ? text.nothing : undefined}
        />
      </ToolForm>
      {result !== null && (
        <SecretResult
          title={text.decapsulatedTitle}
          secret={result.secret}
          keyArn={result.KeyId}
          algorithm={result.EncapsulationAlgorithm}
        >
          <Alert type="info">{text.never}</Alert>
        </SecretResult>
      )}
      <CopyAs
        call={{
          service: "kms",
          region: clients.region,
          operation: "Decapsulate",
          input: { ...input, SharedSecretCiphertextBlob: "" },
          secret: ["SharedSecretCiphertextBlob"],
        }}
      />
    </SpaceBetween>
  );
}
