package dev.trent.http;

import dev.trent.aws.Accidents;
import dev.trent.aws.TlsFacts;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.OpenSslSession;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A server's certificate and key, ready for TLS 1.3 and 1.2. They are read again when their files change.
///
/// The TLS is BoringSSL's. Without its library, and for Ed25519 keys, it is the JDK's.
public final class Tls {
    private static final Logger LOG = LoggerFactory.getLogger(Tls.class);
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /// Only authenticated encryption with forward secrecy. Every AWS SDK since 2015 speaks one of these suites.
    private static final List<String> SUITES = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    /// The first one stays safe if somebody builds a quantum computer later. The JDK's TLS does not have it.
    private static final String[] GROUPS = {"X25519MLKEM768", "X25519", "P-256", "P-384"};

    private static final ApplicationProtocolConfig HTTP = new ApplicationProtocolConfig(
            Protocol.ALPN, SelectorFailureBehavior.NO_ADVERTISE, SelectedListenerFailureBehavior.ACCEPT, "http/1.1");

    private final Path certificates;
    private final Path privateKey;
    private volatile Loaded loaded;

    /// What was read, and how the files were then.
    private record Loaded(SslContext context, Instant ends, List<Object> files) {}

    private Tls(Path certificates, Path privateKey) {
        this.certificates = certificates;
        this.privateKey = privateKey;
        this.loaded = read(files());
    }

    /// Reads a certificate and its key.
    ///
    /// @param certificateChainPem the server's certificate first, then the certificates of its issuers
    /// @param privateKeyPem its RSA, EC or Ed25519 key, unencrypted, in PKCS #8, PKCS #1 or SEC 1 form
    /// @throws IllegalArgumentException if a file is missing or has other content, or if the two do not belong
    ///     together; the message names the file
    public static Tls of(Path certificateChainPem, Path privateKeyPem) {
        return new Tls(certificateChainPem, privateKeyPem);
    }

    /// Returns the handler of a new connection.
    SslHandler newHandler(ByteBufAllocator buffers) {
        // The JDK computes a handshake in tasks. They take longer than a loop may wait.
        SslHandler handler = loaded.context.newHandler(
                buffers, task -> Thread.ofVirtual().name("tls").start(task));
        // The watch of the connection limits the time.
        handler.setHandshakeTimeoutMillis(0);
        return handler;
    }

    /// Returns how a session protects. The JDK does not tell the group.
    static TlsFacts facts(SSLSession session) {
        String group = session instanceof OpenSslSession boring ? boring.getNamedGroup() : null;
        return new TlsFacts(session.getProtocol(), session.getCipherSuite(), group == null ? null : ianaName(group));
    }

    /// Returns null for a group that [#GROUPS] does not have: a session that was resumed has none.
    private static @Nullable String ianaName(String boringName) {
        return switch (boringName) {
            case "X25519MLKEM768" -> boringName;
            case "X25519" -> "x25519";
            case "P-256" -> "secp256r1";
            case "P-384" -> "secp384r1";
            default -> null;
        };
    }

    /// Reads the files again if they have changed; may wait. New connections get the new certificate.
    ///
    /// If the new files cannot be used, the old certificate stays, and the log tells why.
    synchronized void readAgain() {
        List<Object> files = files();
        if (files.equals(loaded.files)) {
            return;
        }
        try {
            loaded = read(files);
            LOG.warn("The certificate was read again, because its files have changed.");
        } catch (IllegalArgumentException unusable) {
            loaded = new Loaded(loaded.context, loaded.ends, files);
            LOG.error("The certificate stays as it was: {}", Accidents.words(unusable));
        }
    }

    /// Returns values that are others when a file is another.
    private List<Object> files() {
        List<Object> facts = new ArrayList<>();
        for (Path file : List.of(certificates, privateKey)) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                facts.add(attributes.lastModifiedTime());
                facts.add(attributes.size());
                facts.add(Objects.requireNonNullElse(attributes.fileKey(), ""));
            } catch (IOException missing) {
                facts.add("missing");
            }
        }
        return facts;
    }

    /// Returns when the certificate in use ends. After that no client trusts it.
    public Instant ends() {
        return loaded.ends;
    }

    private Loaded read(List<Object> files) {
        List<X509Certificate> chain = Pem.certificates(certificates);
        PrivateKey key = Pem.privateKey(privateKey);
        if (!belongTogether(chain.getFirst(), key)) {
            throw new IllegalArgumentException("The private key in '" + privateKey
                    + "' does not belong to the first certificate in '" + certificates + "'.");
        }
        // Netty's BoringSSL does not choose an Ed25519 certificate.
        boolean boring = OpenSsl.isAvailable() && !key.getAlgorithm().equals("EdDSA");
        try {
            return new Loaded(
                    boring ? boring(chain, key) : jdk(chain, key),
                    chain.getFirst().getNotAfter().toInstant(),
                    files);
        } catch (SSLException unusable) {
            throw new IllegalArgumentException(
                    "The certificate in '" + certificates + "' cannot be used for TLS.", unusable);
        }
    }

    private static SslContext boring(List<X509Certificate> chain, PrivateKey key) throws SSLException {
        SslContext context = common(chain, key, SslProvider.OPENSSL)
                .option(OpenSslContextOption.GROUPS, GROUPS)
                .option(OpenSslContextOption.USE_TASKS, false)
                .build();
        // Clients come back without a new signature. BoringSSL makes the keys of the tickets, in memory, and changes
        // them every few days.
        ((OpenSslSessionContext) context.sessionContext()).setTicketKeys();
        return context;
    }

    private static SslContext jdk(List<X509Certificate> chain, PrivateKey key) throws SSLException {
        return common(chain, key, SslProvider.JDK).build();
    }

    private static SslContextBuilder common(List<X509Certificate> chain, PrivateKey key, SslProvider provider) {
        return SslContextBuilder.forServer(key, chain)
                .sslProvider(provider)
                .protocols(PROTOCOLS)
                .ciphers(SUITES)
                .applicationProtocolConfig(HTTP);
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
