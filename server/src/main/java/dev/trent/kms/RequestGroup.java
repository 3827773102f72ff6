package dev.trent.kms;

import dev.trent.aws.Fold;
import dev.trent.keys.EncryptionAlgorithm;
import dev.trent.keys.SigningAlgorithm;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The requests that share one quota, with AWS's rate: requests per second of an account in a Region.
///
/// The constants in capitals are groups of cryptographic operations; every other operation is a group of its
/// own. Source: AWS KMS Developer Guide, "Request quotas". AWS publishes no rates for ML-KEM. Here they are the
/// rates of the most similar group.
enum RequestGroup {
    SYMMETRIC(10_000),
    RSA(1_000),
    ECC(1_000),
    ML_DSA(1_000),
    ML_KEM(1_000),
    PAIR_RSA_2048(20),
    PAIR_RSA_3072(4),
    PAIR_RSA_4096(1),
    PAIR_ECC_NIST_P256(100),
    PAIR_ECC_NIST_P384(100),
    PAIR_ECC_NIST_P521(100),
    PAIR_ECC_SECG_P256K1(100),
    PAIR_ECC_NIST_EDWARDS25519(100),
    PAIR_SM2(25),
    PAIR_ML_KEM_512(100),
    PAIR_ML_KEM_768(100),
    PAIR_ML_KEM_1024(100),
    CancelKeyDeletion(5),
    ConnectCustomKeyStore(5),
    CreateAlias(5),
    CreateCustomKeyStore(5),
    CreateGrant(50),
    CreateKey(5),
    DeleteAlias(15),
    DeleteCustomKeyStore(5),
    DeleteImportedKeyMaterial(15),
    DescribeCustomKeyStores(5),
    DescribeKey(2_000),
    DisableKey(5),
    DisableKeyRotation(5),
    DisconnectCustomKeyStore(5),
    EnableKey(5),
    EnableKeyRotation(15),
    GetKeyLastUsage(5),
    GetKeyPolicy(1_000),
    GetKeyRotationStatus(1_000),
    GetParametersForImport(1),
    GetPublicKey(2_000),
    ImportKeyMaterial(15),
    ListAliases(500),
    ListGrants(100),
    ListKeyPolicies(100),
    ListKeyRotations(100),
    ListKeys(500),
    ListResourceTags(2_000),
    ListRetirableGrants(100),
    PutKeyPolicy(15),
    ReplicateKey(5),
    RetireGrant(50),
    RevokeGrant(50),
    RotateKeyOnDemand(5),
    ScheduleKeyDeletion(15),
    TagResource(10),
    UntagResource(5),
    UpdateAlias(5),
    UpdateCustomKeyStore(5),
    UpdateKeyDescription(5),
    UpdatePrimaryRegion(5);

    private static final Set<String> LARGE_REGIONS = Set.of("us-east-1", "us-west-2", "eu-west-1");
    private static final int LARGE_REGION = 100_000;
    private static final Set<String> MIDDLE_REGIONS =
            Set.of("us-east-2", "ap-southeast-1", "ap-southeast-2", "ap-northeast-1", "eu-central-1", "eu-west-2");
    private static final int MIDDLE_REGION = 20_000;
    private static final Map<String, RequestGroup> BY_NAME = byName();

    private final int rate;

    RequestGroup(int rate) {
        this.rate = rate;
    }

    private static Map<String, RequestGroup> byName() {
        Map<String, RequestGroup> groups = new HashMap<>();
        for (RequestGroup group : values()) {
            groups.put(group.words(), group);
        }
        return Map.copyOf(groups);
    }

    /// Returns the name in settings: the name of the operation, or a name such as `ml-dsa` or `pair-rsa-2048`.
    String words() {
        return name().equals(Fold.capitals(name())) ? Fold.fold(name()).replace('_', '-') : name();
    }

    /// Returns the group with a name in settings; null if there is none.
    static @Nullable RequestGroup named(String name) {
        return BY_NAME.get(name);
    }

    /// Returns all names in settings.
    static List<String> names() {
        return Arrays.stream(values()).map(RequestGroup::words).toList();
    }

    /// Returns AWS's rate in a Region, in requests per second.
    int rate(String region) {
        if (this != SYMMETRIC) {
            return rate;
        }
        return LARGE_REGIONS.contains(region) ? LARGE_REGION : MIDDLE_REGIONS.contains(region) ? MIDDLE_REGION : rate;
    }

    /// Returns the group of a request; null if the operation has no group.
    static @Nullable RequestGroup of(String operation, Record request) {
        return switch (request) {
            case Encrypt.Request encrypt -> of(encrypt.encryptionAlgorithm());
            case Decrypt.Request decrypt -> of(decrypt.encryptionAlgorithm());
            case ReEncrypt.Request again -> {
                RequestGroup source = of(again.sourceEncryptionAlgorithm());
                yield source == SYMMETRIC ? of(again.destinationEncryptionAlgorithm()) : source;
            }
            case Sign.Request sign -> of(sign.signingAlgorithm());
            case Verify.Request verify -> of(verify.signingAlgorithm());
            case GenerateDataKey.Request _,
                    GenerateDataKeyWithoutPlaintext.Request _,
                    GenerateMac.Request _,
                    VerifyMac.Request _,
                    GenerateRandom.Request _ -> SYMMETRIC;
            case GenerateDataKeyPair.Request pair -> of(pair.keyPairSpec());
            case GenerateDataKeyPairWithoutPlaintext.Request pair -> of(pair.keyPairSpec());
            case DeriveSharedSecret.Request _ -> ECC;
            case Encapsulate.Request _, Decapsulate.Request _ -> ML_KEM;
            default -> named(operation);
        };
    }

    private static RequestGroup of(EncryptionAlgorithm algorithm) {
        return switch (algorithm) {
            case SYMMETRIC_DEFAULT -> SYMMETRIC;
            case RSAES_OAEP_SHA_1, RSAES_OAEP_SHA_256 -> RSA;
            case SM2PKE -> ECC;
        };
    }

    private static RequestGroup of(SigningAlgorithm algorithm) {
        return switch (algorithm) {
            case RSASSA_PSS_SHA_256,
                    RSASSA_PSS_SHA_384,
                    RSASSA_PSS_SHA_512,
                    RSASSA_PKCS1_V1_5_SHA_256,
                    RSASSA_PKCS1_V1_5_SHA_384,
                    RSASSA_PKCS1_V1_5_SHA_512 -> RSA;
            case ECDSA_SHA_256, ECDSA_SHA_384, ECDSA_SHA_512, ED25519_SHA_512, ED25519_PH_SHA_512, SM2DSA -> ECC;
            case ML_DSA_SHAKE_256 -> ML_DSA;
            case SYMMETRIC_DEFAULT -> SYMMETRIC;
        };
    }

    private static RequestGroup of(DataKeyPairSpec spec) {
        return switch (spec) {
            case RSA_2048 -> PAIR_RSA_2048;
            case RSA_3072 -> PAIR_RSA_3072;
            case RSA_4096 -> PAIR_RSA_4096;
            case ECC_NIST_P256 -> PAIR_ECC_NIST_P256;
            case ECC_NIST_P384 -> PAIR_ECC_NIST_P384;
            case ECC_NIST_P521 -> PAIR_ECC_NIST_P521;
            case ECC_SECG_P256K1 -> PAIR_ECC_SECG_P256K1;
            case ECC_NIST_EDWARDS25519 -> PAIR_ECC_NIST_EDWARDS25519;
            case SM2 -> PAIR_SM2;
            case ML_KEM_512 -> PAIR_ML_KEM_512;
            case ML_KEM_768 -> PAIR_ML_KEM_768;
            case ML_KEM_1024 -> PAIR_ML_KEM_1024;
        };
    }
}
