package dev.trent.crypto;

import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.spec.InvalidKeySpecException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/// Reads private keys that other software made. Checks them, and computes their public halves.
///
/// Equal keys give equal bytes, even if their encodings have different additional data. Sources: RFC 5958
/// (PKCS#8), RFC 5915 (elliptic curves), RFC 8017 (RSA), RFC 8410 (Ed25519), RFC 9881 (ML-DSA).
public final class PrivateKeys {
    private static final int RSA_BITS_MAX = 4096;
    private static final BigInteger ONE = BigInteger.ONE;

    private PrivateKeys() {}

    /// Returns a private key with its public half; the caller closes the pair.
    ///
    /// @param pkcs8 `PrivateKeyInfo` in DER, which stays with the caller
    /// @param family the kind and size of key; other keys are refused
    /// @throws InvalidKeySpecException if the bytes are not such a key, or its parts do not fit together
    public static EncodedPair complete(byte[] pkcs8, KeyFamily family) throws InvalidKeySpecException {
        byte[] canonical = {};
        try {
            PrivateKeyInfo info = PrivateKeyInfo.getInstance(pkcs8);
            if (info.getEncoded(ASN1Encoding.DER).length != pkcs8.length) {
                throw new InvalidKeySpecException("there is more than a key");
            }
            refuseHuge(info);
            AsymmetricKeyParameter key = PrivateKeyFactory.createKey(info);
            Halves halves = halves(info, key);
            canonical = halves.privateKey.getEncoded(ASN1Encoding.DER);
            byte[] publicKey = halves.publicKey.getEncoded(ASN1Encoding.DER);
            family.privateKey(canonical);
            family.publicKey(publicKey);
            EncodedPair pair = new EncodedPair(Secret.owning(canonical), Blob.owning(publicKey));
            canonical = new byte[0];
            return pair;
        } catch (IOException | RuntimeException malformed) {
            // The message of the caught exception may contain the key, so it is not the cause of the new one.
            throw new InvalidKeySpecException("the bytes are no private key of this kind");
        } finally {
            Arrays.fill(canonical, (byte) 0);
        }
    }

    /// The library tests whether a modulus is a prime. For a very long modulus this takes seconds.
    private static void refuseHuge(PrivateKeyInfo info) throws IOException, InvalidKeySpecException {
        if (PKCSObjectIdentifiers.rsaEncryption.equals(
                        info.getPrivateKeyAlgorithm().getAlgorithm())
                && RSAPrivateKey.getInstance(info.parsePrivateKey())
                                .getModulus()
                                .bitLength()
                        > RSA_BITS_MAX) {
            throw new InvalidKeySpecException("the RSA key is longer than any that there is");
        }
    }

    /// Returns a private key in PKCS#8. The input may be PKCS#8, `ECPrivateKey` of SEC 1 with its curve, or
    /// `RSAPrivateKey` of PKCS#1. Other bytes are returned unchanged, and [#complete] refuses them. The caller
    /// zeroes the result.
    ///
    /// @param der the key in DER, which stays with the caller
    public static byte[] pkcs8(byte[] der) {
        try {
            ASN1Sequence parts = ASN1Sequence.getInstance(der);
            PrivateKeyInfo info = switch (parts.getObjectAt(1)) {
                case ASN1OctetString _ -> {
                    ASN1Object curve = ECPrivateKey.getInstance(parts).getParametersObject();
                    yield new PrivateKeyInfo(new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve), parts);
                }
                case ASN1Integer _ ->
                    new PrivateKeyInfo(
                            new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE), parts);
                default -> null;
            };
            boolean whole = parts.getEncoded(ASN1Encoding.DER).length == der.length;
            return info == null || !whole ? der.clone() : info.getEncoded(ASN1Encoding.DER);
        } catch (IOException | RuntimeException _) {
            return der.clone();
        }
    }

    private record Halves(PrivateKeyInfo privateKey, SubjectPublicKeyInfo publicKey) {}

    private static Halves halves(PrivateKeyInfo info, AsymmetricKeyParameter key)
            throws IOException, InvalidKeySpecException {
        return switch (key) {
            case RSAPrivateCrtKeyParameters rsa -> rsa(info, rsa);
            case ECPrivateKeyParameters ec -> ec(info, ec);
            case Ed25519PrivateKeyParameters ed25519 -> ed25519(info, ed25519);
            case MLDSAPrivateKeyParameters mlDsa -> mlDsa(info, mlDsa);
            default -> throw new InvalidKeySpecException("keys of this kind cannot be imported");
        };
    }

    private static Halves rsa(PrivateKeyInfo info, RSAPrivateCrtKeyParameters key)
            throws IOException, InvalidKeySpecException {
        BigInteger p = key.getP();
        BigInteger q = key.getQ();
        BigInteger d = key.getExponent();
        BigInteger e = key.getPublicExponent();
        boolean fits = p.multiply(q).equals(key.getModulus())
                && e.testBit(0)
                && e.compareTo(ONE) > 0
                && e.multiply(d).mod(p.subtract(ONE)).equals(ONE)
                && e.multiply(d).mod(q.subtract(ONE)).equals(ONE)
                && d.mod(p.subtract(ONE)).equals(key.getDP())
                && d.mod(q.subtract(ONE)).equals(key.getDQ())
                && q.multiply(key.getQInv()).mod(p).equals(ONE);
        if (!fits) {
            throw new InvalidKeySpecException("the parts of the RSA key do not fit together");
        }
        RSAKeyParameters half = new RSAKeyParameters(false, key.getModulus(), e);
        return new Halves(plain(info), SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(half));
    }

    private static Halves ec(PrivateKeyInfo info, ECPrivateKeyParameters key)
            throws IOException, InvalidKeySpecException {
        ECDomainParameters curve = key.getParameters();
        ECPublicKeyParameters half =
                new ECPublicKeyParameters(new FixedPointCombMultiplier().multiply(curve.getG(), key.getD()), curve);
        byte[] point = half.getQ().getEncoded(false);
        ECPrivateKey inner = ECPrivateKey.getInstance(info.parsePrivateKey());
        ASN1BitString told = inner.getPublicKey();
        if (told != null && !MessageDigest.isEqual(told.getOctets(), point)) {
            throw new InvalidKeySpecException("the public half is another key's");
        }
        AlgorithmIdentifier named = info.getPrivateKeyAlgorithm();
        ECPrivateKey alone = new ECPrivateKey(curve.getN().bitLength(), key.getD());
        return new Halves(new PrivateKeyInfo(named, alone), new SubjectPublicKeyInfo(named, point));
    }

    private static Halves ed25519(PrivateKeyInfo info, Ed25519PrivateKeyParameters key)
            throws IOException, InvalidKeySpecException {
        byte[] half = key.generatePublicKey().getEncoded();
        ASN1BitString told = info.getPublicKeyData();
        if (told != null && !MessageDigest.isEqual(told.getOctets(), half)) {
            throw new InvalidKeySpecException("the public half is another key's");
        }
        AlgorithmIdentifier named = info.getPrivateKeyAlgorithm();
        return new Halves(
                new PrivateKeyInfo(named, new DEROctetString(key.getEncoded())), new SubjectPublicKeyInfo(named, half));
    }

    private static Halves mlDsa(PrivateKeyInfo info, MLDSAPrivateKeyParameters key) throws IOException {
        return new Halves(
                plain(info), SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key.getPublicKeyParameters()));
    }

    /// Returns the private key without its attributes and without a public half.
    private static PrivateKeyInfo plain(PrivateKeyInfo info) throws IOException {
        return new PrivateKeyInfo(info.getPrivateKeyAlgorithm(), info.parsePrivateKey());
    }
}
