package dev.trent.keys;

import static dev.trent.keys.KeyUsage.ENCAPSULATE_DECAPSULATE;
import static dev.trent.keys.KeyUsage.ENCRYPT_DECRYPT;
import static dev.trent.keys.KeyUsage.GENERATE_VERIFY_MAC;
import static dev.trent.keys.KeyUsage.KEY_AGREEMENT;
import static dev.trent.keys.KeyUsage.SIGN_VERIFY;

import java.util.List;

/// AWS's kinds of key, each with its allowed usages, in the order of AWS's refusals.
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
    ECC_NIST_EDWARDS25519(SIGN_VERIFY),
    SYMMETRIC_DEFAULT(ENCRYPT_DECRYPT),
    HMAC_224(GENERATE_VERIFY_MAC),
    HMAC_256(GENERATE_VERIFY_MAC),
    HMAC_384(GENERATE_VERIFY_MAC),
    HMAC_512(GENERATE_VERIFY_MAC),
    SM2(ENCRYPT_DECRYPT, SIGN_VERIFY, KEY_AGREEMENT),
    ML_DSA_44(SIGN_VERIFY),
    ML_DSA_65(SIGN_VERIFY),
    ML_DSA_87(SIGN_VERIFY),
    ML_KEM_512(ENCAPSULATE_DECAPSULATE),
    ML_KEM_768(ENCAPSULATE_DECAPSULATE),
    ML_KEM_1024(ENCAPSULATE_DECAPSULATE);

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of, which cannot be changed
    private final List<KeyUsage> usages;

    KeySpec(KeyUsage... usages) {
        this.usages = List.of(usages);
    }

    /// The three types of key. An alias can move only between keys of the same type.
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

    /// Returns the encryption algorithms of such a key, in AWS's order; empty if it cannot encrypt.
    public List<EncryptionAlgorithm> encryptionAlgorithms() {
        return switch (this) {
            case SYMMETRIC_DEFAULT -> List.of(EncryptionAlgorithm.SYMMETRIC_DEFAULT);
            case RSA_2048, RSA_3072, RSA_4096 ->
                List.of(EncryptionAlgorithm.RSAES_OAEP_SHA_1, EncryptionAlgorithm.RSAES_OAEP_SHA_256);
            case SM2 -> List.of(EncryptionAlgorithm.SM2PKE);
            default -> List.of();
        };
    }

    /// Returns the signing algorithms of such a key, in AWS's order; empty if it cannot sign.
    public List<SigningAlgorithm> signingAlgorithms() {
        return switch (this) {
            case RSA_2048, RSA_3072, RSA_4096 ->
                List.of(
                        SigningAlgorithm.RSASSA_PKCS1_V1_5_SHA_256,
                        SigningAlgorithm.RSASSA_PKCS1_V1_5_SHA_384,
                        SigningAlgorithm.RSASSA_PKCS1_V1_5_SHA_512,
                        SigningAlgorithm.RSASSA_PSS_SHA_256,
                        SigningAlgorithm.RSASSA_PSS_SHA_384,
                        SigningAlgorithm.RSASSA_PSS_SHA_512);
            case ECC_NIST_P256, ECC_SECG_P256K1 -> List.of(SigningAlgorithm.ECDSA_SHA_256);
            case ECC_NIST_P384 -> List.of(SigningAlgorithm.ECDSA_SHA_384);
            case ECC_NIST_P521 -> List.of(SigningAlgorithm.ECDSA_SHA_512);
            case ECC_NIST_EDWARDS25519 ->
                List.of(SigningAlgorithm.ED25519_SHA_512, SigningAlgorithm.ED25519_PH_SHA_512);
            case ML_DSA_44, ML_DSA_65, ML_DSA_87 -> List.of(SigningAlgorithm.ML_DSA_SHAKE_256);
            case SM2 -> List.of(SigningAlgorithm.SM2DSA);
            default -> List.of();
        };
    }

    /// Returns the MAC algorithm of such a key; empty if it cannot make a MAC.
    public List<MacAlgorithm> macAlgorithms() {
        return switch (this) {
            case HMAC_224 -> List.of(MacAlgorithm.HMAC_SHA_224);
            case HMAC_256 -> List.of(MacAlgorithm.HMAC_SHA_256);
            case HMAC_384 -> List.of(MacAlgorithm.HMAC_SHA_384);
            case HMAC_512 -> List.of(MacAlgorithm.HMAC_SHA_512);
            default -> List.of();
        };
    }

    /// Returns the key agreement algorithm of such a key; empty if it has none.
    public List<KeyAgreementAlgorithm> keyAgreementAlgorithms() {
        return allows(KEY_AGREEMENT) ? List.of(KeyAgreementAlgorithm.ECDH) : List.of();
    }

    /// Returns the encapsulation algorithm of such a key; empty if it has none.
    public List<EncapsulationAlgorithm> encapsulationAlgorithms() {
        return allows(ENCAPSULATE_DECAPSULATE) ? List.of(EncapsulationAlgorithm.ML_KEM) : List.of();
    }

    /// Returns whether keys of this kind have a public half.
    public boolean isAsymmetric() {
        return family() == Family.ASYMMETRIC;
    }
}
