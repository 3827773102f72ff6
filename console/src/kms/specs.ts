import type {
  EncapsulationAlgorithmSpec,
  EncryptionAlgorithmSpec,
  KeyAgreementAlgorithmSpec,
  KeyMetadata,
  KeySpec,
  KeyState,
  KeyUsageType,
  MacAlgorithmSpec,
  OriginType,
  SigningAlgorithmSpec,
} from "@aws-sdk/client-kms";

// The one table of the kinds of key. specs.test.ts compares it with the enums of the SDK.

export type KeyType = "Symmetric" | "Asymmetric";

export interface SpecFacts {
  type: KeyType;
  /** The usages that a key of this spec can be made for. A key has one of them for ever. */
  usages: readonly KeyUsageType[];
  encryption?: readonly EncryptionAlgorithmSpec[];
  signing?: readonly SigningAlgorithmSpec[];
  mac?: readonly MacAlgorithmSpec[];
  agreement?: readonly KeyAgreementAlgorithmSpec[];
  encapsulation?: readonly EncapsulationAlgorithmSpec[];
  /** What a user should know who chooses between the specs. */
  note: string;
}

const rsa = {
  type: "Asymmetric",
  usages: ["ENCRYPT_DECRYPT", "SIGN_VERIFY"],
  encryption: ["RSAES_OAEP_SHA_256", "RSAES_OAEP_SHA_1"],
  signing: [
    "RSASSA_PKCS1_V1_5_SHA_256",
    "RSASSA_PKCS1_V1_5_SHA_384",
    "RSASSA_PKCS1_V1_5_SHA_512",
    "RSASSA_PSS_SHA_256",
    "RSASSA_PSS_SHA_384",
    "RSASSA_PSS_SHA_512",
  ],
} as const satisfies Partial<SpecFacts>;

const nistCurve = (signing: SigningAlgorithmSpec, note: string): SpecFacts => ({
  type: "Asymmetric",
  usages: ["SIGN_VERIFY", "KEY_AGREEMENT"],
  signing: [signing],
  agreement: ["ECDH"],
  note,
});

const hmac = (algorithm: MacAlgorithmSpec, note: string): SpecFacts => ({
  type: "Symmetric",
  usages: ["GENERATE_VERIFY_MAC"],
  mac: [algorithm],
  note,
});

const mlDsa = (note: string): SpecFacts => ({
  type: "Asymmetric",
  usages: ["SIGN_VERIFY"],
  signing: ["ML_DSA_SHAKE_256"],
  note,
});

const mlKem = (note: string): SpecFacts => ({
  type: "Asymmetric",
  usages: ["ENCAPSULATE_DECAPSULATE"],
  encapsulation: ["ML_KEM"],
  note,
});

/** What each spec is and can do, in the order in which forms offer them. */
export const specs: Record<KeySpec, SpecFacts> = {
  SYMMETRIC_DEFAULT: {
    type: "Symmetric",
    usages: ["ENCRYPT_DECRYPT"],
    encryption: ["SYMMETRIC_DEFAULT"],
    note: "256-bit AES-GCM",
  },
  HMAC_224: hmac("HMAC_SHA_224", "HMAC with SHA-224"),
  HMAC_256: hmac("HMAC_SHA_256", "HMAC with SHA-256"),
  HMAC_384: hmac("HMAC_SHA_384", "HMAC with SHA-384"),
  HMAC_512: hmac("HMAC_SHA_512", "HMAC with SHA-512"),
  RSA_2048: { ...rsa, note: "2,048-bit RSA" },
  RSA_3072: { ...rsa, note: "3,072-bit RSA" },
  RSA_4096: { ...rsa, note: "4,096-bit RSA" },
  ECC_NIST_P256: nistCurve("ECDSA_SHA_256", "NIST P-256 (secp256r1)"),
  ECC_NIST_P384: nistCurve("ECDSA_SHA_384", "NIST P-384 (secp384r1)"),
  ECC_NIST_P521: nistCurve("ECDSA_SHA_512", "NIST P-521 (secp521r1)"),
  ECC_NIST_EDWARDS25519: {
    type: "Asymmetric",
    usages: ["SIGN_VERIFY"],
    signing: ["ED25519_SHA_512", "ED25519_PH_SHA_512"],
    note: "Ed25519",
  },
  ECC_SECG_P256K1: {
    type: "Asymmetric",
    usages: ["SIGN_VERIFY"],
    signing: ["ECDSA_SHA_256"],
    note: "secp256k1, often used by cryptocurrencies",
  },
  ML_DSA_44: mlDsa("Post-quantum signatures, security category 2"),
  ML_DSA_65: mlDsa("Post-quantum signatures, security category 3"),
  ML_DSA_87: mlDsa("Post-quantum signatures, security category 5"),
  ML_KEM_512: mlKem("Post-quantum key encapsulation, security category 1"),
  ML_KEM_768: mlKem("Post-quantum key encapsulation, security category 3"),
  ML_KEM_1024: mlKem("Post-quantum key encapsulation, security category 5"),
  SM2: {
    type: "Asymmetric",
    usages: ["ENCRYPT_DECRYPT", "SIGN_VERIFY", "KEY_AGREEMENT"],
    encryption: ["SM2PKE"],
    signing: ["SM2DSA"],
    agreement: ["ECDH"],
    note: "Chinese elliptic curve",
  },
};

export const keyTypes: readonly KeyType[] = ["Symmetric", "Asymmetric"];
export const allSpecs = Object.keys(specs) as readonly KeySpec[];

/** The usages in AWS's words, in the order in which forms offer them. */
export const usageLabels: Record<KeyUsageType, string> = {
  ENCRYPT_DECRYPT: "Encrypt and decrypt",
  SIGN_VERIFY: "Sign and verify",
  GENERATE_VERIFY_MAC: "Generate and verify MAC",
  KEY_AGREEMENT: "Key agreement",
  ENCAPSULATE_DECAPSULATE: "Key encapsulation",
};
const allUsages = Object.keys(usageLabels) as readonly KeyUsageType[];

export const stateLabels: Record<KeyState, string> = {
  Enabled: "Enabled",
  Disabled: "Disabled",
  PendingDeletion: "Pending deletion",
  PendingImport: "Pending import",
  PendingReplicaDeletion: "Pending replica deletion",
  Unavailable: "Unavailable",
  Creating: "Creating",
  Updating: "Updating",
};

export const originLabels: Record<OriginType, string> = {
  AWS_KMS: "AWS KMS",
  EXTERNAL: "External",
  AWS_CLOUDHSM: "AWS CloudHSM",
  EXTERNAL_KEY_STORE: "External key store",
};

export function specsFor(type: KeyType, usage: KeyUsageType): KeySpec[] {
  return allSpecs.filter((spec) => specs[spec].type === type && specs[spec].usages.includes(usage));
}

export function usagesFor(type: KeyType): KeyUsageType[] {
  return allUsages.filter((usage) => specsFor(type, usage).length > 0);
}

/** The algorithms of a key of this spec that is made for this usage. */
export function algorithmsFor(spec: KeySpec, usage: KeyUsageType): readonly string[] {
  const facts = specs[spec];
  const all: Record<KeyUsageType, readonly string[] | undefined> = {
    ENCRYPT_DECRYPT: facts.encryption,
    SIGN_VERIFY: facts.signing,
    GENERATE_VERIFY_MAC: facts.mac,
    KEY_AGREEMENT: facts.agreement,
    ENCAPSULATE_DECAPSULATE: facts.encapsulation,
  };
  return facts.usages.includes(usage) ? (all[usage] ?? []) : [];
}

/** The type of a key; undefined for a key whose spec is newer than the table. */
export function keyTypeOf(key: Pick<KeyMetadata, "KeySpec">): KeyType | undefined {
  return key.KeySpec === undefined ? undefined : specs[key.KeySpec]?.type;
}

/** A symmetric key that encrypts. Only such keys rotate, and take an encryption context. */
export function isSymmetricEncryption(key: Pick<KeyMetadata, "KeySpec">): boolean {
  return key.KeySpec === "SYMMETRIC_DEFAULT";
}

/** "Single-Region", "Multi-Region primary" or "Multi-Region replica". */
export function regionalityOf(key: Pick<KeyMetadata, "MultiRegion" | "MultiRegionConfiguration">): string {
  if (key.MultiRegion !== true) {
    return "Single-Region";
  }
  return key.MultiRegionConfiguration?.MultiRegionKeyType === "REPLICA"
    ? "Multi-Region replica"
    : "Multi-Region primary";
}

const RSA_BYTES: Partial<Record<KeySpec, number>> = { RSA_2048: 256, RSA_3072: 384, RSA_4096: 512 };

/** The most bytes that Encrypt takes. Source: AWS KMS API Reference, Encrypt, Plaintext. */
export function plaintextBytesMax(spec: KeySpec, algorithm: EncryptionAlgorithmSpec): number {
  const modulus = RSA_BYTES[spec];
  if (modulus !== undefined) {
    // OAEP adds two hashes and two bytes.
    return modulus - 2 * (algorithm === "RSAES_OAEP_SHA_1" ? 20 : 32) - 2;
  }
  return spec === "SM2" ? 1024 : 4096;
}
