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
import dev.trent.crypto.PublicKeyEncryption;
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
import org.jspecify.annotations.Nullable;

/// The algorithm behind each name of the API.
///
/// Each family of keys has a field or a map of its own type, and [#family] is all of them together. Source of the
/// names' meaning: AWS KMS Developer Guide, "Key spec reference".
final class Algorithms {
    private final Map<KeySpec, Rsa> rsa = new EnumMap<>(KeySpec.class);
    private final Map<KeySpec, Ec> curves = new EnumMap<>(KeySpec.class);
    private final Map<KeySpec, MlDsa> mlDsa = new EnumMap<>(KeySpec.class);
    private final Map<KeySpec, MlKem> mlKem = new EnumMap<>(KeySpec.class);
    private final Ed25519 ed25519;
    private final Sm2 sm2;
    private final Hmac hmac;
    private final Pace pace;
    private final Map<KeySpec, PublicKeyEncryption> oaepSha1 = new EnumMap<>(KeySpec.class);
    private final Map<KeySpec, PublicKeyEncryption> oaepSha256 = new EnumMap<>(KeySpec.class);

    Algorithms(Engine engine) {
        rsa.put(KeySpec.RSA_2048, new Rsa(engine, 2048));
        rsa.put(KeySpec.RSA_3072, new Rsa(engine, 3072));
        rsa.put(KeySpec.RSA_4096, new Rsa(engine, 4096));
        curves.put(KeySpec.ECC_NIST_P256, new Ec(engine, Curve.P256));
        curves.put(KeySpec.ECC_NIST_P384, new Ec(engine, Curve.P384));
        curves.put(KeySpec.ECC_NIST_P521, new Ec(engine, Curve.P521));
        curves.put(KeySpec.ECC_SECG_P256K1, new Ec(engine, Curve.SECP256K1));
        curves.put(KeySpec.SM2, new Ec(engine, Curve.SM2));
        mlDsa.put(KeySpec.ML_DSA_44, new MlDsa(engine, 44));
        mlDsa.put(KeySpec.ML_DSA_65, new MlDsa(engine, 65));
        mlDsa.put(KeySpec.ML_DSA_87, new MlDsa(engine, 87));
        mlKem.put(KeySpec.ML_KEM_512, new MlKem(engine, 512));
        mlKem.put(KeySpec.ML_KEM_768, new MlKem(engine, 768));
        mlKem.put(KeySpec.ML_KEM_1024, new MlKem(engine, 1024));
        this.ed25519 = new Ed25519(engine);
        this.sm2 = new Sm2(engine);
        this.hmac = new Hmac(engine);
        this.pace = new Pace(engine.isNative());
        rsa.forEach((spec, family) -> {
            oaepSha1.put(spec, family.oaep(Hash.SHA_1));
            oaepSha256.put(spec, family.oaep(Hash.SHA_256));
        });
    }

    /// Returns the family of an asymmetric kind of key: it makes pairs and reads them.
    KeyFamily family(KeySpec spec) {
        return switch (spec) {
            case RSA_2048, RSA_3072, RSA_4096 -> rsa(spec);
            case ECC_NIST_P256, ECC_NIST_P384, ECC_NIST_P521, ECC_SECG_P256K1 -> curve(spec);
            case ECC_NIST_EDWARDS25519 -> ed25519;
            case SM2 -> sm2;
            case ML_DSA_44, ML_DSA_65, ML_DSA_87 -> mlDsa(spec);
            case ML_KEM_512, ML_KEM_768, ML_KEM_1024 -> mlKem(spec);
            case SYMMETRIC_DEFAULT, HMAC_224, HMAC_256, HMAC_384, HMAC_512 ->
                throw new AssertionError(spec + " is not asymmetric");
        };
    }

    /// Returns how a kind of key encrypts by an algorithm that it has.
    PublicKeyEncryption encryption(KeySpec spec, EncryptionAlgorithm algorithm) {
        return switch (algorithm) {
            case RSAES_OAEP_SHA_1 -> known(oaepSha1.get(spec), spec);
            case RSAES_OAEP_SHA_256 -> known(oaepSha256.get(spec), spec);
            case SM2PKE -> sm2;
            case SYMMETRIC_DEFAULT -> throw new AssertionError(algorithm + " has no public key");
        };
    }

    /// Returns how a kind of key signs by an algorithm that it has.
    Signatures signatures(KeySpec spec, SigningAlgorithm algorithm, MessageType type) {
        boolean digest = type == MessageType.DIGEST;
        return switch (algorithm) {
            case RSASSA_PKCS1_V1_5_SHA_256, RSASSA_PKCS1_V1_5_SHA_384, RSASSA_PKCS1_V1_5_SHA_512 ->
                onDigest(rsa(spec).pkcs1(hash(algorithm)), algorithm, digest);
            case RSASSA_PSS_SHA_256, RSASSA_PSS_SHA_384, RSASSA_PSS_SHA_512 ->
                onDigest(rsa(spec).pss(hash(algorithm)), algorithm, digest);
            case ECDSA_SHA_256, ECDSA_SHA_384, ECDSA_SHA_512 ->
                onDigest(curve(spec).ecdsa(), algorithm, digest);
            case ED25519_SHA_512 -> ed25519.pure();
            case ED25519_PH_SHA_512 -> ed25519.prehashed();
            case ML_DSA_SHAKE_256 ->
                type == MessageType.EXTERNAL_MU
                        ? mlDsa(spec).onMu()
                        : mlDsa(spec).onMessage();
            case SM2DSA -> digest ? sm2.onDigest() : sm2.onMessage();
            case SYMMETRIC_DEFAULT -> throw new AssertionError("no key signs by " + algorithm);
        };
    }

    /// Returns the curve that a kind of key agrees on secrets on.
    Ec curve(KeySpec spec) {
        return known(curves.get(spec), spec);
    }

    /// Returns how a kind of key encapsulates secrets.
    MlKem mlKem(KeySpec spec) {
        return known(mlKem.get(spec), spec);
    }

    Pace pace() {
        return pace;
    }

    Hmac hmac() {
        return hmac;
    }

    static Hash hash(MacAlgorithm algorithm) {
        return switch (algorithm) {
            case HMAC_SHA_224 -> Hash.SHA_224;
            case HMAC_SHA_256 -> Hash.SHA_256;
            case HMAC_SHA_384 -> Hash.SHA_384;
            case HMAC_SHA_512 -> Hash.SHA_512;
        };
    }

    private Rsa rsa(KeySpec spec) {
        return known(rsa.get(spec), spec);
    }

    private MlDsa mlDsa(KeySpec spec) {
        return known(mlDsa.get(spec), spec);
    }

    private static <F> F known(@Nullable F family, KeySpec spec) {
        if (family == null) {
            throw new AssertionError(spec + " has no such algorithm");
        }
        return family;
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
