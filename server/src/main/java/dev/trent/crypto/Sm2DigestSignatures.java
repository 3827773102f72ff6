package dev.trent.crypto;

import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.jcajce.provider.asymmetric.util.ECUtil;

/// SM2 signatures of a digest; the caller computes it over distinguishing id, public key and message.
record Sm2DigestSignatures(SecureRandom random) implements Signatures {
    static final int DIGEST_BYTES = 32;

    @Override
    public byte[] sign(PrivateKey key, byte[] digest) {
        try {
            SM2Signer signer = signer(digest);
            signer.init(true, new ParametersWithRandom(ECUtil.generatePrivateKeyParameter(key), random));
            return signer.generateSignature();
        } catch (CryptoException | InvalidKeyException impossible) {
            throw new AssertionError("SM2 cannot sign", impossible);
        }
    }

    @Override
    public boolean verify(PublicKey key, byte[] digest, byte[] signature) {
        try {
            SM2Signer signer = signer(digest);
            CipherParameters parameters = ECUtil.generatePublicKeyParameter(key);
            signer.init(false, parameters);
            return signer.verifySignature(signature);
        } catch (InvalidKeyException impossible) {
            throw new AssertionError("SM2 cannot verify", impossible);
        }
    }

    private static SM2Signer signer(byte[] digest) {
        return new SM2Signer(StandardDSAEncoding.INSTANCE, new Given(digest));
    }

    /// A hash function with a fixed result. The signer gives it the id, the key and the message, and it ignores
    /// them, because the digest contains them.
    ///
    /// @param digest 32 bytes
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Given(byte[] digest) implements Digest {
        @Override
        public String getAlgorithmName() {
            return "SM3";
        }

        @Override
        public int getDigestSize() {
            return DIGEST_BYTES;
        }

        @Override
        public void update(byte in) {}

        @Override
        public void update(byte[] in, int offset, int length) {}

        @Override
        public int doFinal(byte[] out, int offset) {
            System.arraycopy(digest, 0, out, offset, DIGEST_BYTES);
            return DIGEST_BYTES;
        }

        @Override
        public void reset() {}
    }
}
