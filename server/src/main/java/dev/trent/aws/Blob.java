package dev.trent.aws;

import java.util.Arrays;

/// Bytes that may be seen, such as a ciphertext or a public key; on the wire in Base64 with padding.
public final class Blob {
    private final byte[] bytes;

    private Blob(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Takes the bytes over; the caller must not change the array afterwards.
    public static Blob owning(byte[] bytes) {
        return new Blob(bytes);
    }

    /// Returns the bytes themselves, not a copy; they must not be changed.
    public byte[] bytes() {
        return bytes;
    }

    /// Returns the number of bytes.
    public int length() {
        return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Blob blob && Arrays.equals(bytes, blob.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Blob[" + bytes.length + " bytes]";
    }
}
