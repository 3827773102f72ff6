package dev.trent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.crypto.Engine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.Tag;

/// The tag `_custom_key_material_` of CreateKey chooses the material of a key in `trent dev`.
class ChosenMaterialTest {
    private static final String TAG = "_custom_key_material_";

    /// `ECPrivateKey` of SEC 1, as `openssl ecparam -name prime256v1 -genkey` writes it.
    private static final String SEC1 =
            "MHcCAQEEIIRURHNbvnDDs6aXAVBIAH1bvmPM7LwXAlfnHY1M+2C7oAoGCCqGSM49AwEHoUQDQgAE9NDQ"
                    + "GGy6pL8le3vusxG8y6BLh0+AeAaAzBrr2VaGvD3iquvolI2g0Tf03ZmcpDOyjBKh/mEjXmyDeephoRBJtg==";

    private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private static CreateKeyRequest request(KeySpec spec, KeyUsageType usage, String material) {
        return CreateKeyRequest.builder()
                .keySpec(spec)
                .keyUsage(usage)
                .tags(tag("stage", "test"), tag(TAG, material))
                .build();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().tagKey(key).tagValue(value).build();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] counting(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 7 + 90);
        }
        return bytes;
    }

    @Test
    void an_hmac_key_computes_with_the_material() throws GeneralSecurityException {
        byte[] material = counting(48);
        try (TestServer server = TestServer.start(folder);
                KmsClient kms = server.client(TestServer.ACCOUNT, TestServer.REGION)) {
            var made = kms.createKey(request(KeySpec.HMAC_384, KeyUsageType.GENERATE_VERIFY_MAC, base64(material)))
                    .keyMetadata();
            assertThat(made.origin()).isEqualTo(OriginType.AWS_KMS);
            byte[] code = kms.generateMac(r -> r.keyId(made.keyId())
                            .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_384)
                            .message(SdkBytes.fromByteArray(MESSAGE)))
                    .mac()
                    .asByteArray();
            Mac expected = Mac.getInstance("HmacSHA384");
            expected.init(new SecretKeySpec(material, "HmacSHA384"));
            assertThat(code).isEqualTo(expected.doFinal(MESSAGE));
            assertThat(kms.listResourceTags(r -> r.keyId(made.keyId())).tags()).containsExactly(tag("stage", "test"));
        }
    }

    @Test
    void a_symmetric_key_with_the_material_is_named_after_it() {
        String material = base64(counting(32));
        String id = "bffb20d8-35ca-4408-9d54-f775b929b38d";
        String request = "{\"Tags\":[{\"TagKey\":\"" + TAG + "\",\"TagValue\":\"" + material
                + "\"},{\"TagKey\":\"_custom_id_\",\"TagValue\":\"" + id + "\"}]}";
        try (TestServer server = TestServer.start(folder)) {
            String here = server.kms("CreateKey", request).body();
            String there = server.kms(TestServer.ACCOUNT, "us-west-2", "CreateKey", request)
                    .body();
            // The id of a material follows from the key id and the material.
            assertThat(materialId(here)).isEqualTo(materialId(there));
            String plain = "{\"KeyId\":\"" + id + "\",\"Plaintext\":\"AAAA\"}";
            assertThat(server.kms("Encrypt", plain).status()).isEqualTo(200);
        }
    }

    private static String materialId(String answer) {
        return answer.replaceAll(".*\"CurrentKeyMaterialId\":\"([0-9a-f]{64})\".*", "$1");
    }

    @Test
    void a_private_key_may_be_in_any_of_its_forms() throws GeneralSecurityException {
        KeyPairGenerator ec = KeyPairGenerator.getInstance("EC");
        ec.initialize(521);
        // The JDK would take ten seconds: its arithmetic is slow without its second compiler.
        KeyPairGenerator rsa =
                KeyPairGenerator.getInstance("RSA", Engine.fastest().provider());
        rsa.initialize(4096);
        KeyPair pair = rsa.generateKeyPair();
        byte[] pkcs8 = pair.getPrivate().getEncoded();
        // In the PrivateKeyInfo of an RSA key, 26 bytes precede the RSAPrivateKey of PKCS #1.
        byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
        KeyPair curve = ec.generateKeyPair();
        try (TestServer server = TestServer.start(folder);
                KmsClient kms = server.client(TestServer.ACCOUNT, TestServer.REGION)) {
            for (byte[] form : List.of(pkcs8, pkcs1)) {
                assertThat(publicKey(kms, KeySpec.RSA_4096, KeyUsageType.ENCRYPT_DECRYPT, base64(form)))
                        .isEqualTo(pair.getPublic().getEncoded());
            }
            assertThat(publicKey(
                            kms,
                            KeySpec.ECC_NIST_P521,
                            KeyUsageType.SIGN_VERIFY,
                            base64(curve.getPrivate().getEncoded())))
                    .isEqualTo(curve.getPublic().getEncoded());
            byte[] half = publicKey(kms, KeySpec.ECC_NIST_P256, KeyUsageType.SIGN_VERIFY, SEC1);
            assertThat(base64(half)).endsWith(SEC1.substring(SEC1.length() - 24));
        }
    }

    private static byte[] publicKey(KmsClient kms, KeySpec spec, KeyUsageType usage, String material) {
        String keyId =
                kms.createKey(request(spec, usage, material)).keyMetadata().keyId();
        return kms.getPublicKey(r -> r.keyId(keyId)).publicKey().asByteArray();
    }

    @Test
    void a_signature_of_the_key_is_one_of_its_material() throws GeneralSecurityException {
        KeyPairGenerator ed25519 = KeyPairGenerator.getInstance("Ed25519");
        byte[] pkcs8 = ed25519.generateKeyPair().getPrivate().getEncoded();
        try (TestServer server = TestServer.start(folder);
                KmsClient kms = server.client(TestServer.ACCOUNT, TestServer.REGION)) {
            String keyId = kms.createKey(
                            request(KeySpec.ECC_NIST_EDWARDS25519, KeyUsageType.SIGN_VERIFY, base64(pkcs8)))
                    .keyMetadata()
                    .keyId();
            byte[] signature = kms.sign(r -> r.keyId(keyId)
                            .signingAlgorithm(SigningAlgorithmSpec.ED25519_SHA_512)
                            .message(SdkBytes.fromByteArray(MESSAGE)))
                    .signature()
                    .asByteArray();
            KeyFactory keys = KeyFactory.getInstance("Ed25519");
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(keys.generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
            signer.update(MESSAGE);
            assertThat(signature).isEqualTo(signer.sign());
            byte[] half = kms.getPublicKey(r -> r.keyId(keyId)).publicKey().asByteArray();
            signer.initVerify(keys.generatePublic(new X509EncodedKeySpec(half)));
            signer.update(MESSAGE);
            assertThat(signer.verify(signature)).isTrue();
        }
    }

    @Test
    void material_that_the_key_cannot_have_is_refused_with_the_reason() {
        try (TestServer server = TestServer.start(folder)) {
            assertThat(refusal(server, "", "AAAA")).contains("The key material must have 32 bytes, and it has 3.");
            assertThat(refusal(server, "", "not base64!")).contains(TAG + " is not Base64.");
            assertThat(refusal(server, "", "A")).contains(TAG + " is not Base64.");
            assertThat(refusal(server, "", "")).contains(TAG + " is empty");
            assertThat(refusal(server, "\"Origin\":\"EXTERNAL\",", base64(counting(32))))
                    .contains("does not go with the origin EXTERNAL");
            assertThat(refusal(server, "\"KeySpec\":\"HMAC_256\",\"KeyUsage\":\"GENERATE_VERIFY_MAC\",", "AAAA"))
                    .contains("must have 32 to 64 bytes, and it has 3.");
            assertThat(refusal(server, "\"KeySpec\":\"ECC_NIST_P384\",\"KeyUsage\":\"SIGN_VERIFY\",", SEC1))
                    .contains("is not a private key of the key spec ECC_NIST_P384 in DER: PKCS #8, SEC 1 or PKCS #1.");
            assertThat(server.kms("ListKeys", "{}").body()).doesNotContain("KeyArn");
        }
    }

    private static String refusal(TestServer server, String members, String material) {
        String answer = server.kms(
                        "CreateKey",
                        "{" + members + "\"Tags\":[{\"TagKey\":\"" + TAG + "\",\"TagValue\":\"" + material + "\"}]}")
                .body();
        assertThat(answer).containsAnyOf("ValidationException", "TagException");
        return answer;
    }

    @Test
    void the_tag_chooses_nothing_on_a_key_that_exists() {
        String tags = "\"Tags\":[{\"TagKey\":\"" + TAG + "\",\"TagValue\":\"" + base64(counting(32)) + "\"}]";
        try (TestServer server = TestServer.start(folder);
                KmsClient kms = server.client(TestServer.ACCOUNT, TestServer.REGION)) {
            String keyId = kms.createKey(r -> r.multiRegion(true)).keyMetadata().keyId();
            for (String answer : List.of(
                    server.kms("TagResource", "{\"KeyId\":\"" + keyId + "\"," + tags + "}")
                            .body(),
                    server.kms(
                                    "ReplicateKey",
                                    "{\"KeyId\":\"" + keyId + "\",\"ReplicaRegion\":\"us-west-2\"," + tags + "}")
                            .body())) {
                assertThat(answer).contains("ValidationException", "only CreateKey takes it");
            }
        }
    }

    @Test
    void the_material_is_in_no_answer_database_record_or_log() throws IOException {
        byte[] symmetric = counting(32);
        String tags = "\"Tags\":[{\"TagKey\":\"" + TAG + "\",\"TagValue\":\"%s\"}]";
        String once = tags.formatted(base64(symmetric));
        String twice = once.replace("]", "," + once.substring(once.indexOf('{')));
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try (TestServer server = TestServer.start(folder)) {
            String made = server.kms("CreateKey", "{" + once + "}").body();
            assertThat(made).contains("KeyMetadata");
            String keyId = made.replaceAll(".*\"KeyId\":\"([^\"]+)\".*", "$1");
            TestServer.UserKey stranger = server.user(TestServer.ACCOUNT, "stranger", null);
            String longer = tags.formatted(base64(symmetric).repeat(400));
            String unfit = tags.formatted(base64(Arrays.copyOf(symmetric, 33)));
            for (String answer : List.of(
                    made,
                    server.kms("ListResourceTags", "{\"KeyId\":\"" + keyId + "\"}")
                            .body(),
                    server.kms(stranger, "CreateKey", "{" + once + "}").body(),
                    server.kms("CreateKey", "{" + twice + "}").body(),
                    server.kms("CreateKey", "{" + longer + "}").body(),
                    server.kms("CreateKey", "{" + unfit + "}").body(),
                    server.kms("CreateKey", "{\"KeySpec\":\"X\"," + once + "}").body(),
                    server.kms("CreateKey", "{\"Description\":7," + once + "}").body(),
                    server.kms("TagResource", "{\"KeyId\":\"" + keyId + "\"," + longer + "}")
                            .body())) {
                assertAbsent(symmetric, answer.getBytes(StandardCharsets.UTF_8), answer);
            }
        } finally {
            System.setErr(before);
        }
        assertAbsent(symmetric, log.toByteArray(), "log");
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertAbsent(symmetric, Files.readAllBytes(file), file.toString());
            }
        }
    }

    private static void assertAbsent(byte[] secret, byte[] content, String where) {
        String haystack = new String(content, StandardCharsets.ISO_8859_1);
        // The end of the Base64 text is left out, because it differs if other bytes follow.
        String start = base64(secret).substring(0, 40);
        assertThat(haystack.contains(start)).as("Base64 in " + where).isFalse();
        assertThat(haystack.contains(new String(secret, StandardCharsets.ISO_8859_1)))
                .as("bytes in " + where)
                .isFalse();
        assertThat(haystack.contains(HexFormat.of().formatHex(secret)))
                .as("hex in " + where)
                .isFalse();
    }
}
