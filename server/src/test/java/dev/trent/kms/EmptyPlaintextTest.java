package dev.trent.kms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.crypto.Engine;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Encrypt refuses an empty plaintext, but anybody can encrypt one with a public key. Decrypt returns it.
/// ReEncrypt always refuses it, because no ciphertext of Trent can contain it.
class EmptyPlaintextTest {
    private static final String ENCRYPT_DECRYPT = "ENCRYPT_DECRYPT";
    private static final String OAEP = "RSAES_OAEP_SHA_256";

    @TempDir
    Path data;

    @ParameterizedTest
    @CsvSource({"SYMMETRIC_DEFAULT, SYMMETRIC_DEFAULT", "RSA_2048, RSAES_OAEP_SHA_1", "SM2, SM2PKE"})
    void nothing_is_encrypted_anew(String spec, String algorithm) throws Exception {
        try (Tampering server = new Tampering(data, Engine.fastest())) {
            String key = server.key("RSA_2048", ENCRYPT_DECRYPT);
            Map<String, Object> asked = new HashMap<>(Map.of(
                    "CiphertextBlob", encryptedNothing(server, key),
                    "SourceKeyId", key,
                    "SourceEncryptionAlgorithm", OAEP,
                    "DestinationKeyId", server.key(spec, ENCRYPT_DECRYPT),
                    "DestinationEncryptionAlgorithm", algorithm));
            assertThat(server.error("ReEncrypt", asked)).isEqualTo("ValidationException");
            asked.put("DryRun", true);
            assertThat(server.error("ReEncrypt", asked)).isEqualTo("ValidationException");
        }
    }

    @Test
    void nothing_is_decrypted() throws Exception {
        try (Tampering server = new Tampering(data, Engine.fastest())) {
            String key = server.key("RSA_2048", ENCRYPT_DECRYPT);
            Map<String, Object> answer = server.ok(
                    "Decrypt",
                    Map.of(
                            "CiphertextBlob", encryptedNothing(server, key),
                            "KeyId", key,
                            "EncryptionAlgorithm", OAEP));
            assertThat(Tampering.decoded(answer, "Plaintext")).isEmpty();
        }
    }

    private static String encryptedNothing(Tampering server, String key) throws Exception {
        byte[] spki = Tampering.decoded(server.ok("GetPublicKey", Map.of("KeyId", key)), "PublicKey");
        PublicKey publicKey = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(spki));
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                publicKey,
                new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
        return Tampering.base64(cipher.doFinal());
    }
}
