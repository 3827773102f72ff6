package dev.trent.seal;

import dev.trent.aws.Secret;
import dev.trent.crypto.CounterKdf;
import dev.trent.crypto.Engine;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;

/// The root key at work: it wraps the few secrets that protect all other data.
///
/// The root key itself encrypts nothing. [CounterKdf] derives one wrapping key from it for each [Purpose], and an
/// [Envelope] under that key holds the secret. The name of the secret is authenticated: a wrapped secret opens
/// only under its own purpose and name. The vectors are in `docs/spec/ciphertext-blob.md`.
public final class Seal implements AutoCloseable {
    private final Secret rootKey;
    private final CounterKdf kdf;
    private final Envelope envelope;
    private volatile boolean open = true;

    /// What a wrapping key is derived for.
    public enum Purpose {
        /// Wraps domain keys, which wrap key material.
        DOMAIN_KEY("trent/v1/domain-key"),
        /// Wraps the secrets of access keys.
        ACCESS_KEY("trent/v1/access-key"),
        /// Wraps the addresses in grant tokens.
        GRANT_TOKEN("trent/v1/grant-token"),
        /// Wraps the private halves of the keys that material is wrapped with on its way here.
        IMPORT_TOKEN("trent/v1/import-token"),
        /// Wraps the keys of session tokens.
        SESSION_KEY("trent/v1/session-key"),
        /// Wraps the key that authenticates rows.
        ROW_KEY("trent/v1/row-key"),
        /// Wraps the hashes of console passwords.
        PASSWORD("trent/v1/password"),
        /// Wraps the seeds of second factors.
        MFA_SEED("trent/v1/mfa-seed"),
        /// Wraps the keys that sign the digests of trails.
        TRAIL_KEY("trent/v1/trail-key"),
        /// Hashes the values of encryption contexts in audit records. It wraps nothing.
        AUDIT_CONTEXT("trent/v1/audit-context");

        private final String label;

        Purpose(String label) {
            this.label = label;
        }
    }

    /// Makes a seal that owns the root key.
    public Seal(Secret rootKey, Engine engine) {
        this.rootKey = rootKey;
        this.kdf = new CounterKdf(engine);
        this.envelope = new Envelope(engine);
    }

    /// Wraps a secret.
    ///
    /// @param name what the secret is, such as the id of a domain key; [#unwrap] must get the same name
    public byte[] wrap(Purpose purpose, String name, Secret secret) {
        byte[] key = wrappingKey(purpose);
        try {
            return envelope.wrap(key, name.getBytes(StandardCharsets.UTF_8), secret);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /// Unwraps a secret; the caller closes it.
    ///
    /// @throws WrongRootKeyException if another root key, purpose or name wrapped it, or if it is damaged: these
    ///     cases look the same
    public Secret unwrap(Purpose purpose, String name, byte[] wrapped) {
        byte[] key = wrappingKey(purpose);
        try {
            return envelope.unwrap(key, name.getBytes(StandardCharsets.UTF_8), wrapped);
        } catch (AEADBadTagException _) {
            throw new WrongRootKeyException(name);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /// Returns the key of a purpose that wraps nothing; the caller closes it.
    Secret key(Purpose purpose) {
        return Secret.owning(wrappingKey(purpose));
    }

    private byte[] wrappingKey(Purpose purpose) {
        return kdf.derive(rootKey.exposed(), purpose.label, new byte[0]);
    }

    /// Returns whether the root key is at hand.
    public boolean isOpen() {
        return open;
    }

    /// Zeroes the root key; nobody can use the seal afterwards.
    @Override
    public void close() {
        open = false;
        rootKey.close();
    }
}
