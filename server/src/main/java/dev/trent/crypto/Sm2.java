package dev.trent.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.InvalidKeySpecException;
import java.util.Arrays;
import javax.crypto.BadPaddingException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.jcajce.provider.asymmetric.util.ECUtil;
import org.bouncycastle.util.BigIntegers;

/// Keys on the curve SM2: China's signatures and encryption, by Bouncy Castle.
///
/// [Ec] does the Diffie-Hellman agreement on this curve.
///
/// Sources: GM/T 0003 (algorithms), GM/T 0009 (formats).
public final class Sm2 implements KeyFamily, PublicKeyEncryption {
    /// AWS encrypts at most this many bytes with such a key.
    private static final int PLAINTEXT_BYTES_MAX = 1024;

    private static final int COORDINATE_BYTES = 32;
    private static final int HASH_BYTES = 32;
    private static final int POINT_BYTES = 1 + 2 * COORDINATE_BYTES;
    private static final byte UNCOMPRESSED = 4;

    private final Ec keys;
    private final SecureRandom random;

    /// Makes the family.
    public Sm2(Engine engine) {
        this.keys = new Ec(engine, Curve.SM2);
        this.random = engine.random();
    }

    @Override
    public EncodedPair generate() {
        return keys.generate();
    }

    @Override
    public PrivateKey privateKey(byte[] pkcs8) throws InvalidKeySpecException {
        return keys.privateKey(pkcs8);
    }

    @Override
    public PublicKey publicKey(byte[] subjectPublicKeyInfo) throws InvalidKeySpecException {
        return keys.publicKey(subjectPublicKeyInfo);
    }

    /// Returns the signatures of messages: SM3 over the distinguishing id `1234567812345678`, the public key
    /// and the message; in DER.
    public Signatures onMessage() {
        return new JcaSignatures(Engine.bouncyCastle(), "SM3withSM2", null, random);
    }

    /// Returns the signatures of digests, in DER; the digest covers distinguishing id and public key too.
    public Signatures onDigest() {
        return new Sm2DigestSignatures(random);
    }

    @Override
    public int plaintextBytesMax() {
        return PLAINTEXT_BYTES_MAX;
    }

    /// Encrypts.
    ///
    /// @return DER of SEQUENCE { x INTEGER, y INTEGER, hash OCTET STRING, ciphertext OCTET STRING }
    @Override
    public byte[] encrypt(PublicKey key, byte[] plaintext) {
        try {
            byte[] parts =
                    engine(true, new ParametersWithRandom(ECUtil.generatePublicKeyParameter(key), random), plaintext);
            int bodyAt = POINT_BYTES + HASH_BYTES;
            return new DERSequence(new ASN1Encodable[] {
                        integer(parts, 1),
                        integer(parts, 1 + COORDINATE_BYTES),
                        new DEROctetString(Arrays.copyOfRange(parts, POINT_BYTES, bodyAt)),
                        new DEROctetString(Arrays.copyOfRange(parts, bodyAt, parts.length))
                    })
                    .getEncoded(ASN1Encoding.DER);
        } catch (InvalidCipherTextException | InvalidKeyException | IOException impossible) {
            throw new AssertionError("SM2 cannot encrypt", impossible);
        }
    }

    @Override
    public byte[] decrypt(PrivateKey key, byte[] ciphertext) throws BadPaddingException {
        try {
            ASN1Sequence parts = ASN1Sequence.getInstance(ciphertext);
            byte[] hash = ASN1OctetString.getInstance(parts.getObjectAt(2)).getOctets();
            byte[] body = ASN1OctetString.getInstance(parts.getObjectAt(3)).getOctets();
            if (parts.size() != 4
                    || hash.length != HASH_BYTES
                    || body.length == 0
                    || !MessageDigest.isEqual(parts.getEncoded(ASN1Encoding.DER), ciphertext)) {
                throw new BadPaddingException();
            }
            byte[] joined = new byte[POINT_BYTES + HASH_BYTES + body.length];
            joined[0] = UNCOMPRESSED;
            put(parts.getObjectAt(0), joined, 1);
            put(parts.getObjectAt(1), joined, 1 + COORDINATE_BYTES);
            System.arraycopy(hash, 0, joined, POINT_BYTES, HASH_BYTES);
            System.arraycopy(body, 0, joined, POINT_BYTES + HASH_BYTES, body.length);
            return engine(false, ECUtil.generatePrivateKeyParameter(key), joined);
        } catch (InvalidCipherTextException | InvalidKeyException | IOException | RuntimeException damaged) {
            throw new BadPaddingException();
        }
    }

    private static byte[] engine(boolean encrypting, CipherParameters parameters, byte[] input)
            throws InvalidCipherTextException {
        SM2Engine engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
        engine.init(encrypting, parameters);
        return engine.processBlock(input, 0, input.length);
    }

    private static ASN1Integer integer(byte[] parts, int at) {
        return new ASN1Integer(new BigInteger(1, parts, at, COORDINATE_BYTES));
    }

    private static void put(ASN1Encodable coordinate, byte[] target, int at) {
        BigInteger value = ASN1Integer.getInstance(coordinate).getPositiveValue();
        BigIntegers.asUnsignedByteArray(value, target, at, COORDINATE_BYTES);
    }
}
