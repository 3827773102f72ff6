package dev.trent.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
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
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads certificates and private keys from PEM files, RFC 7468.
///
/// Every failure is an IllegalArgumentException that names the file.
final class Pem {
    private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "Ed25519");

    // DER of the object identifiers in a PKCS #8 header.
    private static final byte[] RSA_ENCRYPTION = {
        0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x01, 5, 0
    };
    private static final byte[] EC_PUBLIC_KEY = {0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01};

    private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};
    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int CURVE = 0xa0;

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
        } catch (IndexOutOfBoundsException | IllegalArgumentException broken) {
            // The file holds a key by its label alone.
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
    private static byte[] fromPkcs1(byte[] der) {
        return sequence(VERSION_0, RSA_ENCRYPTION, tagged(OCTET_STRING, der));
    }

    /// Puts an ECPrivateKey (RFC 5915) into a PrivateKeyInfo (RFC 5958); the curve's name moves to the outside.
    private static byte[] fromSec1(byte[] der) {
        int at = content(der, 0);
        at = next(der, at); // the version
        at = next(der, at); // the private key
        if ((der[at] & 0xff) != CURVE || der[content(der, at)] != OBJECT_IDENTIFIER) {
            throw new IllegalArgumentException("No named curve.");
        }
        int from = content(der, at);
        byte[] curve = Arrays.copyOfRange(der, from, next(der, from));
        return sequence(VERSION_0, sequence(EC_PUBLIC_KEY, curve), tagged(OCTET_STRING, der));
    }

    /// Returns where the content of the element at `at` begins.
    private static int content(byte[] der, int at) {
        return at + 2 + (der[at + 1] >= 0 ? 0 : der[at + 1] & 0x7f);
    }

    /// Returns where the element after the one at `at` begins.
    private static int next(byte[] der, int at) {
        int content = content(der, at);
        int length = der[at + 1];
        if (length < 0) {
            length = 0;
            for (int i = at + 2; i < content; i++) {
                length = (length << 8) | (der[i] & 0xff);
            }
        }
        return content + length;
    }

    private static byte[] sequence(byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        return tagged(SEQUENCE, content.toByteArray());
    }

    /// Returns an element with a two-byte length, which every key here fits.
    private static byte[] tagged(int tag, byte[] content) {
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        element.write(0x82);
        element.write(content.length >> 8);
        element.write(content.length);
        element.writeBytes(content);
        return element.toByteArray();
    }
}
