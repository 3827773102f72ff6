import { EncryptCommand, type EncryptionAlgorithmSpec, GenerateDataKeyCommand } from "@aws-sdk/client-kms";
import type { Clients } from "../../../app/clients";
import type { ApiCall } from "../../../app/snippets";
import { type Bytes, bytesOf } from "../../../bytes/encodings";
import type { Progress } from "../../../envelope/body";
import { KMS_PROVIDER, refuseReserved, seal } from "../../../envelope/message";
import { recognize } from "../../../envelope/recognize";
import { ourSuite } from "../../../envelope/suites";
import { bytesOfDraft, type Draft } from "../../../widgets/draft";

export interface Order {
  keyId: string;
  algorithm: EncryptionAlgorithmSpec | undefined;
  context: Record<string, string> | undefined;
  draft: Draft;
}

export interface Encrypted {
  ciphertext: Bytes;
  keyArn: string;
  keyMaterialId: string | undefined;
  algorithm: string | undefined;
  isMessage: boolean;
  /** The name of the file that was encrypted. */
  name: string | undefined;
}

/** Encrypts with the key itself. */
export async function encryptDirectly(clients: Clients, order: Order, abortSignal: AbortSignal): Promise<Encrypted> {
  const plaintext = await bytesOfDraft(order.draft);
  try {
    const answer = await clients.kms.send(
      new EncryptCommand({
        KeyId: order.keyId,
        Plaintext: plaintext,
        EncryptionContext: order.context,
        EncryptionAlgorithm: order.algorithm,
      }),
      { abortSignal },
    );
    const ciphertext = bytesOf(answer.CiphertextBlob);
    const recognized = recognize(ciphertext);
    return {
      ciphertext,
      keyArn: answer.KeyId ?? order.keyId,
      keyMaterialId: recognized.kind === "blob" ? recognized.blob.keyMaterialId : undefined,
      algorithm: answer.EncryptionAlgorithm,
      isMessage: false,
      name: order.draft.file?.name,
    };
  } finally {
    plaintext.fill(0);
  }
}

/** Encrypts in the browser, with a data key of the key. */
export async function encryptEnvelope(
  clients: Clients,
  { keyId, context = {}, draft }: Order,
  abortSignal: AbortSignal,
  progress: Progress,
): Promise<Encrypted> {
  refuseReserved(context);
  const answer = await clients.kms.send(
    new GenerateDataKeyCommand({ KeyId: keyId, KeySpec: "AES_256", EncryptionContext: context }),
    { abortSignal },
  );
  const keyArn = answer.KeyId ?? keyId;
  const dataKey = {
    plaintext: bytesOf(answer.Plaintext),
    wrapped: [{ provider: KMS_PROVIDER, info: keyArn, ciphertext: bytesOf(answer.CiphertextBlob) }],
  };
  answer.Plaintext?.fill(0);
  try {
    const plaintext = draft.file ?? new Blob([await bytesOfDraft(draft)]);
    const message = await seal(plaintext, dataKey, context, progress);
    return {
      ciphertext: new Uint8Array(await message.arrayBuffer()),
      keyArn,
      keyMaterialId: answer.KeyMaterialId,
      algorithm: ourSuite.name,
      isMessage: true,
      name: draft.file?.name,
    };
  } finally {
    dataKey.plaintext.fill(0);
  }
}

/** The call that the page makes, for those who want to make it themselves. */
export function callOf({ keyId: KeyId, context: EncryptionContext, algorithm }: Order, region: string): ApiCall {
  return {
    service: "kms",
    region,
    operation: "Encrypt",
    input: { KeyId, Plaintext: "", EncryptionContext, EncryptionAlgorithm: algorithm },
    secret: ["Plaintext"],
  };
}
