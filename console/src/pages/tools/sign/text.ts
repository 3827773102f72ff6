export const text = {
  title: "Sign",
  description: "Signs a message with the private key of an asymmetric key.",
  message: "Message",
  type: "Message type",
  typeLabels: {
    RAW: "RAW: the message itself",
    DIGEST: "DIGEST: the hash of the message",
    EXTERNAL_MU: "EXTERNAL_MU: the message representative μ of ML-DSA",
  },
  algorithm: "Signing algorithm",
  action: "Sign",
  chooseKey: "Choose a key.",
  unfit: "This key is not for signatures.",
  nothing: "Type a message, or choose a file.",
  tooLong: (max: number, algorithm: string) =>
    `${algorithm} signs messages of at most ${max.toLocaleString("en")} bytes through the API.`,
  wrongLength: (wanted: number) => `There must be ${wanted} bytes.`,
  hashedHere: (hash: string) =>
    `This browser computes the ${hash} hash of the message, and sends it as a DIGEST. The signature is the one of the message.`,
  hashedTwice:
    "This browser computes the SHA-512 hash of the message, and sends it as a DIGEST: this algorithm takes nothing else. The signature is one over the 64 bytes of the hash.",
  result: "Signed",
  signature: "Signature (base64)",
  key: "Key",
  usedAlgorithm: "Algorithm",
  fileName: "signature.sig",
} as const;
