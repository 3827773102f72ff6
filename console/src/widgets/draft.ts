import { type Bytes, decode, type Encoding, encodingLabels } from "../bytes/encodings";
import { ciphertextIn, ciphertextOf } from "../envelope/recognize";

/** How the text of a field is read: as one encoding, or as a ciphertext in any usual form. */
export type Form = Encoding | "ciphertext";

/** What a user has typed or chosen as bytes. */
export interface Draft {
  text: string;
  form: Form;
  /** A file counts instead of the text. */
  file: File | null;
}

/** More than this does not fit the memory of a tab several times over. */
export const FILE_BYTES_MAX = 512 * 1024 * 1024;

export const emptyDraft = (form: Form = "text"): Draft => ({ text: "", form, file: null });

export function isEmpty(draft: Draft): boolean {
  return draft.file === null && draft.text === "";
}

/** The bytes of the typed text; null if it is not in its form. */
export function typedBytes({ text, form }: Draft): Bytes | null {
  return form === "ciphertext" ? ciphertextOf(text) : decode(text, form);
}

/** How many bytes there are; null if the text is not in its form. */
export function sizeOf(draft: Draft): number | null {
  return draft.file?.size ?? typedBytes(draft)?.length ?? null;
}

/** What is wrong with the draft; undefined if nothing is. */
export function fault(draft: Draft): string | undefined {
  if (draft.file !== null) {
    return draft.file.size > FILE_BYTES_MAX ? "The file is larger than 512 MiB." : undefined;
  }
  if (typedBytes(draft) !== null) {
    return undefined;
  }
  return draft.form === "ciphertext"
    ? "This is neither base64 nor hexadecimal."
    : `This is not ${encodingLabels[draft.form].toLowerCase()}.`;
}

/** The bytes of a draft without fault. */
export async function bytesOfDraft(draft: Draft): Promise<Bytes> {
  if (draft.file === null) {
    return typedBytes(draft) ?? new Uint8Array();
  }
  const bytes = new Uint8Array(await draft.file.arrayBuffer());
  return draft.form === "ciphertext" ? ciphertextIn(bytes) : bytes;
}
