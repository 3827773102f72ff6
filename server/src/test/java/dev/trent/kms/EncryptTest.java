package dev.trent.kms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.crypto.Engine;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Decrypt returns the plaintext of Encrypt, and only with the same key and the same context.
class EncryptTest {
    private static final String PLAINTEXT = Tampering.base64(new byte[] {0, 1, -1});

    @TempDir
    private static Path data;

    private static Tampering server;

    @BeforeAll
    static void start() {
        server = new Tampering(data, Engine.fastest());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_plaintext_of_no_bytes_and_one_of_too_many_are_refused() {
        String key = symmetric();
        assertThat(server.error("Encrypt", Map.of("KeyId", key, "Plaintext", "")))
                .isEqualTo("ValidationException");
        assertThat(server.error("Encrypt", Map.of("KeyId", key, "Plaintext", Tampering.base64(new byte[4097]))))
                .isEqualTo("ValidationException");
        server.ok("Encrypt", Map.of("KeyId", key, "Plaintext", Tampering.base64(new byte[4096])));
    }

    @Test
    void a_key_for_signatures_encrypts_nothing() {
        String key = server.key("ECC_NIST_P256", "SIGN_VERIFY");
        assertThat(server.error("Encrypt", Map.of("KeyId", key, "Plaintext", PLAINTEXT)))
                .isEqualTo("InvalidKeyUsageException");
    }

    @Test
    void another_context_or_key_opens_no_ciphertext() {
        String key = symmetric();
        Object blob = ciphertext(key);
        assertThat(server.error("Decrypt", Map.of("CiphertextBlob", blob))).isEqualTo("InvalidCiphertextException");
        assertThat(server.error("Decrypt", Map.of("CiphertextBlob", blob, "EncryptionContext", Map.of("a", "c"))))
                .isEqualTo("InvalidCiphertextException");
        assertThat(server.error(
                        "Decrypt",
                        Map.of("CiphertextBlob", blob, "EncryptionContext", Map.of("a", "b"), "KeyId", symmetric())))
                .isEqualTo("IncorrectKeyException");
    }

    @Test
    void the_ciphertext_finds_its_key_by_itself() {
        String key = symmetric();
        Map<String, Object> answer =
                server.ok("Decrypt", Map.of("CiphertextBlob", ciphertext(key), "EncryptionContext", Map.of("a", "b")));
        assertThat(answer)
                .containsEntry("Plaintext", PLAINTEXT)
                .containsEntry("EncryptionAlgorithm", "SYMMETRIC_DEFAULT");
        assertThat(String.valueOf(answer.get("KeyId"))).endsWith(":key/" + key);
    }

    @Test
    void no_two_ciphertexts_are_equal() {
        String key = symmetric();
        assertThat(ciphertext(key)).isNotEqualTo(ciphertext(key));
    }

    private static String symmetric() {
        return server.key("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
    }

    private static Object ciphertext(String key) {
        Map<String, Object> asked = Map.of("KeyId", key, "Plaintext", PLAINTEXT, "EncryptionContext", Map.of("a", "b"));
        return Tampering.member(server.ok("Encrypt", asked), "CiphertextBlob");
    }
}
