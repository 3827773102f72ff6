package dev.trent.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jsign.JsignCLI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/// Code signing for Windows with jsign. It has its own KMS client, which knows only AWS's addresses. So it
/// reaches Trent over TLS through a proxy. Programs around OpenSSL verify the signatures.
class JsignTest {

    private static final String AWS_HOST = "kms." + Trent.REGION + ".amazonaws.com";
    private static final String PASSWORD = "changeit";

    @TempDir
    static Path folder;

    private static Shell shell;
    private static RootKey root;
    private static Trent trent;
    private static LoopbackProxy proxy;
    private static KmsClient kms;

    @BeforeAll
    static void start() throws IOException, GeneralSecurityException {
        ThirdParty.needsOpenssl();
        ThirdParty.needsOsslsigncode();
        shell = new Shell(folder, Map.of());
        shell.script("openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=" + AWS_HOST
                        + " -addext subjectAltName=DNS:" + AWS_HOST + ",IP:127.0.0.1 -keyout tls.key -out tls.pem\n"
                        + "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=Authority"
                        + " -addext keyUsage=critical,keyCertSign -keyout ca.key -out ca.pem\n"
                        + "echo extendedKeyUsage=codeSigning > signer.ext")
                .succeeded();
        KeyStore trust = trustIn(folder.resolve("tls.pem"));
        try (OutputStream out = Files.newOutputStream(folder.resolve("trust.p12"))) {
            trust.store(out, PASSWORD.toCharArray());
        }
        String data = folder.resolve("data").toString();
        root = RootKey.in(Trent.run(folder, "init", "--account", "111122223333", "--data", data)
                .succeeded());
        trent = Trent.start(
                "server", "--data", data, "--port", "0", "--tls-cert", file("tls.pem"), "--tls-key", file("tls.key"));
        proxy = LoopbackProxy.to(trent.endpoint().getPort());
        kms = Sdk.kms(trent.endpoint(), root, trust);
    }

    @AfterAll
    static void stop() {
        if (trent != null) {
            kms.close();
            proxy.close();
            trent.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"RSA_2048, SHA-256", "RSA_3072, SHA-512", "ECC_NIST_P256, SHA-256", "ECC_NIST_P384, SHA-384"})
    void a_signed_program_and_a_signed_script_are_valid_until_they_are_changed(KeySpec spec, String digest)
            throws IOException {
        String key = key(spec);
        Path program = WindowsFiles.program(folder.resolve(spec + ".exe"));
        Path script = WindowsFiles.script(folder.resolve(spec + ".ps1"));

        sign(key, certificate(key), digest, program, script).succeeded();

        assertThat(proxy.requests()).contains("CONNECT " + AWS_HOST + ":443 HTTP/1.1");
        verify(program).succeeded();
        verify(script).succeeded();
        change(program, WindowsFiles.INSTRUCTION);
        change(script, 0);
        assertThat(verify(program).failed()).contains("MISMATCH");
        assertThat(verify(script).failed()).contains("MISMATCH");
    }

    @Test
    void a_certificate_of_another_key_is_noticed() throws IOException {
        String certificate = certificate(key(KeySpec.RSA_2048));
        Path script = WindowsFiles.script(folder.resolve("another.ps1"));

        assertThat(sign(key(KeySpec.RSA_2048), certificate, "SHA-256", script).failed())
                .contains("the private key doesn't match the certificate");

        verify(script).failed();
    }

    @Test
    void a_wrong_secret_a_digest_that_does_not_fit_and_a_disabled_key_sign_nothing() throws IOException {
        String key = key(KeySpec.ECC_NIST_P384);
        String certificate = certificate(key);
        Path script = WindowsFiles.script(folder.resolve("refused.ps1"));

        assertThat(signAs(root.accessKey() + "|wrong", key, certificate, "SHA-384", script)
                        .failed())
                .contains("SignatureException");
        assertThat(sign(key, certificate, "SHA-256", script).failed()).contains("InvalidKeyUsageException");
        kms.disableKey(request -> request.keyId(key));
        assertThat(sign(key, certificate, "SHA-384", script).failed()).contains("is not enabled");
        verify(script).failed();
    }

    private static KeyStore trustIn(Path certificate) throws IOException, GeneralSecurityException {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        try (InputStream in = Files.newInputStream(certificate)) {
            trust.setCertificateEntry(
                    "trent", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        return trust;
    }

    private static String key(KeySpec spec) {
        return kms.createKey(request -> request.keySpec(spec).keyUsage(KeyUsageType.SIGN_VERIFY))
                .keyMetadata()
                .keyId();
    }

    /// Has the test's authority certify the public key from KMS, and returns the certificate's file.
    private static String certificate(String key) throws IOException {
        Files.write(
                folder.resolve(key + ".der"),
                kms.getPublicKey(request -> request.keyId(key)).publicKey().asByteArray());
        shell.script("openssl pkey -pubin -inform DER -in " + key + ".der -out " + key + ".pub\n"
                        + "openssl x509 -new -force_pubkey " + key + ".pub -subj /CN=Signer -days 2"
                        + " -CA ca.pem -CAkey ca.key -extfile signer.ext -out " + key + ".pem")
                .succeeded();
        return file(key + ".pem");
    }

    private static Shell.Ran sign(String key, String certificate, String digest, Path... files) {
        return signAs(root.accessKey() + "|" + root.secret(), key, certificate, digest, files);
    }

    private static Shell.Ran signAs(String credentials, String key, String certificate, String digest, Path... files) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djavax.net.ssl.trustStore=" + file("trust.p12"),
                "-Djavax.net.ssl.trustStorePassword=" + PASSWORD,
                "-jar",
                Checkout.jarOf(JsignCLI.class),
                "--storetype=AWS",
                "--keystore=" + Trent.REGION,
                "--storepass=env:CREDENTIALS",
                "--alias=" + key,
                "--certfile=" + certificate,
                "--alg=" + digest,
                "--proxyUrl=" + proxy.address()));
        Stream.of(files).map(Path::toString).forEach(command::add);
        return shell.with("CREDENTIALS", credentials).run(command);
    }

    private static Shell.Ran verify(Path file) {
        return shell.run("osslsigncode", "verify", "-CAfile", file("ca.pem"), "-in", file.toString());
    }

    private static void change(Path file, int position) throws IOException {
        byte[] content = Files.readAllBytes(file);
        content[position] ^= 1;
        Files.write(file, content);
    }

    private static String file(String name) {
        return folder.resolve(name).toString();
    }
}
