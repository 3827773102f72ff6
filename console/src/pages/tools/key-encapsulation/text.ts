export const text = {
  title: "Key encapsulation",
  description: "Agrees on a shared secret by ML-KEM: one side encapsulates it, the owner of the key decapsulates it.",
  encapsulate: "Encapsulate",
  decapsulate: "Decapsulate",
  ciphertext: "Encapsulated shared secret",
  ciphertextHint: "Base64 or hexadecimal. A file may hold it as bytes or as text.",
  chooseKey: "Choose a key.",
  unfit: "This key is not for key encapsulation.",
  nothing: "Paste an encapsulated shared secret, or choose its file.",
  secret: "Shared secret",
  encapsulated: "Encapsulated shared secret (base64)",
  encapsulatedTitle: "Encapsulated",
  decapsulatedTitle: "Decapsulated",
  never:
    "ML-KEM does not refuse a changed ciphertext: it gives another secret. Only its use shows whether both are equal.",
  key: "Key",
  algorithm: "Algorithm",
} as const;
