package dev.trent.crypto;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/// RSA public keys as CloudTrail has them: `RSAPublicKey` of PKCS #1 in DER.
///
/// Source: RFC 8017, appendix A.1.1.
public final class Pkcs1PublicKey {
    private Pkcs1PublicKey() {}

    /// Returns the public half of a private key.
    public static byte[] of(PrivateKey key) {
        if (!(key instanceof RSAPrivateCrtKey rsa)) {
            throw new AssertionError("an RSA key does not tell its public half");
        }
        try {
            return new RSAPublicKey(rsa.getModulus(), rsa.getPublicExponent()).getEncoded(ASN1Encoding.DER);
        } catch (IOException impossible) {
            throw new AssertionError("two numbers cannot be encoded", impossible);
        }
    }

    /// Returns the same key as `SubjectPublicKeyInfo`.
    ///
    /// @throws IllegalArgumentException if the bytes are no such key
    public static byte[] subjectPublicKeyInfo(byte[] pkcs1) {
        try {
            AlgorithmIdentifier rsa = new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
            return new SubjectPublicKeyInfo(rsa, RSAPublicKey.getInstance(pkcs1)).getEncoded(ASN1Encoding.DER);
        } catch (IOException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    /// Returns the name that CloudTrail gives a key: its MD5, in lower-case hexadecimal. It only finds the key.
    public static String fingerprint(byte[] pkcs1) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(pkcs1));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("every JDK has MD5", impossible);
        }
    }
}
