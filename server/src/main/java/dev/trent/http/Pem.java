package dev.trent.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/// Reads certificates and private keys from PEM files, RFC 7468.
///
/// Every failure is an IllegalArgumentException that names the file.
final class Pem {
    private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "Ed25519");

    private Pem() {}

    /// Reads one or more certificates.
    static List<X509Certificate> certificates(Path file) {
        ArrayList<X509Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Certificate each : factory.generateCertificates(new ByteArrayInputStream(read(file)))) {
                certificates.add((X509Certificate) each);
            }
        } catch (CertificateException broken) {
            throw new IllegalArgumentException("The file '" + file + "' does not hold PEM certificates.", broken);
        }
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("The file '" + file + "' does not hold a certificate.");
        }
        return List.copyOf(certificates);
    }

    /// Reads the first private key.
    static PrivateKey privateKey(Path file) {
        String text = new String(read(file), StandardCharsets.ISO_8859_1);
        if (text.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----") || text.contains("Proc-Type: 4,ENCRYPTED")) {
            throw new IllegalArgumentException("The private key in '" + file + "' is encrypted; it must not be.");
        }
        PrivateKey key = null;
        try {
            byte[] der = block(text, "PRIVATE KEY");
            if (der != null) {
                key = key(der);
            } else if ((der = block(text, "RSA PRIVATE KEY")) != null) {
                key = key(fromPkcs1(der));
            } else if ((der = block(text, "EC PRIVATE KEY")) != null) {
                key = key(fromSec1(der));
            }
        } catch (IOException | IllegalArgumentException | IllegalStateException broken) {
            // The label names a key, but the content is not one. The check below refuses it.
        }
        if (key == null) {
            throw new IllegalArgumentException(
                    "The file '" + file + "' does not hold an RSA, EC or Ed25519 private key" + " in PEM form.");
        }
        return key;
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw new IllegalArgumentException("The file '" + file + "' does not exist.", missing);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("The file '" + file + "' cannot be read.", unreadable);
        }
    }

    private static byte @Nullable [] block(String text, String label) {
        String begin = "-----BEGIN " + label + "-----";
        int from = text.indexOf(begin);
        int to = text.indexOf("-----END " + label + "-----");
        return from < 0 || to < from ? null : Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
    }

    private static @Nullable PrivateKey key(byte[] pkcs8) {
        for (String algorithm : KEY_ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (GeneralSecurityException another) {
                // It is a key of another kind, or none at all.
            }
        }
        return null;
    }

    /// Puts an RSAPrivateKey (RFC 8017 §A.1.2) into a PrivateKeyInfo (RFC 5958).
    private static byte[] fromPkcs1(byte[] der) throws IOException {
        return info(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE, ASN1Sequence.getInstance(der));
    }

    /// Puts an ECPrivateKey (RFC 5915) into a PrivateKeyInfo (RFC 5958); the curve's name moves to the outside.
    private static byte[] fromSec1(byte[] der) throws IOException {
        ASN1Sequence key = ASN1Sequence.getInstance(der);
        if (!(ECPrivateKey.getInstance(key).getParametersObject() instanceof ASN1ObjectIdentifier curve)) {
            throw new IllegalArgumentException("No named curve.");
        }
        return info(X9ObjectIdentifiers.id_ecPublicKey, curve, key);
    }

    private static byte[] info(ASN1ObjectIdentifier algorithm, ASN1Encodable parameters, ASN1Sequence key)
            throws IOException {
        return new PrivateKeyInfo(new AlgorithmIdentifier(algorithm, parameters), key).getEncoded(ASN1Encoding.DER);
    }
}
