package dev.trent.keys;

import static dev.trent.keys.KeyUsage.ENCAPSULATE_DECAPSULATE;
import static dev.trent.keys.KeyUsage.ENCRYPT_DECRYPT;
import static dev.trent.keys.KeyUsage.GENERATE_VERIFY_MAC;
import static dev.trent.keys.KeyUsage.KEY_AGREEMENT;
import static dev.trent.keys.KeyUsage.SIGN_VERIFY;

import java.util.List;

/// The kinds of key that AWS KMS has, each with the usages it allows.
///
/// Source: AWS KMS API Reference, CreateKey; `SM2` is offered in every Region, unlike AWS.
public enum KeySpec {
    RSA_2048(ENCRYPT_DECRYPT, SIGN_VERIFY),
    RSA_3072(ENCRYPT_DECRYPT, SIGN_VERIFY),
    RSA_4096(ENCRYPT_DECRYPT, SIGN_VERIFY),
    ECC_NIST_P256(SIGN_VERIFY, KEY_AGREEMENT),
    ECC_NIST_P384(SIGN_VERIFY, KEY_AGREEMENT),
    ECC_NIST_P521(SIGN_VERIFY, KEY_AGREEMENT),
    ECC_SECG_P256K1(SIGN_VERIFY),
    SYMMETRIC_DEFAULT(ENCRYPT_DECRYPT),
    HMAC_224(GENERATE_VERIFY_MAC),
    HMAC_256(GENERATE_VERIFY_MAC),
    HMAC_384(GENERATE_VERIFY_MAC),
    HMAC_512(GENERATE_VERIFY_MAC),
    SM2(ENCRYPT_DECRYPT, SIGN_VERIFY, KEY_AGREEMENT),
    ML_DSA_44(SIGN_VERIFY),
    ML_DSA_65(SIGN_VERIFY),
    ML_DSA_87(SIGN_VERIFY),
    ECC_NIST_EDWARDS25519(SIGN_VERIFY),
    ML_KEM_512(ENCAPSULATE_DECAPSULATE),
    ML_KEM_768(ENCAPSULATE_DECAPSULATE),
    ML_KEM_1024(ENCAPSULATE_DECAPSULATE);

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of, which cannot be changed
    private final List<KeyUsage> usages;

    KeySpec(KeyUsage... usages) {
        this.usages = List.of(usages);
    }

    /// The three types of key between which an alias cannot move.
    enum Family {
        SYMMETRIC,
        ASYMMETRIC,
        HMAC
    }

    Family family() {
        return switch (this) {
            case SYMMETRIC_DEFAULT -> Family.SYMMETRIC;
            case HMAC_224, HMAC_256, HMAC_384, HMAC_512 -> Family.HMAC;
            case RSA_2048,
                    RSA_3072,
                    RSA_4096,
                    ECC_NIST_P256,
                    ECC_NIST_P384,
                    ECC_NIST_P521,
                    ECC_SECG_P256K1,
                    SM2,
                    ML_DSA_44,
                    ML_DSA_65,
                    ML_DSA_87,
                    ECC_NIST_EDWARDS25519,
                    ML_KEM_512,
                    ML_KEM_768,
                    ML_KEM_1024 -> Family.ASYMMETRIC;
        };
    }

    /// Returns whether a key of this kind may be made for a usage.
    public boolean allows(KeyUsage usage) {
        return usages.contains(usage);
    }
}
