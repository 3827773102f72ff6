package dev.trent.kms;

import dev.trent.keys.KeySpec;

/// The kinds of data key pairs, AWS's `DataKeyPairSpec`, in the order of AWS's refusals.
public enum DataKeyPairSpec {
    RSA_2048(KeySpec.RSA_2048),
    RSA_3072(KeySpec.RSA_3072),
    RSA_4096(KeySpec.RSA_4096),
    ECC_NIST_P256(KeySpec.ECC_NIST_P256),
    ECC_NIST_P384(KeySpec.ECC_NIST_P384),
    ECC_NIST_P521(KeySpec.ECC_NIST_P521),
    ECC_SECG_P256K1(KeySpec.ECC_SECG_P256K1),
    ECC_NIST_EDWARDS25519(KeySpec.ECC_NIST_EDWARDS25519),
    SM2(KeySpec.SM2),
    ML_KEM_512(KeySpec.ML_KEM_512),
    ML_KEM_768(KeySpec.ML_KEM_768),
    ML_KEM_1024(KeySpec.ML_KEM_1024);

    private final KeySpec keySpec;

    DataKeyPairSpec(KeySpec keySpec) {
        this.keySpec = keySpec;
    }

    /// Returns the kind of key of such a pair.
    KeySpec keySpec() {
        return keySpec;
    }
}
