package dev.trent.vault;

import dev.trent.crypto.Curve;
import dev.trent.crypto.Ec;
import dev.trent.crypto.Ed25519;
import dev.trent.crypto.Engine;
import dev.trent.crypto.Hash;
import dev.trent.crypto.Hmac;
import dev.trent.crypto.KeyFamily;
import dev.trent.crypto.MlDsa;
import dev.trent.crypto.MlKem;
import dev.trent.crypto.Rsa;
import dev.trent.crypto.Signatures;
import dev.trent.crypto.Sm2;
import dev.trent.keys.EncryptionAlgorithm;
import dev.trent.keys.KeySpec;
import dev.trent.keys.MacAlgorithm;
import dev.trent.keys.MessageType;
import dev.trent.keys.SigningAlgorithm;
import java.util.EnumMap;
import java.util.Map;

/// Which algorithm stands behind each name of the API.
///
/// Source of the names' meaning: AWS KMS Developer Guide, "Key spec reference".
final class Algorithms {
    private final Map<KeySpec, KeyFamily> families = new EnumMap<>(KeySpec.class);
    private final Hmac hmac;

    Algorithms(Engine engine) {
        this.hmac = new Hmac(engine);
        families.put(KeySpec.RSA_2048, new Rsa(engine, 2048));
        families.put(KeySpec.RSA_3072, new Rsa(engine, 3072));
        families.put(KeySpec.RSA_4096, new Rsa(engine, 4096));
        families.put(KeySpec.ECC_NIST_P256, new Ec(engine, Curve.P256));
        families.put(KeySpec.ECC_NIST_P384, new Ec(engine, Curve.P384));
        families.put(KeySpec.ECC_NIST_P521, new Ec(engine, Curve.P521));
        families.put(KeySpec.ECC_SECG_P256K1, new Ec(engine, Curve.SECP256K1));
        families.put(KeySpec.ECC_NIST_EDWARDS25519, new Ed25519(engine));
        families.put(KeySpec.SM2, new Sm2(engine));
        families.put(KeySpec.ML_DSA_44, new MlDsa(engine, 44));
        families.put(KeySpec.ML_DSA_65, new MlDsa(engine, 65));
        families.put(KeySpec.ML_DSA_87, new MlDsa(engine, 87));
        families.put(KeySpec.ML_KEM_512, new MlKem(engine, 512));
        families.put(KeySpec.ML_KEM_768, new MlKem(engine, 768));
        families.put(KeySpec.ML_KEM_1024, new MlKem(engine, 1024));
    }

    /// Returns the family of an asymmetric kind of key.
    KeyFamily family(KeySpec spec) {
        KeyFamily family = families.get(spec);
        if (family == null) {
            throw new AssertionError(spec + " is not asymmetric");
        }
        return family;
    }

    Hmac hmac() {
        return hmac;
    }

    /// Returns how a kind of key signs by an algorithm that it has.
    Signatures signatures(KeySpec spec, SigningAlgorithm algorithm, MessageType type) {
        boolean digest = type == MessageType.DIGEST;
        return switch (algorithm) {
            case RSASSA_PKCS1_V1_5_SHA_256, RSASSA_PKCS1_V1_5_SHA_384, RSASSA_PKCS1_V1_5_SHA_512 ->
                onDigest(((Rsa) family(spec)).pkcs1(hash(algorithm)), algorithm, digest);
            case RSASSA_PSS_SHA_256, RSASSA_PSS_SHA_384, RSASSA_PSS_SHA_512 ->
                onDigest(((Rsa) family(spec)).pss(hash(algorithm)), algorithm, digest);
            case ECDSA_SHA_256, ECDSA_SHA_384, ECDSA_SHA_512 ->
                onDigest(((Ec) family(spec)).ecdsa(), algorithm, digest);
            case ED25519_SHA_512 -> ((Ed25519) family(spec)).pure();
            case ED25519_PH_SHA_512 -> ((Ed25519) family(spec)).prehashed();
            case ML_DSA_SHAKE_256 ->
                type == MessageType.EXTERNAL_MU ? ((MlDsa) family(spec)).onMu() : ((MlDsa) family(spec)).onMessage();
            case SYMMETRIC_DEFAULT -> throw new AssertionError("no key signs by " + algorithm);
            case SM2DSA -> digest ? ((Sm2) family(spec)).onDigest() : ((Sm2) family(spec)).onMessage();
        };
    }

    /// Returns the hash of RSA-OAEP.
    static Hash hash(EncryptionAlgorithm algorithm) {
        return switch (algorithm) {
            case RSAES_OAEP_SHA_1 -> Hash.SHA_1;
            case RSAES_OAEP_SHA_256 -> Hash.SHA_256;
            case SYMMETRIC_DEFAULT, SM2PKE -> throw new AssertionError(algorithm + " is not RSA-OAEP");
        };
    }

    static Hash hash(MacAlgorithm algorithm) {
        return switch (algorithm) {
            case HMAC_SHA_224 -> Hash.SHA_224;
            case HMAC_SHA_256 -> Hash.SHA_256;
            case HMAC_SHA_384 -> Hash.SHA_384;
            case HMAC_SHA_512 -> Hash.SHA_512;
        };
    }

    private static Signatures onDigest(Signatures signatures, SigningAlgorithm algorithm, boolean digest) {
        return digest ? signatures : signatures.hashing(hash(algorithm));
    }

    private static Hash hash(SigningAlgorithm algorithm) {
        return switch (algorithm) {
            case RSASSA_PKCS1_V1_5_SHA_256, RSASSA_PSS_SHA_256, ECDSA_SHA_256 -> Hash.SHA_256;
            case RSASSA_PKCS1_V1_5_SHA_384, RSASSA_PSS_SHA_384, ECDSA_SHA_384 -> Hash.SHA_384;
            case RSASSA_PKCS1_V1_5_SHA_512, RSASSA_PSS_SHA_512, ECDSA_SHA_512 -> Hash.SHA_512;
            case ED25519_SHA_512, ED25519_PH_SHA_512, ML_DSA_SHAKE_256, SM2DSA, SYMMETRIC_DEFAULT ->
                throw new AssertionError(algorithm + " hashes by itself");
        };
    }
}
