/** Refusals that come without a word, as those of AWS do: a reader should know what can be the cause. */
const causes: Record<string, string> = {
  InvalidCiphertextException:
    "The ciphertext is incomplete or changed, or the encryption context is another one than at the encryption.",
};

/** The refusal with a text, if the server sent none. */
export function explained(refusal: unknown): unknown {
  if (refusal instanceof Error && (refusal.message === "" || refusal.message === "UnknownError")) {
    const cause = causes[refusal.name];
    if (cause !== undefined) {
      const told = new Error(cause, { cause: refusal });
      told.name = refusal.name;
      return told;
    }
  }
  return refusal;
}
