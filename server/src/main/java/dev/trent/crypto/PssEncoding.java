package dev.trent.crypto;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/// The encoding with a random salt: `maskedDB ‖ H ‖ bc`, with MGF1 of the same hash and a salt as long as a digest.
///
/// The modulus has a whole number of bytes, and the block is one bit shorter. Source: RFC 8017 §9.1, EMSA-PSS.
///
/// @param blockBytes the length of the modulus
record PssEncoding(Hash hash, int blockBytes, SecureRandom random) implements RsaEncoding {
    private static final byte TRAILER = (byte) 0xbc;
    private static final int ZEROS = 8;
    private static final int TOP_BIT = 0x80;

    @Override
    public byte[] encode(byte[] digest) {
        byte[] salt = new byte[hash.lengthBytes()];
        random.nextBytes(salt);
        byte[] salted = salted(digest, salt);
        byte[] block = new byte[blockBytes];
        int masked = maskedBytes();
        block[masked - salt.length - 1] = 1;
        System.arraycopy(salt, 0, block, masked - salt.length, salt.length);
        mask(block, salted);
        System.arraycopy(salted, 0, block, masked, salted.length);
        block[blockBytes - 1] = TRAILER;
        return block;
    }

    @Override
    public boolean fits(byte[] block, byte[] digest) {
        int masked = maskedBytes();
        if (digest.length != hash.lengthBytes() || block[blockBytes - 1] != TRAILER || (block[0] & TOP_BIT) != 0) {
            return false;
        }
        byte[] salted = Arrays.copyOfRange(block, masked, masked + hash.lengthBytes());
        byte[] open = block.clone();
        mask(open, salted);
        int saltAt = masked - hash.lengthBytes();
        for (int i = 0; i < saltAt - 1; i++) {
            if (open[i] != 0) {
                return false;
            }
        }
        byte[] salt = Arrays.copyOfRange(open, saltAt, masked);
        return open[saltAt - 1] == 1 && MessageDigest.isEqual(salted, salted(digest, salt));
    }

    /// Returns the hash of eight zeros, the digest and the salt.
    private byte[] salted(byte[] digest, byte[] salt) {
        MessageDigest function = hash.function();
        function.update(new byte[ZEROS]);
        function.update(digest);
        return function.digest(salt);
    }

    /// Masks or unmasks the front of the block with MGF1 of the salted hash, and clears the top bit. Source: RFC
    /// 8017 §B.2.1.
    private void mask(byte[] block, byte[] seed) {
        int masked = maskedBytes();
        for (int counter = 0; counter * hash.lengthBytes() < masked; counter++) {
            MessageDigest function = hash.function();
            function.update(seed);
            byte[] mask = function.digest(
                    new byte[] {(byte) (counter >>> 24), (byte) (counter >>> 16), (byte) (counter >>> 8), (byte) counter
                    });
            int from = counter * hash.lengthBytes();
            for (int i = from; i < Math.min(from + mask.length, masked); i++) {
                block[i] ^= mask[i - from];
            }
        }
        block[0] &= (byte) ~TOP_BIT;
    }

    private int maskedBytes() {
        return blockBytes - hash.lengthBytes() - 1;
    }
}
