package dev.trent.crypto;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/// The deterministic encoding: `00 01 ff … ff 00 ‖ DigestInfo`.
///
/// To check a block, this class encodes the digest again and compares the whole block. It parses nothing, so a
/// forger cannot add bytes. Source: RFC 8017 §9.2, EMSA-PKCS1-v1_5.
///
/// @param blockBytes the length of the modulus
record Pkcs1Encoding(Hash hash, int blockBytes) implements RsaEncoding {

    @Override
    public byte[] encode(byte[] digest) {
        byte[] prefix = digestInfo(hash);
        byte[] block = new byte[blockBytes];
        block[1] = 1;
        int at = blockBytes - prefix.length - digest.length;
        Arrays.fill(block, 2, at - 1, (byte) 0xff);
        System.arraycopy(prefix, 0, block, at, prefix.length);
        System.arraycopy(digest, 0, block, at + prefix.length, digest.length);
        return block;
    }

    @Override
    public boolean fits(byte[] block, byte[] digest) {
        return digest.length == hash.lengthBytes() && MessageDigest.isEqual(block, encode(digest));
    }

    /// Returns the DER of a `DigestInfo` up to its digest. Source: RFC 8017 §9.2, note 1.
    private static byte[] digestInfo(Hash hash) {
        return HexFormat.of()
                .parseHex(
                        switch (hash) {
                            case SHA_1 -> "3021300906052b0e03021a05000414";
                            case SHA_224 -> "302d300d06096086480165030402040500041c";
                            case SHA_256 -> "3031300d060960864801650304020105000420";
                            case SHA_384 -> "3041300d060960864801650304020205000430";
                            case SHA_512 -> "3051300d060960864801650304020305000440";
                        });
    }
}
