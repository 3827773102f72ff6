export const text = {
  title: "Verify",
  description: "Verifies the signature of a message with the public key of an asymmetric key.",
  signature: "Signature",
  signatureHint: "Base64 or hexadecimal. A file may hold it as bytes or as text.",
  signatureFile: "Choose signature file",
  noSignature: "Paste a signature, or choose its file.",
  action: "Verify",
  valid: "The signature is valid",
  validWhy: "This key signed this message.",
  invalid: "The signature is not valid",
  invalidWhy: "The message, signature, key, algorithm or message type is another one than at the signing.",
} as const;
