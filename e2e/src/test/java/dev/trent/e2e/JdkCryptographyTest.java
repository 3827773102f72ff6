package dev.trent.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.EdDSAParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Cipher;
import javax.crypto.KEM;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.EncapsulationAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.KmsInvalidSignatureException;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/// Keys of Trent with the cryptography of the JDK, before and after the operations.
class JdkCryptographyTest {

    private static final byte[] MESSAGE = "a message of no special length".getBytes(UTF_8);

    private static final int THREADS = 16;
    private static final int SIGNATURES = 200;

    @TempDir
    static Path data;

    @AutoClose
    private static DevServer server;

    @BeforeAll
    static void start() {
        server = DevServer.start(data);
    }

    @Test
    void ed25519ph_signs_the_given_digest_as_a_message_that_is_hashed_first() throws GeneralSecurityException {
        String key = server.key(KeySpec.ECC_NIST_EDWARDS25519, KeyUsageType.SIGN_VERIFY);
        byte[] digest = MessageDigest.getInstance("SHA-512").digest(MESSAGE);

        byte[] signature = server.sign(key, SigningAlgorithmSpec.ED25519_PH_SHA_512, digest, MessageType.DIGEST);

        var prehashed = new EdDSAParameterSpec(true);
        assertThat(verifies("EdDSA", prehashed, key, digest, signature)).isTrue();
        assertThat(verifies("EdDSA", prehashed, key, MESSAGE, signature)).isFalse();
        assertThat(verifies("EdDSA", null, key, digest, signature)).isFalse();
        assertThat(verifies("EdDSA", new EdDSAParameterSpec(true, "context".getBytes(UTF_8)), key, digest, signature))
                .isFalse();

        Signature stranger = Signature.getInstance("EdDSA");
        stranger.setParameter(prehashed);
        stranger.initSign(
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate());
        stranger.update(digest);
        assertRejected(key, SigningAlgorithmSpec.ED25519_PH_SHA_512, digest, MessageType.DIGEST, stranger.sign());
    }

    @Test
    void ed25519_signs_the_message_itself() throws GeneralSecurityException {
        String key = server.key(KeySpec.ECC_NIST_EDWARDS25519, KeyUsageType.SIGN_VERIFY);

        byte[] signature = server.sign(key, SigningAlgorithmSpec.ED25519_SHA_512, MESSAGE, MessageType.RAW);

        assertThat(verifies("Ed25519", null, key, MESSAGE, signature)).isTrue();
        assertThat(verifies("EdDSA", new EdDSAParameterSpec(true), key, MESSAGE, signature))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"ML_DSA_44, ML-DSA-44", "ML_DSA_65, ML-DSA-65", "ML_DSA_87, ML-DSA-87"})
    void ml_dsa_signatures_hold(KeySpec spec, String name) throws GeneralSecurityException {
        String key = server.key(spec, KeyUsageType.SIGN_VERIFY);

        byte[] signature = server.sign(key, SigningAlgorithmSpec.ML_DSA_SHAKE_256, MESSAGE, MessageType.RAW);

        assertThat(verifies(name, null, key, MESSAGE, signature)).isTrue();
        assertThat(verifies(name, null, key, "another".getBytes(UTF_8), signature))
                .isFalse();

        Signature stranger = Signature.getInstance(name);
        stranger.initSign(KeyPairGenerator.getInstance(name).generateKeyPair().getPrivate());
        stranger.update(MESSAGE);
        assertRejected(key, SigningAlgorithmSpec.ML_DSA_SHAKE_256, MESSAGE, MessageType.RAW, stranger.sign());
    }

    @ParameterizedTest
    @CsvSource({
        "RSASSA_PKCS1_V1_5_SHA_256, SHA256withRSA",
        "RSASSA_PKCS1_V1_5_SHA_384, SHA384withRSA",
        "RSASSA_PKCS1_V1_5_SHA_512, SHA512withRSA"
    })
    void rsa_signatures_hold(SigningAlgorithmSpec algorithm, String name) throws GeneralSecurityException {
        String key = server.key(KeySpec.RSA_2048, KeyUsageType.SIGN_VERIFY);

        byte[] signature = server.sign(key, algorithm, MESSAGE, MessageType.RAW);

        assertThat(verifies(name, null, key, MESSAGE, signature)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"RSASSA_PSS_SHA_256, SHA-256, 32", "RSASSA_PSS_SHA_384, SHA-384, 48", "RSASSA_PSS_SHA_512, SHA-512, 64"
    })
    void pss_has_a_salt_of_the_length_of_the_digest(SigningAlgorithmSpec algorithm, String hash, int salt)
            throws GeneralSecurityException {
        String key = server.key(KeySpec.RSA_2048, KeyUsageType.SIGN_VERIFY);

        byte[] signature = server.sign(key, algorithm, MESSAGE, MessageType.RAW);

        assertThat(verifies("RSASSA-PSS", pss(hash, salt), key, MESSAGE, signature))
                .isTrue();
        assertThat(verifies("RSASSA-PSS", pss(hash, 20), key, MESSAGE, signature))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ECC_NIST_P256, ECDSA_SHA_256, SHA256withECDSA",
        "ECC_NIST_P384, ECDSA_SHA_384, SHA384withECDSA",
        "ECC_NIST_P521, ECDSA_SHA_512, SHA512withECDSA"
    })
    void ecdsa_signatures_hold(KeySpec spec, SigningAlgorithmSpec algorithm, String name)
            throws GeneralSecurityException {
        String key = server.key(spec, KeyUsageType.SIGN_VERIFY);

        byte[] signature = server.sign(key, algorithm, MESSAGE, MessageType.RAW);

        assertThat(verifies(name, null, key, MESSAGE, signature)).isTrue();
    }

    @Test
    void oaep_has_the_same_hash_in_its_mask() throws GeneralSecurityException {
        String key = server.key(KeySpec.RSA_2048, KeyUsageType.ENCRYPT_DECRYPT);
        var sameHash = new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);
        var asJavaDefaults =
                new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA1, PSource.PSpecified.DEFAULT);

        assertThat(decrypt(key, encrypt(key, sameHash))).isEqualTo(MESSAGE);
        byte[] otherMask = encrypt(key, asJavaDefaults);
        assertThatExceptionOfType(InvalidCiphertextException.class).isThrownBy(() -> decrypt(key, otherMask));
    }

    @ParameterizedTest
    @CsvSource({"ML_KEM_512, ML-KEM-512", "ML_KEM_768, ML-KEM-768", "ML_KEM_1024, ML-KEM-1024"})
    void what_the_jdk_encapsulates_is_decapsulated(KeySpec spec, String name) throws GeneralSecurityException {
        String key = server.key(spec, KeyUsageType.ENCAPSULATE_DECAPSULATE);

        KEM.Encapsulated theirs = KEM.getInstance("ML-KEM")
                .newEncapsulator(publicKey(name, server.publicKey(key)))
                .encapsulate();

        assertThat(decapsulate(key, theirs.encapsulation()))
                .isEqualTo(theirs.key().getEncoded());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ML_KEM_512", "ML_KEM_768", "ML_KEM_1024"})
    void what_is_encapsulated_is_decapsulated(KeySpec spec) {
        String key = server.key(spec, KeyUsageType.ENCAPSULATE_DECAPSULATE);

        var ours = server.kms()
                .encapsulate(request -> request.keyId(key).encapsulationAlgorithm(EncapsulationAlgorithmSpec.ML_KEM));

        assertThat(ours.keyId()).isEqualTo(key);
        assertThat(decapsulate(key, ours.sharedSecretCiphertextBlob().asByteArray()))
                .hasSize(32)
                .isEqualTo(ours.sharedSecret().asByteArray());
    }

    @Test
    void many_signatures_at_once_are_each_of_their_own_message() throws Exception {
        var makers = List.of(
                new Maker(KeySpec.RSA_2048, SigningAlgorithmSpec.RSASSA_PKCS1_V1_5_SHA_256, "SHA256withRSA"),
                new Maker(KeySpec.ECC_NIST_P256, SigningAlgorithmSpec.ECDSA_SHA_256, "SHA256withECDSA"),
                new Maker(KeySpec.ECC_NIST_EDWARDS25519, SigningAlgorithmSpec.ED25519_SHA_512, "Ed25519"),
                new Maker(KeySpec.ML_DSA_44, SigningAlgorithmSpec.ML_DSA_SHAKE_256, "ML-DSA-44"));
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Boolean>> held = new ArrayList<>();
            for (int i = 0; i < SIGNATURES; i++) {
                Maker maker = makers.get(i % makers.size());
                byte[] message = ("message " + i).getBytes(UTF_8);
                held.add(threads.submit(() -> {
                    byte[] signature = server.sign(maker.key, maker.algorithm, message, MessageType.RAW);
                    return verifies(maker.name, null, maker.key, message, signature);
                }));
            }
            for (Future<Boolean> one : held) {
                assertThat(one.get()).isTrue();
            }
        }
    }

    /// A signing key, and the JDK's name for its algorithm.
    private record Maker(String key, SigningAlgorithmSpec algorithm, String name) {
        Maker(KeySpec spec, SigningAlgorithmSpec algorithm, String name) {
            this(server.key(spec, KeyUsageType.SIGN_VERIFY), algorithm, name);
        }
    }

    private static PublicKey publicKey(String algorithm, byte[] encoded) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
    }

    private static void assertRejected(
            String key, SigningAlgorithmSpec algorithm, byte[] message, MessageType type, byte[] signature) {
        assertThatExceptionOfType(KmsInvalidSignatureException.class)
                .isThrownBy(() -> server.verify(key, algorithm, message, type, signature));
    }

    private static boolean verifies(
            String name, @Nullable AlgorithmParameterSpec parameters, String key, byte[] message, byte[] signature)
            throws GeneralSecurityException {
        String keyAlgorithm = name.contains("RSA") ? "RSA" : name.replaceAll(".*with", "");
        keyAlgorithm = keyAlgorithm.equals("ECDSA") ? "EC" : keyAlgorithm;
        Signature verifier = Signature.getInstance(name);
        if (parameters != null) {
            verifier.setParameter(parameters);
        }
        verifier.initVerify(publicKey(keyAlgorithm, server.publicKey(key)));
        verifier.update(message);
        return verifier.verify(signature);
    }

    private static PSSParameterSpec pss(String hash, int salt) {
        return new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), salt, PSSParameterSpec.TRAILER_FIELD_BC);
    }

    private static byte[] encrypt(String key, OAEPParameterSpec parameters) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        cipher.init(Cipher.ENCRYPT_MODE, publicKey("RSA", server.publicKey(key)), parameters);
        return cipher.doFinal(MESSAGE);
    }

    private static byte[] decrypt(String key, byte[] ciphertext) {
        return server.kms()
                .decrypt(request -> request.keyId(key)
                        .encryptionAlgorithm(EncryptionAlgorithmSpec.RSAES_OAEP_SHA_256)
                        .ciphertextBlob(SdkBytes.fromByteArray(ciphertext)))
                .plaintext()
                .asByteArray();
    }

    private static byte[] decapsulate(String key, byte[] ciphertext) {
        return server.kms()
                .decapsulate(request -> request.keyId(key)
                        .encapsulationAlgorithm(EncapsulationAlgorithmSpec.ML_KEM)
                        .sharedSecretCiphertextBlob(SdkBytes.fromByteArray(ciphertext)))
                .sharedSecret()
                .asByteArray();
    }
}
