package dev.trent.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.AlgorithmParameterSpec;
import org.jspecify.annotations.Nullable;

/// Signatures by an algorithm of a provider.
///
/// @param algorithm the provider's name of the algorithm
/// @param parameters the algorithm's parameters; null for none
record JcaSignatures(
        Provider provider, String algorithm, @Nullable AlgorithmParameterSpec parameters, SecureRandom random)
        implements Signatures {

    @Override
    public byte[] sign(PrivateKey key, byte[] input) {
        try {
            Signature signature = begin();
            signature.initSign(key, random);
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(algorithm + " cannot sign", impossible);
        }
    }

    @Override
    public boolean verify(PublicKey key, byte[] input, byte[] signature) {
        try {
            Signature verification = begin();
            verification.initVerify(key);
            verification.update(input);
            return verification.verify(signature);
        } catch (SignatureException malformed) {
            return false;
        } catch (InvalidKeyException impossible) {
            throw new AssertionError(algorithm + " does not take the key", impossible);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(algorithm + " cannot verify", impossible);
        }
    }

    private Signature begin() throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm, provider);
        if (parameters != null) {
            signature.setParameter(parameters);
        }
        return signature;
    }
}
