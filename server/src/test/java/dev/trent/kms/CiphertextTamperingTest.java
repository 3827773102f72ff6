package dev.trent.kms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.crypto.Engine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Changed ciphertexts over the wire. A change of any bit of the ciphertext or its context is refused; so is
/// another length, algorithm or key. The refusals are AWS's and have no message.
class CiphertextTamperingTest {
    private static final String REFUSAL = "InvalidCiphertextException";
    private static final int FLIPS = 16;

    /// The places of the key id and of the part after it in a symmetric ciphertext;
    /// `docs/spec/ciphertext-blob.md`.
    private static final int KEY_ID_AT = 1;

    private static final int MATERIAL_ID_AT = 18;
    private static final int CHECKSUM_BYTES = 4;

    private static Tampering tampering;
    private static String symmetric;
    private static final Map<String, String> KEYS = new HashMap<>();

    /// One way to encrypt with a public key.
    record Way(String spec, String algorithm) {}

    @BeforeAll
    static void make_keys(@TempDir Path data) {
        tampering = new Tampering(data, Engine.fastest());
        symmetric = tampering.key("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
        ways().map(Way::spec).distinct().forEach(spec -> KEYS.put(spec, tampering.key(spec, "ENCRYPT_DECRYPT")));
    }

    @AfterAll
    static void stop() {
        tampering.close();
    }

    static Stream<Way> ways() {
        return Stream.concat(
                Stream.of("RSA_2048", "RSA_3072", "RSA_4096")
                        .flatMap(spec -> Stream.of("RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256")
                                .map(algorithm -> new Way(spec, algorithm))),
                Stream.of(new Way("SM2", "SM2PKE")));
    }

    @Test
    void every_bit_of_a_symmetric_ciphertext_counts() {
        Map<String, Object> context = Map.of("tenant", "blue");
        byte[] blob = encrypted(tampering.bytes(8), context);
        for (int bit = 0; bit < Byte.SIZE * blob.length; bit++) {
            refused(decrypt(Tampering.flip(blob, bit), context), "bit " + bit);
        }
        for (byte[] changed : Tampering.resized(blob)) {
            refused(decrypt(changed, context), "the length");
            refused(Tampering.with(decrypt(changed, context), "KeyId", symmetric), "the length");
        }
    }

    /// The checksum protects nothing. Here the attacker corrects it, and the blob may name a key that does not
    /// exist.
    @Test
    void a_mended_checksum_does_not_help() {
        byte[] blob = encrypted(tampering.bytes(16), Map.of());
        int end = Byte.SIZE * (blob.length - CHECKSUM_BYTES);
        for (int bit = 0; bit < end; bit += 3) {
            Map<String, Object> request = decrypt(mended(Tampering.flip(blob, bit)), Map.of());
            int at = bit / Byte.SIZE;
            if (at > KEY_ID_AT && at < MATERIAL_ID_AT) {
                assertThat(tampering.error("Decrypt", request)).isEqualTo("AccessDeniedException");
                assertThat(tampering.error("Decrypt", Tampering.with(request, "KeyId", symmetric)))
                        .isEqualTo("IncorrectKeyException");
            } else if (at == KEY_ID_AT) {
                assertThat(tampering.error("Decrypt", request)).isIn(REFUSAL, "AccessDeniedException");
            } else {
                refused(request, "bit " + bit);
                refused(Tampering.with(request, "KeyId", symmetric), "bit " + bit);
            }
        }
    }

    @Test
    void every_change_of_the_context_is_refused() {
        String name = "tenant";
        String value = "blue-1";
        byte[] blob = encrypted(tampering.bytes(10), Map.of(name, value));
        refused(decrypt(blob, Map.of()), "the context, left out");
        refused(decrypt(blob, Map.of(value, name)), "the context, turned round");
        refused(decrypt(blob, Map.of(name, value, "more", "")), "the context, with more");
        refused(decrypt(blob, Map.of(name + "b", value.substring(1))), "the border of name and value");
        for (byte[] changed : tampering.flipped(ascii(name), FLIPS)) {
            refused(decrypt(blob, Map.of(latin(changed), value)), "a bit of the name");
        }
        for (byte[] changed : tampering.flipped(ascii(value), FLIPS)) {
            refused(decrypt(blob, Map.of(name, latin(changed))), "a bit of the value");
        }
        Map<String, Object> again = Map.of(
                "CiphertextBlob", Tampering.base64(blob),
                "DestinationKeyId", symmetric,
                "SourceEncryptionContext", Map.of(name, value + "2"));
        tampering.refused(REFUSAL, "ReEncrypt", again, "the context of the source");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GenerateDataKey", "GenerateDataKeyWithoutPlaintext"})
    void a_changed_data_key_is_refused(String operation) {
        Map<String, Object> context = Map.of("volume", "7");
        Map<String, Object> answer =
                tampering.ok(operation, Map.of("KeyId", symmetric, "KeySpec", "AES_256", "EncryptionContext", context));
        byte[] blob = Tampering.decoded(answer, "CiphertextBlob");
        tampering.ok("Decrypt", decrypt(blob, context));
        for (byte[] changed : tampering.flipped(blob, FLIPS)) {
            refused(decrypt(changed, context), "a bit");
        }
        refused(decrypt(blob, Map.of("volume", "8")), "the context");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RSA_2048",
                "ECC_NIST_P256",
                "ECC_NIST_P384",
                "ECC_NIST_P521",
                "ECC_SECG_P256K1",
                "ECC_NIST_EDWARDS25519",
                "ML_KEM_512",
                "ML_KEM_768",
                "ML_KEM_1024",
                "SM2"
            })
    void a_changed_private_key_is_refused(String spec) {
        Map<String, Object> context = Map.of("pair", spec);
        Map<String, Object> answer = tampering.ok(
                "GenerateDataKeyPair", Map.of("KeyId", symmetric, "KeyPairSpec", spec, "EncryptionContext", context));
        byte[] blob = Tampering.decoded(answer, "PrivateKeyCiphertextBlob");
        assertThat(tampering.ok("Decrypt", decrypt(blob, context)).get("Plaintext"))
                .isEqualTo(Tampering.member(answer, "PrivateKeyPlaintext"));
        for (byte[] changed : tampering.flipped(blob, FLIPS)) {
            refused(decrypt(changed, context), "a bit");
        }
        refused(decrypt(blob, Map.of("pair", spec + "X")), "the context");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void a_changed_ciphertext_of_a_public_key_is_refused(Way way) {
        byte[] plaintext = tampering.bytes(32);
        Map<String, Object> named = Map.of("KeyId", named(KEYS, way), "EncryptionAlgorithm", way.algorithm);
        Map<String, Object> answer =
                tampering.ok("Encrypt", Tampering.with(named, "Plaintext", Tampering.base64(plaintext)));
        Map<String, Object> request =
                Tampering.with(named, "CiphertextBlob", Tampering.member(answer, "CiphertextBlob"));
        assertThat(Tampering.decoded(tampering.ok("Decrypt", request), "Plaintext"))
                .isEqualTo(plaintext);
        byte[] ciphertext = Tampering.decoded(answer, "CiphertextBlob");
        for (byte[] changed : tampering.flipped(ciphertext, FLIPS)) {
            String blob = Tampering.base64(changed);
            refused(Tampering.with(request, "CiphertextBlob", blob), "a bit");
            Map<String, Object> again = Map.of(
                    "SourceKeyId",
                    named(KEYS, way),
                    "SourceEncryptionAlgorithm",
                    way.algorithm,
                    "DestinationKeyId",
                    symmetric,
                    "CiphertextBlob",
                    blob);
            tampering.refused(REFUSAL, "ReEncrypt", again, "a bit");
        }
        for (byte[] changed : Tampering.resized(ciphertext)) {
            refused(Tampering.with(request, "CiphertextBlob", Tampering.base64(changed)), "the length");
        }
        ways().filter(other -> other.spec.equals(way.spec) && !other.equals(way))
                .forEach(other -> refused(
                        Tampering.with(request, "EncryptionAlgorithm", other.algorithm), "the algorithm to " + other));
        refused(Tampering.with(request, "KeyId", tampering.key(way.spec, "ENCRYPT_DECRYPT")), "the key");
    }

    private static byte[] encrypted(byte[] plaintext, Map<String, Object> context) {
        Map<String, Object> answer = tampering.ok(
                "Encrypt",
                Map.of("KeyId", symmetric, "Plaintext", Tampering.base64(plaintext), "EncryptionContext", context));
        byte[] blob = Tampering.decoded(answer, "CiphertextBlob");
        assertThat(Tampering.decoded(tampering.ok("Decrypt", decrypt(blob, context)), "Plaintext"))
                .isEqualTo(plaintext);
        return blob;
    }

    private static Map<String, Object> decrypt(byte[] blob, Map<String, Object> context) {
        return Map.of("CiphertextBlob", Tampering.base64(blob), "EncryptionContext", context);
    }

    private static void refused(Map<String, Object> request, String changed) {
        tampering.refused(REFUSAL, "Decrypt", request, changed);
    }

    /// Returns a blob with the checksum of its present bytes.
    private static byte[] mended(byte[] blob) {
        int end = blob.length - CHECKSUM_BYTES;
        CRC32C checksum = new CRC32C();
        checksum.update(blob, 0, end);
        return ByteBuffer.wrap(blob.clone())
                .putInt(end, (int) checksum.getValue())
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String named(Map<String, String> keys, Way way) {
        return Objects.requireNonNull(keys.get(way.spec));
    }
}
