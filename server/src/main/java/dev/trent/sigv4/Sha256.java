package dev.trent.sigv4;

import dev.trent.aws.Spares;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/// SHA-256 and HMAC-SHA-256 of one provider. The objects that compute are kept.
///
/// SAFE: a kept MAC holds its last key until its next use. That is a signing key, which is remembered for an hour
/// anyway. A kept digest holds nothing, because it starts anew after each digest.
final class Sha256 {
    private static final HexFormat HEX = HexFormat.of();

    private final Provider provider;
    private final Spares<MessageDigest> digests = new Spares<>(this::newDigest);
    private final Spares<Mac> macs = new Spares<>(this::newMac);

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
        return hex(message, message.length);
    }

    /// Returns the hash of the first bytes of an array, 64 lower-case hexadecimal digits.
    String hex(byte[] message, int length) {
        MessageDigest digest = digests.take();
        digest.update(message, 0, length);
        String hex = HEX.formatHex(digest.digest());
        digests.giveBack(digest);
        return hex;
    }

    /// Returns the code of a message in UTF-8, 32 bytes.
    byte[] mac(SecretKey key, String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        return mac(key, bytes, bytes.length);
    }

    /// Returns the code of the first bytes of an array, 32 bytes.
    byte[] mac(SecretKey key, byte[] message, int length) {
        try {
            Mac mac = macs.take();
            mac.init(key);
            mac.update(message, 0, length);
            byte[] code = mac.doFinal();
            macs.giveBack(mac);
            return code;
        } catch (InvalidKeyException e) {
            throw new AssertionError(provider.getName(), e);
        }
    }

    private MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256", provider);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(provider.getName(), e);
        }
    }

    private Mac newMac() {
        try {
            return Mac.getInstance("HmacSHA256", provider);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(provider.getName(), e);
        }
    }
}
