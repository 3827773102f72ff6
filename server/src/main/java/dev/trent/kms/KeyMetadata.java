package dev.trent.kms;

import dev.trent.keys.EncapsulationAlgorithm;
import dev.trent.keys.EncryptionAlgorithm;
import dev.trent.keys.Key;
import dev.trent.keys.KeyAgreementAlgorithm;
import dev.trent.keys.KeyManagerType;
import dev.trent.keys.KeyOrigin;
import dev.trent.keys.KeySpec;
import dev.trent.keys.KeyState;
import dev.trent.keys.KeyUsage;
import dev.trent.keys.MacAlgorithm;
import dev.trent.keys.SigningAlgorithm;
import dev.trent.wire.WireName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A key as the API describes it; members that do not apply are absent.
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
        @Nullable String currentKeyMaterialId) {

    static KeyMetadata of(Key key) {
        KeyAlgorithms algorithms = KeyAlgorithms.of(key);
        return new KeyMetadata(
                key.account(),
                key.keyId(),
                key.arn().toString(),
                key.created(),
                key.enabled(),
                key.description(),
                key.usage(),
                key.state(),
                key.deletionDate(),
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
                // The materials of other keys never change, so they have no name in answers.
                key.spec() == KeySpec.SYMMETRIC_DEFAULT ? key.currentMaterialId() : null);
    }
}
