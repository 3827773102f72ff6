package dev.trent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.Secret;
import dev.trent.crypto.Engine;
import dev.trent.keys.Materials;
import dev.trent.seal.RootKeyFile;
import dev.trent.seal.Seal;
import dev.trent.store.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;

/// Looks for known secrets in everything that a server writes (database, audit log, log), in every form that
/// they might have.
class SecretsTest {
    private static final String PLAINTEXT = "the-plaintext-that-nobody-may-find-0123456789";

    @Test
    void no_secret_is_in_database_audit_log_or_log(@TempDir Path data) throws IOException {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        List<byte[]> secrets = new ArrayList<>();
        secrets.add(PLAINTEXT.getBytes(StandardCharsets.UTF_8));
        try (TestServer server = TestServer.start(data);
                KmsClient client = server.client(TestServer.ACCOUNT, TestServer.REGION)) {
            String keyId = client.createKey().keyMetadata().keyId();
            SdkBytes blob = client.encrypt(r -> r.keyId(keyId).plaintext(SdkBytes.fromUtf8String(PLAINTEXT)))
                    .ciphertextBlob();
            client.decrypt(r -> r.ciphertextBlob(blob));
            secrets.add(client.generateDataKey(r -> r.keyId(keyId).keySpec("AES_256"))
                    .plaintext()
                    .asByteArray());
            secrets.add(
                    client.generateRandom(r -> r.numberOfBytes(32)).plaintext().asByteArray());
            // Failing calls may log more than successful ones.
            String base64 = Base64.getEncoder().encodeToString(PLAINTEXT.getBytes(StandardCharsets.UTF_8));
            server.kms("Encrypt", "{\"KeyId\":\"\",\"Plaintext\":\"" + base64 + "\"}");
            server.kms("Encrypt", "{\"KeyId\":\"x\",\"Plaintext\":\"" + PLAINTEXT + "\"}");
            server.kms("Encrypt", "{\"KeyId\":7,\"Plaintext\":\"" + base64 + "\"");
            server.kms(
                    "Encrypt",
                    "{\"KeyId\":\"x\",\"Plaintext\":\"" + base64 + "\",\"GrantTokens\":[\"\",\"" + PLAINTEXT + "\"]}");
        } finally {
            System.setErr(before);
        }
        secrets.addAll(keysIn(data));
        assertThat(secrets).hasSize(5);
        assertAbsent(secrets, log.toByteArray(), "log");
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.endsWith("root.key")) {
                    assertAbsent(secrets, Files.readAllBytes(file), file.toString());
                }
            }
        }
    }

    /// Unwraps what the database holds: the root key and the domain key.
    private static List<byte[]> keysIn(Path data) throws IOException {
        Engine engine = Engine.fastest();
        try (Secret rootKey = RootKeyFile.read(data.resolve("root.key"));
                Store store = Store.open("jdbc:sqlite:" + data.resolve("trent.db"))) {
            Materials.WrappedDomainKey domainKey =
                    new Materials(store).domainKeys().getFirst();
            Seal seal = new Seal(rootKey, engine);
            byte[] unwrapped = seal.unwrap(Seal.Purpose.DOMAIN_KEY, domainKey.id(), domainKey.wrapped())
                    .exposed();
            return List.of(rootKey.exposed().clone(), unwrapped);
        }
    }

    private static void assertAbsent(List<byte[]> secrets, byte[] content, String where) {
        String haystack = new String(content, StandardCharsets.ISO_8859_1);
        for (byte[] secret : secrets) {
            assertThat(haystack.contains(new String(secret, StandardCharsets.ISO_8859_1)))
                    .as("a secret in " + where)
                    .isFalse();
            assertThat(haystack.contains(HexFormat.of().formatHex(secret)))
                    .as("a secret in hex in " + where)
                    .isFalse();
            String base64 = Base64.getEncoder().withoutPadding().encodeToString(secret);
            assertThat(haystack.contains(base64))
                    .as("a secret in Base64 in " + where)
                    .isFalse();
        }
    }

    @Test
    void nothing_that_holds_a_secret_prints_it() {
        Secret secret = Secret.owning(PLAINTEXT.getBytes(StandardCharsets.UTF_8));
        assertThat(secret.toString()).isEqualTo("Secret[redacted]");
        assertThat(secret.hashCode()).isZero();
        assertThat(secret).isEqualTo(Secret.owning(PLAINTEXT.getBytes(StandardCharsets.UTF_8)));
        secret.close();
        assertThat(secret.exposed()).containsOnly(0);
    }
}
