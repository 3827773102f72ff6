package dev.trent.kms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.cli.TestServer;
import dev.trent.cli.TestServer.Answer;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An encryption context that is too long is refused before the key look-up and before any policy. So a
/// stranger learns about the context, and not whether the key exists.
class ContextSizeTest {
    private static final String MISSING = "0a1b2c3d-0000-4000-8000-000000000000";

    private static TestServer server;
    private static TestServer.UserKey stranger;
    private static String key;
    private static String ciphertext;

    @BeforeAll
    static void start(@TempDir Path data) {
        server = TestServer.start(data);
        stranger = server.user(TestServer.ACCOUNT, "stranger", null);
        key = member(server.kms("CreateKey", "{}"), "KeyId");
        ciphertext =
                member(server.kms("Encrypt", "{\"KeyId\":\"" + key + "\",\"Plaintext\":\"AAAA\"}"), "CiphertextBlob");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String member(Answer answer, String name) {
        String from = answer.body().substring(answer.body().indexOf("\"" + name + "\":\"") + name.length() + 4);
        return from.substring(0, from.indexOf('"'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "Encrypt; 'KeyId':'$K','Plaintext':'AAAA','EncryptionContext':$C",
                "Decrypt; 'CiphertextBlob':'$B','EncryptionContext':$C",
                "Decrypt; 'KeyId':'$K','CiphertextBlob':'$B','EncryptionContext':$C",
                "ReEncrypt; 'CiphertextBlob':'$B','DestinationKeyId':'$K','SourceEncryptionContext':$C",
                "ReEncrypt; 'CiphertextBlob':'$B','DestinationKeyId':'$K','DestinationEncryptionContext':$C",
                "GenerateDataKey; 'KeyId':'$K','KeySpec':'AES_256','EncryptionContext':$C",
                "GenerateDataKeyWithoutPlaintext; 'KeyId':'$K','KeySpec':'AES_256','EncryptionContext':$C",
                "GenerateDataKeyPair; 'KeyId':'$K','KeyPairSpec':'ECC_NIST_P256','EncryptionContext':$C",
                "GenerateDataKeyPairWithoutPlaintext; 'KeyId':'$K','KeyPairSpec':'SM2','EncryptionContext':$C",
                "CreateGrant; 'KeyId':'$K',$G,'Constraints':{'EncryptionContextSubset':$C}",
                "CreateGrant; 'KeyId':'$K',$G,'Constraints':{'EncryptionContextEquals':$C}",
            })
    void a_context_beyond_8192_bytes_is_refused_first(String operation, String members) {
        String grant = "'GranteePrincipal':'111122223333','Operations':['Encrypt']";
        String shape = "{" + members.replace("$G", grant).replace('\'', '"').replace("$B", ciphertext) + "}";
        Stream.of(key, MISSING).forEach(each -> {
            // 2 + 3 × 2,730 + 1 = 8,193 bytes of UTF-8, in fewer characters.
            for (String value : new String[] {"b".repeat(300_000), "\u212A".repeat(2_730) + "c"}) {
                String body = shape.replace("$K", each).replace("$C", "{\"ab\":\"" + value + "\"}");
                Answer answer = server.kms(stranger, operation, body);
                assertThat(answer.status()).as(answer.body()).isEqualTo(400);
                assertThat(answer.body()).contains("ValidationException").contains("at most 8192 bytes are allowed");
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"Encrypt, Plaintext"})
    void a_context_of_8192_bytes_is_none_too_long(String operation, String input) {
        String body = "{\"KeyId\":\"" + key + "\",\"" + input + "\":\"AAAA\",\"EncryptionContext\":{\"ab\":\""
                + "\u212A".repeat(2_730) + "\"}}";
        assertThat(server.kms(operation, body).status()).isEqualTo(200);
    }
}
