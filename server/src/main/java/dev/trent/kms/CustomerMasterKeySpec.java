package dev.trent.kms;

import dev.trent.keys.KeySpec;
import org.jspecify.annotations.Nullable;

/// The old form of `KeySpec`. It does not have the newer kinds of key.
public enum CustomerMasterKeySpec {
    RSA_2048(KeySpec.RSA_2048),
    RSA_3072(KeySpec.RSA_3072),
    RSA_4096(KeySpec.RSA_4096),
    ECC_NIST_P256(KeySpec.ECC_NIST_P256),
    ECC_NIST_P384(KeySpec.ECC_NIST_P384),
    ECC_NIST_P521(KeySpec.ECC_NIST_P521),
    ECC_SECG_P256K1(KeySpec.ECC_SECG_P256K1),
    SYMMETRIC_DEFAULT(KeySpec.SYMMETRIC_DEFAULT),
    HMAC_224(KeySpec.HMAC_224),
    HMAC_256(KeySpec.HMAC_256),
    HMAC_384(KeySpec.HMAC_384),
    HMAC_512(KeySpec.HMAC_512),
    SM2(KeySpec.SM2);

    private final KeySpec keySpec;

    CustomerMasterKeySpec(KeySpec keySpec) {
        this.keySpec = keySpec;
    }

    /// Returns the old name of a kind of key; null if it has none.
    static @Nullable CustomerMasterKeySpec of(KeySpec spec) {
        for (CustomerMasterKeySpec old : values()) {
            if (old.keySpec == spec) {
                return old;
            }
        }
        return null;
    }

    /// Returns the kind of key by its present name.
    KeySpec keySpec() {
        return keySpec;
    }
}
