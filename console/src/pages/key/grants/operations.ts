import type { GrantOperation, KeyMetadata } from "@aws-sdk/client-kms";
import { isSymmetricEncryption, keyTypeOf } from "../../../kms/specs";

/** The operations that a grant for this key can allow. Source: AWS KMS Developer Guide, "Grant operations". */
export function grantOperations(key: KeyMetadata): GrantOperation[] {
  const always: GrantOperation[] = ["CreateGrant", "DescribeKey", "RetireGrant"];
  const publicKey: GrantOperation[] = keyTypeOf(key) === "Asymmetric" ? ["GetPublicKey"] : [];
  switch (key.KeyUsage) {
    case "ENCRYPT_DECRYPT":
      return [
        "Encrypt",
        "Decrypt",
        "ReEncryptFrom",
        "ReEncryptTo",
        ...(isSymmetricEncryption(key)
          ? ([
              "GenerateDataKey",
              "GenerateDataKeyWithoutPlaintext",
              "GenerateDataKeyPair",
              "GenerateDataKeyPairWithoutPlaintext",
            ] as const)
          : []),
        ...publicKey,
        ...always,
      ];
    case "SIGN_VERIFY":
      return ["Sign", "Verify", ...publicKey, ...always];
    case "GENERATE_VERIFY_MAC":
      return ["GenerateMac", "VerifyMac", ...always];
    case "KEY_AGREEMENT":
      return ["DeriveSharedSecret", ...publicKey, ...always];
    case "ENCAPSULATE_DECAPSULATE":
      return ["Encapsulate", "Decapsulate", ...publicKey, ...always];
    default:
      return always;
  }
}
