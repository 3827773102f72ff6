package dev.trent.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The hash functions of signatures, encryption paddings and MACs, in the JDK's implementation.
///
/// Source: FIPS 180-4. Only OAEP and the codes of second factors use SHA-1; its weakness does
/// not matter there.
public enum Hash {
    SHA_1("SHA-1", 20),
    SHA_224("SHA-224", 28),
    SHA_256("SHA-256", 32),
    SHA_384("SHA-384", 48),
    SHA_512("SHA-512", 64);

    private final String jcaName;
    private final String hmacName;
    private final int lengthBytes;

    Hash(String jcaName, int lengthBytes) {
        this.jcaName = jcaName;
        this.hmacName = "Hmac" + jcaName.replace("-", "");
        this.lengthBytes = lengthBytes;
    }

    /// Returns the digest of a message.
    public byte[] digest(byte[] message) {
        return function().digest(message);
    }

    /// Returns the length of a digest.
    public int lengthBytes() {
        return lengthBytes;
    }

    /// Returns a new computation.
    MessageDigest function() {
        try {
            return MessageDigest.getInstance(jcaName);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every JDK has " + jcaName, impossible);
        }
    }

    /// Returns the name of the HMAC with this hash, such as `HmacSHA256`.
    String hmacName() {
        return hmacName;
    }

    /// Returns the name of the hash in the JDK and the providers, such as `SHA-256`.
    String jcaName() {
        return jcaName;
    }
}
