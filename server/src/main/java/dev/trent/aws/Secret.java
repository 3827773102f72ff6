package dev.trent.aws;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Function;

/// Bytes that must not be seen: a plaintext, a key, a secret access key.
///
/// It prints as nothing, compares in a time that depends on the lengths alone, and is zeroed by [#close()]. The
/// maker of a `Secret` closes it. It is not safe to close it while another thread reads it.
public final class Secret implements AutoCloseable {
    private final byte[] bytes;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Takes the bytes over; the caller must not use the array again.
    public static Secret owning(byte[] bytes) {
        return new Secret(bytes);
    }

    /// Returns the bytes themselves, not a copy: they become zero when this secret is closed.
    public byte[] exposed() {
        return bytes;
    }

    /// Returns the number of bytes.
    public int length() {
        return bytes.length;
    }

    /// Returns an answer made from this secret. The answer then holds the secret and closes it. If the answer
    /// cannot be made, the secret is closed here.
    ///
    /// @param use makes the answer that contains the secret
    public <R> R handedTo(Function<Secret, R> use) {
        boolean handed = false;
        try {
            R holder = use.apply(this);
            handed = true;
            return holder;
        } finally {
            if (!handed) {
                close();
            }
        }
    }

    /// Zeroes the bytes.
    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes, secret.bytes);
    }

    /// Returns a constant, because a hash of a secret tells something about the secret.
    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return "Secret[redacted]";
    }
}
