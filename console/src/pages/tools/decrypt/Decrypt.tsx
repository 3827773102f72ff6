import type { EncryptionAlgorithmSpec } from "@aws-sdk/client-kms";
import { useState } from "react";
import { useClients } from "../../../app/clients";
import { isSymmetricEncryption } from "../../../kms/specs";
import { useChosenKey } from "../../../queries/chosenKey";
import { AlgorithmSelect, offered } from "../../../widgets/AlgorithmSelect";
import { BytesField } from "../../../widgets/BytesField";
import { ContextRows } from "../../../widgets/ContextRows";
import { CopyAs, CopyCode } from "../../../widgets/CopyAs";
import { type ContextPair, contextIsFine, contextOf } from "../../../widgets/context";
import { bytesOfDraft, emptyDraft, fault, isEmpty } from "../../../widgets/draft";
import { KeyField } from "../../../widgets/KeyField";
import { Page } from "../../../widgets/Page";
import { ToolForm } from "../../../widgets/ToolForm";
import { useRecognized } from "../../../widgets/useRecognized";
import { useWork } from "../../../widgets/useWork";
import { RecognizedNote } from "../inspect/RecognizedNote";
import { encrypts } from "../keys";
import { messageCode } from "../messageCode";
import { DecryptedResult } from "./DecryptedResult";
import { callOf, type DecryptedFile, decrypt, type Order } from "./decrypt";
import { text } from "./text";

/** Decrypts what a key encrypted, or a message that has a data key of a key. */
export default function Decrypt() {
  const clients = useClients();
  const chosen = useChosenKey();
  const [draft, setDraft] = useState(() => emptyDraft("ciphertext"));
  const [pairs, setPairs] = useState<ContextPair[]>([]);
  const [wanted, setWanted] = useState<EncryptionAlgorithmSpec>("RSAES_OAEP_SHA_256");
  const [tried, setTried] = useState(false);
  const recognized = useRecognized(draft);
  const work = useWork<DecryptedFile>();

  const { key } = chosen;
  const symmetric = key === undefined || isSymmetricEncryption(key);
  const isMessage = recognized?.kind === "message";
  const takesContext = symmetric && !isMessage;
  const order: Order = {
    keyId: chosen.id ?? undefined,
    algorithm: symmetric ? undefined : offered(wanted, key.EncryptionAlgorithms),
    context: takesContext ? contextOf(pairs) : undefined,
  };
  const needsKey = recognized?.kind === "unknown" && chosen.id === null;

  function submit() {
    setTried(true);
    if (!isEmpty(draft) && fault(draft) === undefined && !needsKey && (!takesContext || contextIsFine(pairs))) {
      void work.run(async (stop, tell) => ({
        ...(await decrypt(clients, await bytesOfDraft(draft), order, stop, tell)),
        name: draft.file?.name,
      }));
    }
  }

  return (
    <Page title={text.title} description={text.description}>
      <ToolForm action={text.action} work={work} onSubmit={submit}>
        <BytesField
          label={text.ciphertext}
          description={text.ciphertextHint}
          draft={draft}
          onChange={setDraft}
          errorText={tried && isEmpty(draft) ? text.nothing : undefined}
        />
        {recognized !== null && recognized.kind !== "unknown" && <RecognizedNote of={recognized} />}
        <KeyField
          optional
          label={text.keyOptional}
          chosen={chosen}
          accepts={encrypts}
          description={text.keyHint}
          unfit={text.unfit}
          errorText={tried && needsKey ? text.needsKey : undefined}
        />
        <AlgorithmSelect
          label={text.algorithm}
          value={order.algorithm}
          options={symmetric ? [] : (key.EncryptionAlgorithms ?? [])}
          onChange={setWanted}
        />
        {takesContext && <ContextRows pairs={pairs} onChange={setPairs} description={text.contextHint} />}
      </ToolForm>
      {work.result !== null && <DecryptedResult result={work.result} />}
      {isMessage ? (
        <CopyCode
          codeOf={(language) =>
            messageCode(language, {
              encrypts: false,
              keyArn: key?.Arn ?? recognized.header.dataKeys[0]?.info,
              region: clients.region,
              endpoint: window.location.origin,
              context: {},
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
