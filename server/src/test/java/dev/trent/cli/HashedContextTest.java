package dev.trent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.audit.AuditLog;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With `--audit-context hash` no record shows a value of an encryption context, and an auditor can search for
/// one.
class HashedContextTest {
    private static final String VALUE = "patient-4711";
    private static final String CONTEXT = "{\"record\":\"" + VALUE + "\"}";

    @Test
    void a_value_is_hashed_in_every_record_and_found_by_its_hash(@TempDir Path data) {
        String hash;
        List<String> records;
        try (TestServer server = TestServer.tuned(data, "--audit-context", "hash")) {
            String key = RecordedCalls.member(server.kms("CreateKey", "{}").body(), "KeyId");
            String named = "{\"KeyId\":\"" + key + "\",";
            String blob = RecordedCalls.member(
                    server.kms("Encrypt", named + "\"Plaintext\":\"aGVsbG8=\",\"EncryptionContext\":" + CONTEXT + "}")
                            .body(),
                    "CiphertextBlob");
            String opened = "{\"CiphertextBlob\":\"" + blob + "\",";
            server.kms("Decrypt", opened + "\"EncryptionContext\":" + CONTEXT + "}");
            server.kms("Decrypt", opened + "\"EncryptionContext\":{\"other\":\"" + VALUE + "\"}}");
            server.kms(
                    "ReEncrypt",
                    opened + "\"SourceEncryptionContext\":" + CONTEXT + ",\"DestinationEncryptionContext\":" + CONTEXT
                            + ",\"DestinationKeyId\":\"" + key + "\"}");
            server.kms(
                    "CreateGrant",
                    named + "\"GranteePrincipal\":\"arn:aws:iam::111122223333:root\",\"Operations\":[\"Decrypt\"],"
                            + "\"Constraints\":{\"EncryptionContextEquals\":" + CONTEXT + "}}");
            records = AuditLog.records(data.resolve("audit"));
            hash = server.operator("audit", "hash-context", VALUE).strip();
        }
        assertThat(hash).matches("hmac-sha256:[0-9a-f]{64}");
        assertThat(records).noneMatch(record -> record.contains(VALUE));
        assertThat(records.stream()
                        .filter(record -> record.contains("\"record\":\"" + hash + "\""))
                        .map(record -> RecordedCalls.member(record, "eventName")))
                .containsExactly("Encrypt", "Decrypt", "ReEncrypt", "CreateGrant");
        assertThat(records).anyMatch(record -> record.contains("\"other\":\"" + hash + "\""));
        assertThat(new Installation(data)
                        .command("audit", "hash-context", VALUE)
                        .succeeded()
                        .strip())
                .isEqualTo(hash);
    }

    @Test
    void a_value_is_shown_as_it_is_otherwise(@TempDir Path data) {
        try (TestServer server = TestServer.start(data)) {
            String key = RecordedCalls.member(server.kms("CreateKey", "{}").body(), "KeyId");
            server.kms(
                    "Encrypt",
                    "{\"KeyId\":\"" + key + "\",\"Plaintext\":\"aGVsbG8=\",\"EncryptionContext\":" + CONTEXT + "}");
            assertThat(AuditLog.last(data.resolve("audit"))).contains("\"encryptionContext\":" + CONTEXT);
        }
    }
}
