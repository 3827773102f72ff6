package dev.trent.http;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/// A server's certificate and key, ready for TLS 1.3 and 1.2.
public final class Tls {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /// Only authenticated encryption with forward secrecy. Every AWS SDK since 2015 speaks one of these suites.
    private static final String[] SUITES = {
        "TLS_AES_128_GCM_SHA256",
        "TLS_AES_256_GCM_SHA384",
        "TLS_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
    };

    private final SSLContext context;

    private Tls(SSLContext context) {
        this.context = context;
    }

    /// Reads a certificate and its key.
    ///
    /// @param certificateChainPem the server's certificate first, then the certificates of its issuers
    /// @param privateKeyPem its RSA, EC or Ed25519 key, unencrypted, in PKCS #8, PKCS #1 or SEC 1 form
    /// @throws IllegalArgumentException if a file is missing or has other content, or if the two do not belong
    ///     together; the message names the file
    public static Tls of(Path certificateChainPem, Path privateKeyPem) {
        List<X509Certificate> chain = Pem.certificates(certificateChainPem);
        PrivateKey key = Pem.privateKey(privateKeyPem);
        if (!belongTogether(chain.getFirst(), key)) {
            throw new IllegalArgumentException("The private key in '" + privateKeyPem
                    + "' does not belong to the first certificate in '" + certificateChainPem + "'.");
        }
        try {
            return new Tls(context(chain, key));
        } catch (GeneralSecurityException | IOException unusable) {
            throw new IllegalArgumentException(
                    "The certificate in '" + certificateChainPem + "' cannot be used for TLS.", unusable);
        }
    }

    /// Returns a fresh engine in server mode.
    SSLEngine newEngine() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setCipherSuites(SUITES);
        parameters.setUseCipherSuitesOrder(true);
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        engine.setSSLParameters(parameters);
        return engine;
    }

    private static SSLContext context(List<X509Certificate> chain, PrivateKey key)
            throws GeneralSecurityException, IOException {
        // The store never leaves memory, so its password protects nothing.
        char[] password = new char[0];
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, password);
        store.setKeyEntry("server", key, password, chain.toArray(X509Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /// Signs with the private key and verifies with the certificate.
    private static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
        byte[] message = {1, 2, 3};
        try {
            String algorithm = switch (key.getAlgorithm()) {
                case "RSA" -> "SHA256withRSA";
                case "EC" -> "SHA256withECDSA";
                default -> key.getAlgorithm();
            };
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(key);
            signer.update(message);
            byte[] signature = signer.sign();
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(certificate.getPublicKey());
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException notEvenOfOneKind) {
            return false;
        }
    }
}
