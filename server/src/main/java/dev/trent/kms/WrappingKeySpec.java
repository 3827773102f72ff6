package dev.trent.kms;

import dev.trent.keys.KeySpec;

/// The kinds of keys that wrap material for its import, by the names on the wire.
public enum WrappingKeySpec {
    RSA_2048(KeySpec.RSA_2048),
    RSA_3072(KeySpec.RSA_3072),
    RSA_4096(KeySpec.RSA_4096),
    SM2(KeySpec.SM2);

    private final KeySpec keySpec;

    WrappingKeySpec(KeySpec keySpec) {
        this.keySpec = keySpec;
    }

    /// Returns the kind of key.
    KeySpec keySpec() {
        return keySpec;
    }
}
