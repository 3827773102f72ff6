import type { ImportKeyMaterialCommandInput, KeyMetadata } from "@aws-sdk/client-kms";
import { serverNow } from "../../app/clock";
import { isSymmetricEncryption } from "../../kms/specs";
import { text } from "./text";

const DAYS_MAX = 365;
const DAY_MS = 86_400_000;

export interface Upload {
  name: string;
  content: Uint8Array;
}

/** What is uploaded, and on which terms. */
export interface Terms {
  wrapped: Upload | null;
  token: Upload | null;
  expires: boolean;
  /** Such as 2026-11-30, and the time such as 18:00. */
  date: string;
  time: string;
  description: string;
  existing: boolean;
  materialId: string;
}

export function validTo({ date, time }: Pick<Terms, "date" | "time">): Date | null {
  const at = new Date(`${date}T${time === "" ? "00:00" : time}`);
  return Number.isNaN(at.getTime()) ? null : at;
}

/** What is wrong with the expiration; undefined if nothing is. */
export function termsFault(terms: Pick<Terms, "expires" | "date" | "time">, now = serverNow()): string | undefined {
  if (!terms.expires) {
    return undefined;
  }
  const at = validTo(terms)?.getTime() ?? 0;
  return at <= now || at > now + DAYS_MAX * DAY_MS ? text.dateFault : undefined;
}

/** Whether new material and material that the key had before are two things. Other keys have one material for ever. */
export function mayHaveSeveral(key: KeyMetadata): boolean {
  return isSymmetricEncryption(key) && key.CurrentKeyMaterialId !== undefined;
}

export function importInput(key: KeyMetadata, terms: Terms): ImportKeyMaterialCommandInput {
  const at = validTo(terms);
  const symmetric = isSymmetricEncryption(key);
  return {
    KeyId: key.KeyId,
    ImportToken: terms.token?.content,
    EncryptedKeyMaterial: terms.wrapped?.content,
    ...(terms.expires && at !== null
      ? { ExpirationModel: "KEY_MATERIAL_EXPIRES" as const, ValidTo: at }
      : { ExpirationModel: "KEY_MATERIAL_DOES_NOT_EXPIRE" as const }),
    ...(mayHaveSeveral(key)
      ? { ImportType: terms.existing ? ("EXISTING_KEY_MATERIAL" as const) : ("NEW_KEY_MATERIAL" as const) }
      : {}),
    ...(symmetric && terms.description !== "" ? { KeyMaterialDescription: terms.description } : {}),
    ...(mayHaveSeveral(key) && terms.materialId !== "" ? { KeyMaterialId: terms.materialId } : {}),
  };
}
