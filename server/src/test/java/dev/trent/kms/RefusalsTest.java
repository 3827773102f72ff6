package dev.trent.kms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.cli.TestServer;
import dev.trent.cli.TestServer.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Golden files: each contains a request and the exact answer. `-Dgolden.update=true` writes the answers anew.
///
/// Names in angle brackets stand for values that differ from run to run. `<key>` is the id of an enabled key,
/// `<disabled>` and `<pending>` are the ids of keys in those states. `<other>` is the id of a second enabled
/// key, `<foreign>` of another account's key, and `<missing>` of no key. `<blob>` is a ciphertext of `<key>`
/// without a context. Keys of other kinds have their kind as name, and `<p256-public>` and `<p384-public>` are
/// public keys.
class RefusalsTest {
    private static final Path GOLDEN = Path.of("src/test/golden/kms");
    private static final String SEPARATOR = "\n---\n";
    private static final String FOREIGN_ACCOUNT = "444455556666";
    private static final Pattern KEY_ID = Pattern.compile("\"KeyId\":\"([0-9a-f-]{36})\"");
    private static final Pattern BLOB = Pattern.compile("\"CiphertextBlob\":\"([^\"]+)\"");

    private static final Pattern PUBLIC_KEY = Pattern.compile("\"PublicKey\":\"([^\"]+)\"");

    private static TestServer server;
    private static final Map<String, String> NAMES = new LinkedHashMap<>();

    @BeforeAll
    static void make_keys_in_every_state(@TempDir Path data) {
        server = TestServer.start(data);
        for (String name : List.of("key", "other", "disabled", "pending")) {
            NAMES.put("<" + name + ">", find(KEY_ID, server.kms("CreateKey", "{}")));
        }
        NAMES.put("<foreign>", find(KEY_ID, server.kms(FOREIGN_ACCOUNT, TestServer.REGION, "CreateKey", "{}")));
        NAMES.put("<p256>", make("ECC_NIST_P256", "SIGN_VERIFY"));
        NAMES.put("<ed25519>", make("ECC_NIST_EDWARDS25519", "SIGN_VERIFY"));
        NAMES.put("<mldsa>", make("ML_DSA_44", "SIGN_VERIFY"));
        NAMES.put("<rsa-signing>", make("RSA_2048", "SIGN_VERIFY"));
        NAMES.put("<rsa>", make("RSA_2048", "ENCRYPT_DECRYPT"));
        NAMES.put("<sm2>", make("SM2", "ENCRYPT_DECRYPT"));
        NAMES.put("<hmac>", make("HMAC_256", "GENERATE_VERIFY_MAC"));
        NAMES.put("<agreement>", make("ECC_NIST_P256", "KEY_AGREEMENT"));
        NAMES.put("<kem>", make("ML_KEM_512", "ENCAPSULATE_DECAPSULATE"));
        NAMES.put("<disabled-rsa>", make("RSA_2048", "ENCRYPT_DECRYPT"));
        NAMES.put("<disabled-hmac>", make("HMAC_256", "GENERATE_VERIFY_MAC"));
        NAMES.put("<pending-hmac>", make("HMAC_256", "GENERATE_VERIFY_MAC"));
        NAMES.put("<p256-public>", publicKey("<p256>"));
        NAMES.put("<p384-public>", publicKey(make("ECC_NIST_P384", "KEY_AGREEMENT")));
        NAMES.put("<missing>", "00000000-0000-4000-8000-000000000000");
        NAMES.put(
                "<blob>", find(BLOB, server.kms("Encrypt", fill("{\"KeyId\":\"<key>\",\"Plaintext\":\"aGVsbG8=\"}"))));
        succeed("DisableKey", "{\"KeyId\":\"<disabled>\"}");
        succeed("DisableKey", "{\"KeyId\":\"<disabled-rsa>\"}");
        succeed("DisableKey", "{\"KeyId\":\"<disabled-hmac>\"}");
        succeed("ScheduleKeyDeletion", "{\"KeyId\":\"<pending>\"}");
        succeed("ScheduleKeyDeletion", "{\"KeyId\":\"<pending-hmac>\"}");
        succeed("CreateAlias", "{\"AliasName\":\"alias/app\",\"TargetKeyId\":\"<key>\"}");
        succeed("CreateAlias", "{\"AliasName\":\"alias/disabled\",\"TargetKeyId\":\"<disabled>\"}");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String make(String spec, String usage) {
        return find(KEY_ID, server.kms("CreateKey", "{\"KeySpec\":\"" + spec + "\",\"KeyUsage\":\"" + usage + "\"}"));
    }

    private static String publicKey(String key) {
        return find(PUBLIC_KEY, server.kms("GetPublicKey", fill("{\"KeyId\":\"" + key + "\"}")));
    }

    private static void succeed(String operation, String json) {
        assertThat(server.kms(operation, fill(json)).status()).as(operation).isEqualTo(200);
    }

    private static String find(Pattern pattern, Answer answer) {
        Matcher matcher = pattern.matcher(answer.body());
        assertThat(matcher.find()).as(answer.body()).isTrue();
        return matcher.group(1);
    }

    private static String fill(String text) {
        String filled = text;
        for (Map.Entry<String, String> name : NAMES.entrySet()) {
            filled = filled.replace(name.getKey(), name.getValue());
        }
        return filled;
    }

    private static String unfill(String text) {
        String plain = text;
        for (Map.Entry<String, String> name : NAMES.entrySet()) {
            plain = plain.replace(name.getValue(), name.getKey());
        }
        return plain;
    }

    @TestFactory
    List<DynamicTest> each_answer_is_as_written() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.sorted()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> compare(file)))
                    .toList();
        }
    }

    private static void compare(Path file) throws IOException {
        String text = Files.readString(file);
        String request = text.substring(0, text.indexOf(SEPARATOR));
        String operation = request.substring(0, request.indexOf('\n'));
        Answer answer = server.kms(operation, fill(request.substring(request.indexOf('\n') + 1)));
        String actual = request + SEPARATOR + answer.status() + "\n" + unfill(answer.body()) + "\n";
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, actual);
        }
        assertThat(actual).isEqualTo(text);
        assertThat(answer.status()).isGreaterThanOrEqualTo(400);
    }
}
