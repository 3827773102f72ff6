package dev.trent.crypto;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/// Writes keys in DER, because the vectors contain only their numbers.
final class Der {
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 2;
    private static final int BIT_STRING = 3;
    private static final int OCTET_STRING = 4;
    private static final int OBJECT_IDENTIFIER = 6;
    private static final int SEED = 0x80;
    private static final byte[] NO_UNUSED_BITS = {0};

    private Der() {}

    /// Returns a `PrivateKeyInfo` with a scalar on a curve; source: RFC 5915.
    static byte[] ecPrivateKey(Curve curve, byte[] scalar) {
        byte[] key = of(SEQUENCE, of(INTEGER, new byte[] {1}), of(OCTET_STRING, scalar));
        return privateKeyInfo(ecAlgorithm(curve), key);
    }

    /// Returns a `PrivateKeyInfo` with the seed of an ML-DSA or ML-KEM key; source: RFC 9881, RFC 9935.
    static byte[] seedPrivateKey(String object, byte[] seed) {
        return privateKeyInfo(algorithm(object), of(SEED, seed));
    }

    /// Returns a `PrivateKeyInfo` with an ML-KEM key as FIPS 203 writes it; source: RFC 9935.
    static byte[] expandedPrivateKey(String object, byte[] expanded) {
        return privateKeyInfo(algorithm(object), of(OCTET_STRING, expanded));
    }

    /// Returns a `SubjectPublicKeyInfo`.
    static byte[] publicKey(String object, byte[] key) {
        return of(SEQUENCE, algorithm(object), of(BIT_STRING, NO_UNUSED_BITS, key));
    }

    private static byte[] privateKeyInfo(byte[] algorithm, byte[] key) {
        return of(SEQUENCE, of(INTEGER, new byte[] {0}), algorithm, of(OCTET_STRING, key));
    }

    private static byte[] ecAlgorithm(Curve curve) {
        String object = switch (curve) {
            case P256 -> "2a8648ce3d030107";
            case P384 -> "2b81040022";
            case P521 -> "2b81040023";
            case SECP256K1 -> "2b8104000a";
            case SM2 -> "2a811ccf5501822d";
        };
        return of(SEQUENCE, object("2a8648ce3d0201"), object(object));
    }

    private static byte[] algorithm(String object) {
        return of(SEQUENCE, object(object));
    }

    private static byte[] object(String hex) {
        return of(OBJECT_IDENTIFIER, HexFormat.of().parseHex(hex));
    }

    private static byte[] of(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(tag);
        int length = content.size();
        if (length >= 0x100) {
            whole.write(0x82);
            whole.write(length >>> 8);
        } else if (length >= 0x80) {
            whole.write(0x81);
        }
        whole.write(length & 0xff);
        whole.writeBytes(content.toByteArray());
        return whole.toByteArray();
    }
}
