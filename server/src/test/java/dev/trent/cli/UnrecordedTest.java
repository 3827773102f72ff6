package dev.trent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.cli.TestServer.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A call that cannot be recorded is not answered, and nothing is changed.
class UnrecordedTest {
    private static final String INTERNAL = "KMSInternalException";

    @Test
    void without_a_record_there_is_no_answer_and_no_change(@TempDir Path data) {
        String keyId;
        String blob;
        try (TestServer server = TestServer.start(data)) {
            keyId = text(server.kms("CreateKey", "{}"), "KeyId");
            String plaintext = "{\"KeyId\":\"" + keyId + "\",\"Plaintext\":\"c2VjcmV0\"}";
            blob = text(server.kms("Encrypt", plaintext), "CiphertextBlob");

            breakAuditLog();

            // The first call finds out. The others learn it from the health of the log.
            withheld(server.kms("Decrypt", "{\"CiphertextBlob\":\"" + blob + "\"}"), "c2VjcmV0");
            withheld(server.kms("Decrypt", "{\"CiphertextBlob\":\"" + blob + "\"}"), "c2VjcmV0");
            withheld(server.kms("GenerateDataKey", "{\"KeyId\":\"" + keyId + "\",\"NumberOfBytes\":32}"), "Plaintext");
            withheld(server.kms("CreateKey", "{}"), "KeyMetadata");
            withheld(server.kms("DisableKey", "{\"KeyId\":\"" + keyId + "\"}"), keyId);
            withheld(
                    server.query(TestServer.ACCOUNT, "iam", "Action=CreateUser&Version=2010-05-08&UserName=u"),
                    "CreateUserResult");
        }
        try (TestServer server = TestServer.start(data)) {
            assertThat(server.kms("ListKeys", "{}").body()).containsOnlyOnce("KeyArn");
            assertThat(server.kms("Decrypt", "{\"CiphertextBlob\":\"" + blob + "\"}")
                            .body())
                    .contains("c2VjcmV0");
            assertThat(server.query(TestServer.ACCOUNT, "iam", "Action=ListUsers&Version=2010-05-08")
                            .body())
                    .doesNotContain("<UserName>");
        }
    }

    private static void withheld(Answer answer, String result) {
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).containsAnyOf(INTERNAL, "ServiceFailure").doesNotContain(result);
    }

    private static String text(Answer answer, String member) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body().replaceAll(".*\"" + member + "\":\"([^\"]*)\".*", "$1");
    }

    /// An interrupted thread cannot write to any file channel, so to the journal every disk is broken from now
    /// on.
    private static void breakAuditLog() {
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("audit-writer"))
                .forEach(Thread::interrupt);
    }
}
