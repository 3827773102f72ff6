import { DecryptCommand, type EncryptionAlgorithmSpec } from "@aws-sdk/client-kms";
import type { Clients } from "../../../app/clients";
import type { ApiCall } from "../../../app/snippets";
import { type Bytes, bytesOf } from "../../../bytes/encodings";
import type { Progress } from "../../../envelope/body";
import { open } from "../../../envelope/message";
import { recognize } from "../../../envelope/recognize";
import { text } from "./text";

export interface Order {
  /** Undefined if the ciphertext names its key. */
  keyId: string | undefined;
  algorithm: EncryptionAlgorithmSpec | undefined;
  context: Record<string, string> | undefined;
}

export interface Decrypted {
  plaintext: Bytes;
  keyArn: string;
  keyMaterialId: string | undefined;
  algorithm: string | undefined;
  /** The context that a message brought along. */
  context: Record<string, string> | undefined;
}

/** What was decrypted, and the name of its file. */
export type DecryptedFile = Decrypted & { name: string | undefined };

/** Decrypts a ciphertext of the key, or a message whose data key the key wrapped. */
export async function decrypt(
  clients: Clients,
  ciphertext: Bytes,
  order: Order,
  abortSignal: AbortSignal,
  progress: Progress,
): Promise<Decrypted> {
  return recognize(ciphertext).kind === "message"
    ? decryptMessage(clients, ciphertext, order.keyId, abortSignal, progress)
    : decryptDirectly(clients, ciphertext, order, abortSignal);
}

async function decryptDirectly(clients: Clients, ciphertext: Bytes, order: Order, abortSignal: AbortSignal) {
  const answer = await clients.kms.send(
    new DecryptCommand({
      CiphertextBlob: ciphertext,
      KeyId: order.keyId,
      EncryptionContext: order.context,
      EncryptionAlgorithm: order.algorithm,
    }),
    { abortSignal },
  );
  return {
    plaintext: taken(answer.Plaintext),
    keyArn: answer.KeyId ?? "",
    keyMaterialId: answer.KeyMaterialId,
    algorithm: answer.EncryptionAlgorithm,
    context: undefined,
  };
}

async function decryptMessage(
  clients: Clients,
  message: Bytes,
  keyId: string | undefined,
  abortSignal: AbortSignal,
  progress: Progress,
): Promise<Decrypted> {
  let keyMaterialId: string | undefined;
  const { plaintext, header, by } = await open(
    message,
    async (dataKey, EncryptionContext) => {
      if (keyId !== undefined && dataKey.info !== keyId && !dataKey.info.endsWith(`/${keyId}`)) {
        throw new Error(text.otherKey);
      }
      const answer = await clients
        .in(regionOf(dataKey.info) ?? clients.region)
        .kms.send(new DecryptCommand({ KeyId: dataKey.info, CiphertextBlob: dataKey.ciphertext, EncryptionContext }), {
          abortSignal,
        });
      keyMaterialId = answer.KeyMaterialId;
      return taken(answer.Plaintext);
    },
    progress,
  );
  return { plaintext, keyArn: by.info, keyMaterialId, algorithm: header.suite.name, context: header.context };
}

export function regionOf(arn: string): string | undefined {
  return /^arn:[^:]+:kms:([^:]+):/.exec(arn)?.[1];
}

/** A copy of the secret, in whose place nothing is left. */
function taken(secret: Uint8Array | undefined): Bytes {
  const copy = bytesOf(secret);
  secret?.fill(0);
  return copy;
}

export function callOf(order: Order, region: string): ApiCall {
  return {
    service: "kms",
    region,
    operation: "Decrypt",
    input: {
      CiphertextBlob: "",
      KeyId: order.keyId,
      EncryptionContext: order.context,
      EncryptionAlgorithm: order.algorithm,
    },
    secret: ["CiphertextBlob"],
  };
}
