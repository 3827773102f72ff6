package dev.trent.kms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.crypto.Engine;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Verify accepts a signature of Sign, and VerifyMac a code of GenerateMac, for the same message only.
class SignTest {
    private static final String MESSAGE = Tampering.base64(new byte[] {1, 2, 3});
    private static final String OTHER = Tampering.base64(new byte[] {1, 2, 4});

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
    void an_algorithm_of_another_kind_of_key_is_refused() {
        String key = server.key("ECC_NIST_P256", "SIGN_VERIFY");
        assertThat(server.error(
                        "Sign", Map.of("KeyId", key, "Message", MESSAGE, "SigningAlgorithm", "RSASSA_PSS_SHA_256")))
                .isEqualTo("InvalidKeyUsageException");
    }

    @Test
    void a_digest_of_another_length_is_refused() {
        String key = server.key("ECC_NIST_P256", "SIGN_VERIFY");
        assertThat(server.error(
                        "Sign",
                        Map.of(
                                "KeyId",
                                key,
                                "Message",
                                MESSAGE,
                                "MessageType",
                                "DIGEST",
                                "SigningAlgorithm",
                                "ECDSA_SHA_256")))
                .isEqualTo("ValidationException");
    }

    @Test
    void a_signature_is_valid_for_its_message_only() {
        Map<String, Object> asked = Map.of(
                "KeyId",
                server.key("ECC_NIST_P256", "SIGN_VERIFY"),
                "Message",
                MESSAGE,
                "SigningAlgorithm",
                "ECDSA_SHA_256");
        Map<String, Object> signed =
                Tampering.with(asked, "Signature", Tampering.member(server.ok("Sign", asked), "Signature"));
        assertThat(server.ok("Verify", signed).get("SignatureValid")).hasToString("true");
        assertThat(server.error("Verify", Tampering.with(signed, "Message", OTHER)))
                .isEqualTo("KMSInvalidSignatureException");
    }

    @Test
    void a_mac_is_valid_for_its_message_only() {
        Map<String, Object> asked = Map.of(
                "KeyId",
                server.key("HMAC_256", "GENERATE_VERIFY_MAC"),
                "Message",
                MESSAGE,
                "MacAlgorithm",
                "HMAC_SHA_256");
        Map<String, Object> made =
                Tampering.with(asked, "Mac", Tampering.member(server.ok("GenerateMac", asked), "Mac"));
        assertThat(server.ok("VerifyMac", made).get("MacValid")).hasToString("true");
        assertThat(server.error("VerifyMac", Tampering.with(made, "Message", OTHER)))
                .isEqualTo("KMSInvalidMacException");
    }
}
