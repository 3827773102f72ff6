package dev.trent.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A server's certificate and its private key.
public final class Tls {
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final List<String> KEY_KINDS = List.of("EC", "RSA", "EdDSA");

    private final SSLContext context;

    private Tls(SSLContext context) {
        this.context = context;
    }

    /// Reads a certificate chain and its private key.
    ///
    /// @param certificateChain PEM, the server's own certificate first
    /// @param privateKey PEM, PKCS#8 without a passphrase
    /// @throws IOException with one clear sentence if a file is missing, is not what it should be, or they do
    ///     not fit
    public static Tls of(Path certificateChain, Path privateKey) throws IOException {
        try {
            Certificate[] chain = chain(certificateChain);
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("trent", privateKey(privateKey), new char[0], chain);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return new Tls(context);
        } catch (GeneralSecurityException unfit) {
            throw new IOException("The certificate '" + certificateChain + "' and the key '" + privateKey
                    + "' cannot be used together: " + unfit.getMessage());
        }
    }

    SSLContext context() {
        return context;
    }

    private static Certificate[] chain(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> chain =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (chain.isEmpty()) {
                throw new IOException("The file '" + file + "' holds no certificate.");
            }
            return chain.toArray(Certificate[]::new);
        } catch (GeneralSecurityException _) {
            throw new IOException("The file '" + file + "' does not hold certificates in PEM.");
        }
    }

    private static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException("The file '" + file + "' holds no private key in PKCS#8 PEM; convert it with:"
                    + " openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW");
        }
        byte[] der = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
        try {
            for (String kind : KEY_KINDS) {
                try {
                    return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(der));
                } catch (InvalidKeySpecException _) {
                    // Of another kind, perhaps.
                }
            }
        } finally {
            Arrays.fill(der, (byte) 0);
        }
        throw new IOException("The file '" + file + "' holds a private key that is neither EC nor RSA nor EdDSA.");
    }
}
