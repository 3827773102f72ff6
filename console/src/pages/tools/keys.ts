import { isSymmetricEncryption } from "../../kms/specs";
import type { KeyMetadata } from "../../queries/keys";

// Which keys the select of a tool offers. A disabled key is among them: the server says why it refuses.

export const encrypts = (key: KeyMetadata) => key.KeyUsage === "ENCRYPT_DECRYPT";
export const signs = (key: KeyMetadata) => key.KeyUsage === "SIGN_VERIFY";
export const macs = (key: KeyMetadata) => key.KeyUsage === "GENERATE_VERIFY_MAC";
export const agrees = (key: KeyMetadata) => key.KeyUsage === "KEY_AGREEMENT";
export const encapsulates = (key: KeyMetadata) => key.KeyUsage === "ENCAPSULATE_DECAPSULATE";
export const makesDataKeys = (key: KeyMetadata) => encrypts(key) && isSymmetricEncryption(key);
