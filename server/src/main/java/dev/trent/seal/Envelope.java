package dev.trent.seal;

import dev.trent.aws.Secret;
import dev.trent.crypto.AesGcm;
import dev.trent.crypto.Engine;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;

/// The one form of every wrapped secret: `01 ‖ IV (12 bytes) ‖ AES-256-GCM ciphertext ‖ tag (16 bytes)`.
///
/// The format with its vectors is in `docs/spec/ciphertext-blob.md`.
public final class Envelope {
    private static final byte VERSION = 1;
    private static final int HEADER_BYTES = 1 + AesGcm.IV_BYTES;

    private final AesGcm aesGcm;
    private final SecureRandom random;

    /// Makes the form with the algorithms of an engine.
    public Envelope(Engine engine) {
        this.aesGcm = new AesGcm(engine);
        this.random = engine.random();
    }

    /// Wraps a secret.
    ///
    /// @param key 32 bytes
    /// @param place what the secret is and where it belongs; [#unwrap] must get the same bytes
    /// @param secret stays the caller's
    public byte[] wrap(byte[] key, byte[] place, Secret secret) {
        byte[] iv = new byte[AesGcm.IV_BYTES];
        random.nextBytes(iv);
        byte[] wrapped = new byte[HEADER_BYTES + secret.length() + AesGcm.TAG_BYTES];
        wrapped[0] = VERSION;
        System.arraycopy(iv, 0, wrapped, 1, iv.length);
        aesGcm.seal(key, iv, place, secret.exposed(), wrapped, HEADER_BYTES);
        return wrapped;
    }

    /// Unwraps a secret; the caller closes it.
    ///
    /// @throws AEADBadTagException if [#wrap] did not return these bytes for the same key and place
    public Secret unwrap(byte[] key, byte[] place, byte[] wrapped) throws AEADBadTagException {
        if (wrapped.length < HEADER_BYTES || wrapped[0] != VERSION) {
            throw new AEADBadTagException();
        }
        byte[] iv = Arrays.copyOfRange(wrapped, 1, HEADER_BYTES);
        return Secret.owning(aesGcm.open(key, iv, place, wrapped, HEADER_BYTES, wrapped.length - HEADER_BYTES));
    }
}
