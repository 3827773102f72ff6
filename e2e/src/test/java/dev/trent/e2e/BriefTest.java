package dev.trent.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Commands and a program that must run unchanged, character by character. Only the environment contains the
/// address of Trent.
class BriefTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    static Path data;

    private static Trent trent;

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeAll
    static void start() {
        ThirdParty.needsAwsCli();
        trent = Trent.dev(data);
    }

    @AfterAll
    static void stop() {
        if (trent != null) {
            trent.close();
        }
    }

    @BeforeEach
    void terminal() throws IOException {
        // Version 2 of the CLI reads --plaintext "HelloWorld" as base64 unless it is configured; version 1
        // ignores this setting.
        Path config =
                Files.writeString(folder.resolve("aws-config"), "[default]\ncli_binary_format = raw-in-base64-out\n");
        shell = trent.shell(folder).with("AWS_CONFIG_FILE", config.toString());
    }

    @Test
    void a_created_key_is_listed() {
        JsonNode created = JSON.readTree(brief("create-key.sh")).get("KeyMetadata");

        JsonNode listed = JSON.readTree(brief("list-keys.sh")).get("Keys");

        assertThat(created.get("Description").asString()).isEqualTo("My application key");
        assertThat(created.get("KeyUsage").asString()).isEqualTo("ENCRYPT_DECRYPT");
        assertThat(created.get("Origin").asString()).isEqualTo("AWS_KMS");
        assertThat(listed).anySatisfy(key -> assertThat(key.get("KeyArn")).isEqualTo(created.get("Arn")));
    }

    @Test
    void what_encrypt_prints_decrypt_opens_again() throws IOException {
        String encrypt = withKey("encrypt.sh", createKey()).strip() + " | base64 --decode > encrypted.txt\n";

        shell.script(encrypt).succeeded();

        assertThat(brief("decrypt.sh")).isEqualTo("HelloWorld");
        assertThat(Files.readString(folder.resolve("encrypted.txt"), ISO_8859_1))
                .doesNotContain("HelloWorld");
    }

    @Test
    void a_data_key_is_returned_open_and_encrypted() throws IOException {
        String key = createKey();

        JsonNode dataKey =
                JSON.readTree(shell.script(withKey("generate-data-key.sh", key)).succeeded());

        Files.write(
                folder.resolve("encrypted.txt"),
                Base64.getDecoder().decode(dataKey.get("CiphertextBlob").asString()));
        String opened =
                shell.script(resource("decrypt.sh") + " | base64 --wrap=0").succeeded();
        assertThat(opened).isEqualTo(dataKey.get("Plaintext").asString());
        assertThat(Base64.getDecoder().decode(opened)).hasSize(32);
        assertThat(dataKey.get("KeyId").asString()).endsWith("key/" + key);
    }

    @Test
    void the_python_program_prints_its_plaintext() throws IOException {
        String python = ThirdParty.pythonWithBoto3();
        shell.run("aws", "kms", "create-alias", "--alias-name", "alias/my-app-key", "--target-key-id", createKey())
                .succeeded();
        Path program = Files.writeString(folder.resolve("program.py"), resource("encrypt_and_decrypt.py"));

        String printed = shell.run(python, program.toString()).succeeded();

        assertThat(printed.lines()).hasSize(2);
        assertThat(printed).startsWith("Encrypted: ").endsWith("Decrypted: Hello Secure World");
    }

    private String createKey() {
        return JSON.readTree(brief("create-key.sh"))
                .get("KeyMetadata")
                .get("KeyId")
                .asString();
    }

    private String brief(String name) {
        return shell.script(resource(name)).succeeded();
    }

    private static String withKey(String name, String key) {
        return resource(name).replace("<key-id>", key);
    }

    private static String resource(String name) {
        try (var text = BriefTest.class.getResourceAsStream("/brief/" + name)) {
            assertThat(text).as(name).isNotNull();
            return new String(text.readAllBytes(), UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
