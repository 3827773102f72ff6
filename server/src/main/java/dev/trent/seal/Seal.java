package dev.trent.seal;

import dev.trent.aws.Secret;
import dev.trent.crypto.AesGcm;
import dev.trent.crypto.CounterKdf;
import dev.trent.crypto.Engine;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;

/// Wraps the few secrets that everything else hangs from, under keys derived from the root key.
///
/// A wrapped secret is `01 ‖ IV (12 bytes) ‖ AES-256-GCM ciphertext ‖ tag (16 bytes)`. The wrapping key is
/// derived from the root key for one purpose by [CounterKdf]; the associated data is the name of what is
/// wrapped, so that a wrapped secret opens in its own place only. The vectors are in
/// `docs/spec/ciphertext-blob.md`.
public final class Seal implements AutoCloseable {
    private static final byte VERSION = 1;
    private static final int HEADER_BYTES = 1 + AesGcm.IV_BYTES;

    private final Secret rootKey;
    private final AesGcm aesGcm;
    private final CounterKdf kdf;
    private final SecureRandom random;

    /// What a wrapping key is derived for.
    public enum Purpose {
        /// Wraps domain keys, which wrap key material.
        DOMAIN_KEY("trent/v1/domain-key"),
        /// Wraps the secrets of access keys.
        ACCESS_KEY("trent/v1/access-key"),
        /// Seals the addresses in grant tokens.
        GRANT_TOKEN("trent/v1/grant-token"),
        /// Wraps the keys of session tokens.
        SESSION_KEY("trent/v1/session-key");

        private final String label;

        Purpose(String label) {
            this.label = label;
        }
    }

    /// Makes a seal that owns the root key.
    public Seal(Secret rootKey, Engine engine) {
        this.rootKey = rootKey;
        this.aesGcm = new AesGcm(engine);
        this.kdf = new CounterKdf(engine);
        this.random = engine.random();
    }

    /// Wraps a secret.
    ///
    /// @param name what the secret is, such as the id of a domain key; it must be given again to unwrap
    public byte[] wrap(Purpose purpose, String name, Secret secret) {
        byte[] key = kdf.derive(rootKey.exposed(), purpose.label, new byte[0]);
        try {
            byte[] iv = new byte[AesGcm.IV_BYTES];
            random.nextBytes(iv);
            byte[] wrapped = new byte[HEADER_BYTES + secret.length() + AesGcm.TAG_BYTES];
            wrapped[0] = VERSION;
            System.arraycopy(iv, 0, wrapped, 1, iv.length);
            aesGcm.seal(key, iv, name.getBytes(StandardCharsets.UTF_8), secret.exposed(), wrapped, HEADER_BYTES);
            return wrapped;
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /// Unwraps a secret.
    ///
    /// @throws WrongRootKeyException if it was wrapped under another root key, for another purpose, under
    ///     another name, or is damaged: these cannot be told apart
    public Secret unwrap(Purpose purpose, String name, byte[] wrapped) {
        if (wrapped.length < HEADER_BYTES + AesGcm.TAG_BYTES || wrapped[0] != VERSION) {
            throw new WrongRootKeyException(name);
        }
        byte[] key = kdf.derive(rootKey.exposed(), purpose.label, new byte[0]);
        byte[] iv = Arrays.copyOfRange(wrapped, 1, HEADER_BYTES);
        byte[] associatedData = name.getBytes(StandardCharsets.UTF_8);
        try {
            return Secret.owning(
                    aesGcm.open(key, iv, associatedData, wrapped, HEADER_BYTES, wrapped.length - HEADER_BYTES));
        } catch (AEADBadTagException _) {
            throw new WrongRootKeyException(name);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /// Zeroes the root key; the seal is of no use afterwards.
    @Override
    public void close() {
        rootKey.close();
    }
}
