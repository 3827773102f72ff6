import type { EncryptionAlgorithmSpec } from "@aws-sdk/client-kms";
import Alert from "@cloudscape-design/components/alert";
import { useState } from "react";
import { useClients } from "../../../app/clients";
import { isSymmetricEncryption, plaintextBytesMax } from "../../../kms/specs";
import { useChosenKey } from "../../../queries/chosenKey";
import { AlgorithmSelect, offered } from "../../../widgets/AlgorithmSelect";
import { BytesField } from "../../../widgets/BytesField";
import { ContextRows } from "../../../widgets/ContextRows";
import { CopyAs, CopyCode } from "../../../widgets/CopyAs";
import { type ContextPair, contextIsFine, contextOf } from "../../../widgets/context";
import { emptyDraft, fault, sizeOf } from "../../../widgets/draft";
import { KeyField } from "../../../widgets/KeyField";
import { Page } from "../../../widgets/Page";
import { ToolForm } from "../../../widgets/ToolForm";
import { useWork } from "../../../widgets/useWork";
import { encrypts } from "../keys";
import { messageCode } from "../messageCode";
import { EncryptedResult } from "./EncryptedResult";
import { callOf, type Encrypted, encryptDirectly, encryptEnvelope, type Order } from "./encrypt";
import { text } from "./text";

/** Encrypts a text or a file under a key. */
export default function Encrypt() {
  const clients = useClients();
  const chosen = useChosenKey();
  const [draft, setDraft] = useState(() => emptyDraft());
  const [pairs, setPairs] = useState<ContextPair[]>([]);
  const [wanted, setWanted] = useState<EncryptionAlgorithmSpec>("RSAES_OAEP_SHA_256");
  const [tried, setTried] = useState(false);
  const work = useWork<Encrypted>();

  const { key } = chosen;
  const symmetric = key === undefined || isSymmetricEncryption(key);
  const algorithm = offered(wanted, key?.EncryptionAlgorithms);
  const bytesMax = plaintextBytesMax(key?.KeySpec ?? "SYMMETRIC_DEFAULT", algorithm ?? "SYMMETRIC_DEFAULT");
  const size = sizeOf(draft) ?? 0;
  const envelope = symmetric && size > bytesMax;
  const tooLong =
    !symmetric && size > bytesMax ? text.tooLong(bytesMax, key?.KeySpec ?? "", algorithm ?? "") : undefined;
  const order: Order = {
    keyId: chosen.id ?? "",
    algorithm: symmetric ? undefined : algorithm,
    context: symmetric ? contextOf(pairs) : undefined,
    draft,
  };

  function submit() {
    setTried(true);
    const fine = chosen.id !== null && size > 0 && tooLong === undefined && fault(draft) === undefined;
    if (fine && (!symmetric || contextIsFine(pairs))) {
      void work.run((stop, tell) =>
        envelope ? encryptEnvelope(clients, order, stop, tell) : encryptDirectly(clients, order, stop),
      );
    }
  }

  return (
    <Page title={text.title} description={text.description}>
      <ToolForm action={text.action} work={work} onSubmit={submit}>
        <KeyField
          chosen={chosen}
          accepts={encrypts}
          unfit={text.unfit}
          errorText={tried ? text.chooseKey : undefined}
        />
        <AlgorithmSelect
          label={text.algorithm}
          value={algorithm}
          options={key?.EncryptionAlgorithms ?? []}
          onChange={setWanted}
        />
        <BytesField
          label={text.plaintext}
          draft={draft}
          onChange={setDraft}
          bytesMax={envelope ? undefined : bytesMax}
          errorText={tooLong ?? (tried && size === 0 && fault(draft) === undefined ? text.nothing : undefined)}
        />
        {envelope && (
          <Alert type="info" header={text.envelope}>
            {text.envelopeWhy(bytesMax)}
          </Alert>
        )}
        {symmetric && <ContextRows pairs={pairs} onChange={setPairs} />}
      </ToolForm>
      {work.result !== null && <EncryptedResult result={work.result} />}
      {envelope ? (
        <CopyCode
          codeOf={(language) =>
            messageCode(language, {
              encrypts: true,
              keyArn: key?.Arn,
              region: clients.region,
              endpoint: window.location.origin,
              context: order.context ?? {},
              fileName: draft.file?.name,
            })
          }
        />
      ) : (
        <CopyAs call={callOf(order, clients.region)} />
      )}
    </Page>
  );
}
