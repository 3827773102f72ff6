import { DeriveSharedSecretCommand, type DeriveSharedSecretResponse } from "@aws-sdk/client-kms";
import Alert from "@cloudscape-design/components/alert";
import { useState } from "react";
import { useClients } from "../../../app/clients";
import { type Bytes, bytesOf } from "../../../bytes/encodings";
import { useChosenKey } from "../../../queries/chosenKey";
import { BytesField } from "../../../widgets/BytesField";
import { CopyAs } from "../../../widgets/CopyAs";
import { bytesOfDraft, emptyDraft, fault, isEmpty, typedBytes } from "../../../widgets/draft";
import { Facts, KeyName } from "../../../widgets/Facts";
import { KeyField } from "../../../widgets/KeyField";
import { Page } from "../../../widgets/Page";
import { Result } from "../../../widgets/Result";
import { SecretBytes } from "../../../widgets/SecretBytes";
import { ToolForm } from "../../../widgets/ToolForm";
import { useWork } from "../../../widgets/useWork";
import { agrees } from "../keys";
import { text } from "./text";

/** Derives a shared secret with another party. */
export default function KeyAgreement() {
  const clients = useClients();
  const chosen = useChosenKey();
  const [draft, setDraft] = useState(() => emptyDraft("ciphertext"));
  const [tried, setTried] = useState(false);
  const work = useWork<DeriveSharedSecretResponse & { secret: Bytes }>();
  const input = { KeyId: chosen.id ?? "", KeyAgreementAlgorithm: "ECDH" as const };
  const shown = draft.file === null ? typedBytes(draft) : null;

  function submit() {
    setTried(true);
    if (chosen.id !== null && !isEmpty(draft) && fault(draft) === undefined) {
      void work.run(async (abortSignal) => {
        const PublicKey = await bytesOfDraft(draft);
        const answer = await clients.kms.send(new DeriveSharedSecretCommand({ ...input, PublicKey }), { abortSignal });
        const secret = bytesOf(answer.SharedSecret);
        answer.SharedSecret?.fill(0);
        return { ...answer, secret };
      });
    }
  }

  return (
    <Page title={text.title} description={text.description}>
      <ToolForm action={text.action} work={work} onSubmit={submit}>
        <KeyField chosen={chosen} accepts={agrees} unfit={text.unfit} errorText={tried ? text.chooseKey : undefined} />
        <BytesField
          label={text.publicKey}
          description={text.publicKeyHint}
          placeholder="-----BEGIN PUBLIC KEY-----"
          draft={draft}
          onChange={setDraft}
          errorText={tried && isEmpty(draft) ? text.nothing : undefined}
        />
      </ToolForm>
      {work.result !== null && (
        <Result title={text.result} of={work.result}>
          <SecretBytes binary label={text.secret} bytes={work.result.secret} fileName="shared-secret.bin" />
          <Alert type="info">{text.secretHint}</Alert>
          <Facts
            items={{
              [text.key]: <KeyName arn={work.result.KeyId ?? ""} />,
              [text.algorithm]: work.result.KeyAgreementAlgorithm,
              [text.origin]: work.result.KeyOrigin,
            }}
          />
        </Result>
      )}
      <CopyAs
        call={{
          service: "kms",
          region: clients.region,
          operation: "DeriveSharedSecret",
          input: { ...input, PublicKey: shown ?? "" },
          ...(shown === null || shown.length === 0 ? { secret: ["PublicKey"] } : {}),
        }}
      />
    </Page>
  );
}
