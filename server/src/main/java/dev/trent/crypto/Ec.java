package dev.trent.crypto;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.InvalidKeySpecException;
import javax.crypto.KeyAgreement;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;

/// Keys on one elliptic curve: ECDSA signatures and Diffie-Hellman agreement.
///
/// Sources: FIPS 186-5 §6 (ECDSA), SP 800-56A §5.7.1.2 (ECC CDH; all these curves have the cofactor 1).
public final class Ec implements KeyFamily {
    private static final String ALGORITHM = "EC";

    private final Engine engine;
    private final SecureRandom random;
    private final Curve curve;

    /// Makes the family of keys on one curve.
    public Ec(Engine engine, Curve curve) {
        this.engine = engine;
        this.random = engine.random();
        this.curve = curve;
    }

    @Override
    public EncodedPair generate() {
        return EncodedPair.of(JcaKeys.generate(provider(), ALGORITHM, new ECGenParameterSpec(curve.jcaName()), random));
    }

    @Override
    public PrivateKey privateKey(byte[] pkcs8) throws InvalidKeySpecException {
        PrivateKey key = JcaKeys.privateKey(provider(), ALGORITHM, pkcs8);
        if (!curve.isNamedBy(PrivateKeyInfo.getInstance(pkcs8).getPrivateKeyAlgorithm())) {
            throw new InvalidKeySpecException("the key is not on the curve " + curve);
        }
        return key;
    }

    /// Reads a public key in the form of [Curve#isPublicKey], although each provider accepts other forms too.
    /// The provider checks that the point lies on the curve.
    @Override
    public PublicKey publicKey(byte[] subjectPublicKeyInfo) throws InvalidKeySpecException {
        if (!curve.isPublicKey(subjectPublicKeyInfo)) {
            throw new InvalidKeySpecException("not the DER of an uncompressed point on the curve " + curve);
        }
        return JcaKeys.publicKey(provider(), ALGORITHM, subjectPublicKeyInfo);
    }

    /// Returns the ECDSA signatures of digests, in DER. Verification accepts both values of s.
    public Signatures ecdsa() {
        return new JcaSignatures(provider(), "NONEwithECDSA", null, random);
    }

    /// Returns the secret of two keys: the x-coordinate, as long as the field. The caller zeroes it.
    ///
    /// @param peer a key on the same curve
    public byte[] agree(PrivateKey key, PublicKey peer) {
        try {
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH", provider());
            agreement.init(key, random);
            agreement.doPhase(peer, true);
            return agreement.generateSecret();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("two keys on " + curve + " do not agree", impossible);
        }
    }

    private Provider provider() {
        return curve == Curve.SM2 ? Engine.bouncyCastle() : engine.provider();
    }
}
