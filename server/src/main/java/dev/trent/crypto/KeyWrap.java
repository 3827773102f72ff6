package dev.trent.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/// AES key wrap with padding: encrypts a key of any length under an AES key. Source: RFC 5649.
public final class KeyWrap {
    private static final int BLOCK_BYTES = 8;
    private static final int WRAPPED_BYTES_MIN = 2 * BLOCK_BYTES;

    private KeyWrap() {}

    /// Unwraps a key; the caller zeroes it.
    ///
    /// @param kek the AES key, which stays with the caller
    /// @throws BadPaddingException if these bytes were not wrapped under this key
    public static byte[] unwrap(byte[] kek, byte[] wrapped) throws BadPaddingException {
        if (wrapped.length < WRAPPED_BYTES_MIN || wrapped.length % BLOCK_BYTES != 0) {
            throw new BadPaddingException();
        }
        try {
            Cipher cipher = Cipher.getInstance("AES/KWP/NoPadding", Engine.jdk("SunJCE"));
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(kek, "AES"));
            return cipher.doFinal(wrapped);
        } catch (GeneralSecurityException | RuntimeException damaged) {
            throw new BadPaddingException();
        }
    }
}
