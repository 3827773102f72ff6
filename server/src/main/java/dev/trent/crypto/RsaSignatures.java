package dev.trent.crypto;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import javax.crypto.Cipher;

/// RSA signatures of digests: an encoding, followed by the bare RSA operation on the block.
///
/// Providers sign whole messages only, and AWS's callers may send a digest. So messages are hashed first, and both
/// go the same way. The provider does the operation with the private key; it blinds and checks it.
///
/// @param blockBytes the length of the modulus
record RsaSignatures(Provider provider, RsaEncoding encoding, int blockBytes) implements Signatures {

    @Override
    public byte[] sign(PrivateKey key, byte[] digest) {
        try {
            return operate(Cipher.ENCRYPT_MODE, key, encoding.encode(digest));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("RSA cannot sign", impossible);
        }
    }

    @Override
    public boolean verify(PublicKey key, byte[] digest, byte[] signature) {
        if (signature.length != blockBytes) {
            return false;
        }
        try {
            return encoding.fits(operate(Cipher.DECRYPT_MODE, key, signature), digest);
        } catch (GeneralSecurityException | RuntimeException notBelowTheModulus) {
            return false;
        }
    }

    /// Returns a whole block. Some providers leave out leading zeros.
    private byte[] operate(int mode, Key key, byte[] block) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("RSA/ECB/NoPadding", provider);
        cipher.init(mode, key);
        byte[] result = cipher.doFinal(block);
        byte[] whole = new byte[blockBytes];
        System.arraycopy(result, 0, whole, blockBytes - result.length, result.length);
        return whole;
    }
}
