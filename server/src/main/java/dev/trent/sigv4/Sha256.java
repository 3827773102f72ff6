package dev.trent.sigv4;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/// SHA-256 and HMAC-SHA-256 of one provider.
final class Sha256 {
    private static final HexFormat HEX = HexFormat.of();

    private final Provider provider;

    /// @param provider one that has both `SHA-256` and `HmacSHA256`
    Sha256(Provider provider) {
        this.provider = provider;
        if (provider.getService("MessageDigest", "SHA-256") == null
                || provider.getService("Mac", "HmacSHA256") == null) {
            throw new AssertionError(provider.getName() + " lacks SHA-256 or HmacSHA256");
        }
    }

    /// Returns the hash, 64 lower-case hexadecimal digits.
    String hex(byte[] message) {
        try {
            return HEX.formatHex(MessageDigest.getInstance("SHA-256", provider).digest(message));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(provider.getName(), e);
        }
    }

    /// Returns the code of a message in UTF-8, 32 bytes.
    byte[] mac(SecretKey key, String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256", provider);
            mac.init(key);
            return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new AssertionError(provider.getName(), e);
        }
    }
}
