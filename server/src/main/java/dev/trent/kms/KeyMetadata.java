package dev.trent.kms;

import dev.trent.aws.Arn;
import dev.trent.keys.EncapsulationAlgorithm;
import dev.trent.keys.EncryptionAlgorithm;
import dev.trent.keys.ExpirationModel;
import dev.trent.keys.Key;
import dev.trent.keys.KeyAgreementAlgorithm;
import dev.trent.keys.KeyManagerType;
import dev.trent.keys.KeyOrigin;
import dev.trent.keys.KeySpec;
import dev.trent.keys.KeyState;
import dev.trent.keys.KeyUsage;
import dev.trent.keys.MacAlgorithm;
import dev.trent.keys.MultiRegion;
import dev.trent.keys.SigningAlgorithm;
import dev.trent.wire.WireName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A key as the API describes it. Members that do not apply are absent.
///
/// Source: [KeyMetadata](https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyMetadata.html).
public record KeyMetadata(
        @WireName("AWSAccountId") String awsAccountId,
        String keyId,
        String arn,
        Instant creationDate,
        Boolean enabled,
        String description,
        KeyUsage keyUsage,
        KeyState keyState,
        @Nullable Instant deletionDate,
        KeyOrigin origin,
        KeyManagerType keyManager,
        KeySpec customerMasterKeySpec,
        KeySpec keySpec,
        @Nullable List<EncryptionAlgorithm> encryptionAlgorithms,
        @Nullable List<SigningAlgorithm> signingAlgorithms,
        @Nullable List<MacAlgorithm> macAlgorithms,
        @Nullable List<KeyAgreementAlgorithm> keyAgreementAlgorithms,
        @Nullable List<EncapsulationAlgorithm> encapsulationAlgorithms,
        Boolean multiRegion,
        @Nullable MultiRegionConfiguration multiRegionConfiguration,
        @Nullable Integer pendingDeletionWindowInDays,
        @Nullable ExpirationModel expirationModel,
        @Nullable Instant validTo,
        @Nullable String currentKeyMaterialId) {

    /// The set of a multi-Region key.
    public record MultiRegionConfiguration(
            MultiRegionKeyType multiRegionKeyType, MultiRegionKey primaryKey, List<MultiRegionKey> replicaKeys) {

        static @Nullable MultiRegionConfiguration of(Key key) {
            MultiRegion set = key.set();
            if (set == null) {
                return null;
            }
            return new MultiRegionConfiguration(
                    key.isReplica() ? MultiRegionKeyType.REPLICA : MultiRegionKeyType.PRIMARY,
                    MultiRegionKey.of(key, set.primary()),
                    set.replicas().stream()
                            .map(region -> MultiRegionKey.of(key, region))
                            .toList());
        }
    }

    /// The place of a key in its set, by the names on the wire.
    public enum MultiRegionKeyType {
        PRIMARY,
        REPLICA
    }

    /// One key of a set.
    public record MultiRegionKey(String arn, String region) {
        static MultiRegionKey of(Key key, String region) {
            return new MultiRegionKey(
                    Arn.ofKey(region, key.account(), key.keyId()).toString(), region);
        }
    }

    static KeyMetadata of(Key key) {
        KeyAlgorithms algorithms = KeyAlgorithms.of(key);
        Key.Deletion deletion = key.deletion();
        Key.Expiration expiration = key.expiration();
        Instant deletionDate = deletion == null ? null : deletion.date();
        return new KeyMetadata(
                key.account(),
                key.keyId(),
                key.arn().toString(),
                key.created(),
                key.enabled(),
                key.description(),
                key.usage(),
                key.state(),
                deletionDate,
                key.origin(),
                key.manager(),
                key.spec(),
                key.spec(),
                algorithms.encryption(),
                algorithms.signing(),
                algorithms.mac(),
                algorithms.keyAgreement(),
                algorithms.encapsulation(),
                key.multiRegion(),
                MultiRegionConfiguration.of(key),
                deletion == null || deletionDate != null ? null : deletion.windowDays(),
                expiration == null ? null : expiration.model(),
                expiration == null ? null : expiration.validTo(),
                // The materials of other keys never change, so answers do not name them.
                key.spec() == KeySpec.SYMMETRIC_DEFAULT ? key.currentMaterialId() : null);
    }
}
