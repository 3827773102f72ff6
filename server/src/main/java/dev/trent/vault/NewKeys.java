package dev.trent.vault;

import dev.trent.aws.Secret;
import dev.trent.crypto.AesGcm;
import dev.trent.crypto.EncodedPair;
import dev.trent.keys.KeySpec;
import java.security.SecureRandom;
import java.util.function.BooleanSupplier;

/// Draws new secrets: random bytes, pairs of keys, and the material of a new KMS key.
final class NewKeys {
    private final SecureRandom random;
    private final Algorithms algorithms;
    private final HeavyWork heavyWork;

    NewKeys(SecureRandom random, Algorithms algorithms, HeavyWork heavyWork) {
        this.random = random;
        this.algorithms = algorithms;
        this.heavyWork = heavyWork;
    }

    /// Draws random bytes; the caller closes them.
    Secret bytes(int lengthBytes) {
        byte[] bytes = new byte[lengthBytes];
        random.nextBytes(bytes);
        return Secret.owning(bytes);
    }

    /// Draws a pair; the caller closes it. RSA searches for primes, so this can take seconds.
    ///
    /// Errors: ThrottlingException.
    ///
    /// @param account the account that asks
    /// @param spec an asymmetric one
    /// @param clientGone whether nobody waits for the pair any more
    EncodedPair pair(String account, KeySpec spec, BooleanSupplier clientGone) {
        return heavyWork.generate(account, spec, algorithms.family(spec)::generate, clientGone);
    }

    /// Draws the material of a new key of any kind; the caller closes it.
    ///
    /// Errors: ThrottlingException.
    ///
    /// @param account the account that will own the key
    /// @param clientGone whether nobody waits for the key any more
    Secret material(String account, KeySpec spec, BooleanSupplier clientGone) {
        return switch (spec) {
            case SYMMETRIC_DEFAULT -> bytes(AesGcm.KEY_BYTES);
            case HMAC_224, HMAC_256, HMAC_384, HMAC_512 ->
                bytes(Algorithms.hash(spec.macAlgorithms().getFirst()).lengthBytes());
            default -> {
                try (EncodedPair pair = pair(account, spec, clientGone)) {
                    yield PairMaterial.join(pair);
                }
            }
        };
    }
}
