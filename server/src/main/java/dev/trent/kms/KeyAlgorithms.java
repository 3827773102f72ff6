package dev.trent.kms;

import dev.trent.keys.EncapsulationAlgorithm;
import dev.trent.keys.EncryptionAlgorithm;
import dev.trent.keys.Key;
import dev.trent.keys.KeyAgreementAlgorithm;
import dev.trent.keys.KeyUsage;
import dev.trent.keys.MacAlgorithm;
import dev.trent.keys.SigningAlgorithm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The algorithms of a key, as answers list them. The key's usage decides which one of these lists is present.
record KeyAlgorithms(
        @Nullable List<EncryptionAlgorithm> encryption,
        @Nullable List<SigningAlgorithm> signing,
        @Nullable List<MacAlgorithm> mac,
        @Nullable List<KeyAgreementAlgorithm> keyAgreement,
        @Nullable List<EncapsulationAlgorithm> encapsulation) {

    static KeyAlgorithms of(Key key) {
        KeyUsage usage = key.usage();
        return new KeyAlgorithms(
                usage == KeyUsage.ENCRYPT_DECRYPT ? key.spec().encryptionAlgorithms() : null,
                usage == KeyUsage.SIGN_VERIFY ? key.spec().signingAlgorithms() : null,
                usage == KeyUsage.GENERATE_VERIFY_MAC ? key.spec().macAlgorithms() : null,
                usage == KeyUsage.KEY_AGREEMENT ? key.spec().keyAgreementAlgorithms() : null,
                usage == KeyUsage.ENCAPSULATE_DECAPSULATE ? key.spec().encapsulationAlgorithms() : null);
    }
}
