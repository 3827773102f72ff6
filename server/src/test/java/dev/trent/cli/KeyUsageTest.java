package dev.trent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.DataKeyPairSpec;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.EncapsulationAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.GetKeyLastUsageResponse;
import software.amazon.awssdk.services.kms.model.InvalidArnException;
import software.amazon.awssdk.services.kms.model.KeyAgreementAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.KeyLastUsageData;
import software.amazon.awssdk.services.kms.model.KeyLastUsageTrackingOperation;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.Tag;

/// The last use of a key: the calls that count as a use, the calls that do not, and the condition keys that
/// depend on it.
class KeyUsageTest {
    private static final String THERE = "us-west-2";
    private static final String STRANGER = "444455556666";
    private static final SdkBytes PLAINTEXT = SdkBytes.fromUtf8String("used");

    @TempDir
    private static Path folder;

    private static TestServer server;
    private static KmsClient kms;
    private static MovedClock clock;

    @BeforeAll
    static void start() {
        server = TestServer.start(folder);
        kms = server.client(TestServer.ACCOUNT, TestServer.REGION);
        clock = new MovedClock(server.uri());
    }

    @AfterAll
    static void stop() {
        kms.close();
        server.close();
    }

    private static String create() {
        return create(CreateKeyRequest.builder().build());
    }

    private static String create(CreateKeyRequest request) {
        return kms.createKey(request).keyMetadata().keyId();
    }

    private static String create(KeySpec spec, KeyUsageType usage) {
        return create(CreateKeyRequest.builder().keySpec(spec).keyUsage(usage).build());
    }

    private static GetKeyLastUsageResponse usage(KmsClient client, String key) {
        return client.getKeyLastUsage(request -> request.keyId(key));
    }

    private static KeyLastUsageData last(String key) {
        return usage(kms, key).keyLastUsage();
    }

    private static SdkBytes encrypt(KmsClient client, String key) {
        return client.encrypt(request -> request.keyId(key).plaintext(PLAINTEXT))
                .ciphertextBlob();
    }

    private static void assertNeverUsed(KeyLastUsageData usage) {
        assertThat(usage).isEqualTo(KeyLastUsageData.builder().build());
    }

    private static void refused(Runnable call) {
        assertThatThrownBy(call::run).isInstanceOf(KmsException.class);
    }

    @Test
    void a_key_that_was_not_used_has_no_last_use_since_its_creation() {
        KeyMetadata key = kms.createKey().keyMetadata();
        kms.describeKey(request -> request.keyId(key.keyId()));
        kms.getKeyPolicy(request -> request.keyId(key.keyId()));
        GetKeyLastUsageResponse usage = usage(kms, key.arn());
        assertThat(usage.keyId()).isEqualTo(key.arn());
        assertNeverUsed(usage.keyLastUsage());
        assertThat(usage.keyCreationDate()).isEqualTo(key.creationDate());
        assertThat(usage.trackingStartDate()).isEqualTo(key.creationDate());
    }

    @Test
    void a_use_is_told_at_once_with_the_id_of_its_record_and_of_its_answer() {
        String key = create();
        String requestId = kms.encrypt(request -> request.keyId(key).plaintext(PLAINTEXT))
                .responseMetadata()
                .requestId();
        KeyLastUsageData last = last(key);
        assertThat(last.operation()).isEqualTo(KeyLastUsageTrackingOperation.ENCRYPT);
        assertThat(last.kmsRequestId()).isEqualTo(requestId);
        assertThat(clock.events(folder, "Encrypt", "\"eventID\":\"" + last.cloudTrailEventId() + "\""))
                .isEqualTo(1);
        assertThat(last.timestamp()).isBetween(usage(kms, key).keyCreationDate(), clock.now());
    }

    @Test
    void every_cryptographic_operation_is_a_use() {
        String symmetric = create();
        String signing = create(KeySpec.ECC_NIST_P256, KeyUsageType.SIGN_VERIFY);
        String mac = create(KeySpec.HMAC_256, KeyUsageType.GENERATE_VERIFY_MAC);
        String agreeing = create(KeySpec.ECC_NIST_P256, KeyUsageType.KEY_AGREEMENT);
        String encapsulating = create(KeySpec.ML_KEM_512, KeyUsageType.ENCAPSULATE_DECAPSULATE);
        SdkBytes ciphertext = encrypt(kms, symmetric);
        assertLast(symmetric, "Encrypt");
        kms.decrypt(request -> request.ciphertextBlob(ciphertext));
        assertLast(symmetric, "Decrypt");
        kms.generateDataKey(request -> request.keyId(symmetric).keySpec(DataKeySpec.AES_256));
        assertLast(symmetric, "GenerateDataKey");
        kms.generateDataKeyWithoutPlaintext(request -> request.keyId(symmetric).keySpec(DataKeySpec.AES_256));
        assertLast(symmetric, "GenerateDataKeyWithoutPlaintext");
        kms.generateDataKeyPair(request -> request.keyId(symmetric).keyPairSpec(DataKeyPairSpec.ECC_NIST_P256));
        assertLast(symmetric, "GenerateDataKeyPair");
        kms.generateDataKeyPairWithoutPlaintext(
                request -> request.keyId(symmetric).keyPairSpec(DataKeyPairSpec.ECC_NIST_P256));
        assertLast(symmetric, "GenerateDataKeyPairWithoutPlaintext");
        SdkBytes publicKey =
                kms.getPublicKey(request -> request.keyId(agreeing)).publicKey();
        assertNeverUsed(last(agreeing));
        kms.deriveSharedSecret(request ->
                request.keyId(agreeing).publicKey(publicKey).keyAgreementAlgorithm(KeyAgreementAlgorithmSpec.ECDH));
        assertLast(agreeing, "DeriveSharedSecret");
        SdkBytes signature = kms.sign(request ->
                        request.keyId(signing).message(PLAINTEXT).signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256))
                .signature();
        assertLast(signing, "Sign");
        kms.verify(request -> request.keyId(signing)
                .message(PLAINTEXT)
                .signature(signature)
                .signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256));
        assertLast(signing, "Verify");
        SdkBytes code = kms.generateMac(
                        request -> request.keyId(mac).message(PLAINTEXT).macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256))
                .mac();
        assertLast(mac, "GenerateMac");
        kms.verifyMac(
                request -> request.keyId(mac).message(PLAINTEXT).mac(code).macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256));
        assertLast(mac, "VerifyMac");
        SdkBytes capsule = kms.encapsulate(request ->
                        request.keyId(encapsulating).encapsulationAlgorithm(EncapsulationAlgorithmSpec.ML_KEM))
                .sharedSecretCiphertextBlob();
        assertLast(encapsulating, "Encapsulate");
        kms.decapsulate(request -> request.keyId(encapsulating)
                .sharedSecretCiphertextBlob(capsule)
                .encapsulationAlgorithm(EncapsulationAlgorithmSpec.ML_KEM));
        assertLast(encapsulating, "Decapsulate");
    }

    private static void assertLast(String key, String operation) {
        assertThat(last(key).operationAsString()).isEqualTo(operation);
    }

    @Test
    void an_operation_that_was_refused_or_only_tried_is_no_use() {
        String key = create();
        String other = create();
        SdkBytes ofOther = encrypt(kms, other);
        KeyLastUsageData before = last(other);
        refused(() ->
                kms.encrypt(request -> request.keyId(key).plaintext(PLAINTEXT).dryRun(true)));
        refused(() -> kms.sign(
                request -> request.keyId(key).message(PLAINTEXT).signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256)));
        refused(() -> kms.decrypt(request -> request.keyId(key).ciphertextBlob(ofOther)));
        kms.disableKey(request -> request.keyId(key));
        refused(() -> encrypt(kms, key));
        refused(() -> kms.reEncrypt(request -> request.ciphertextBlob(ofOther).destinationKeyId(key)));
        assertNeverUsed(last(key));
        assertThat(last(other)).isEqualTo(before);
    }

    @Test
    void re_encryption_is_a_use_of_both_keys() {
        String from = create();
        String to = create();
        SdkBytes ciphertext = encrypt(kms, from);
        kms.reEncrypt(request -> request.ciphertextBlob(ciphertext).destinationKeyId(to));
        assertLast(from, "ReEncrypt");
        assertThat(last(from)).isEqualTo(last(to));
    }

    @Test
    void the_keys_of_a_multi_region_set_are_used_apart() {
        String key = create(CreateKeyRequest.builder().multiRegion(true).build());
        kms.replicateKey(request -> request.keyId(key).replicaRegion(THERE));
        try (KmsClient there = server.client(TestServer.ACCOUNT, THERE)) {
            SdkBytes ciphertext = encrypt(kms, key);
            assertNeverUsed(usage(there, key).keyLastUsage());
            KeyLastUsageData here = last(key);
            there.decrypt(request -> request.ciphertextBlob(ciphertext));
            assertThat(usage(there, key).keyLastUsage().operation()).isEqualTo(KeyLastUsageTrackingOperation.DECRYPT);
            assertThat(last(key)).isEqualTo(here);
        }
    }

    @Test
    void a_use_by_another_account_is_a_use_and_only_the_own_account_is_told_of_it() {
        String key = create(CreateKeyRequest.builder().policy("""
                        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "kms:*",
                         "Principal": {"AWS": ["111122223333", "444455556666"]}, "Resource": "*"}]}""").build());
        String arn =
                kms.describeKey(request -> request.keyId(key)).keyMetadata().arn();
        try (KmsClient stranger = server.client(STRANGER, TestServer.REGION)) {
            SdkBytes ciphertext = encrypt(stranger, arn);
            assertLast(key, "Encrypt");
            stranger.decrypt(request -> request.ciphertextBlob(ciphertext));
            assertLast(key, "Decrypt");
            encrypt(stranger, arn);
            stranger.decrypt(request -> request.keyId(key).ciphertextBlob(ciphertext));
            assertLast(key, "Decrypt");
            assertThatThrownBy(() -> usage(stranger, arn))
                    .isInstanceOfSatisfying(
                            KmsException.class,
                            refusal -> assertThat(refusal.awsErrorDetails().errorCode())
                                    .isEqualTo("AccessDeniedException"));
        }
    }

    @Test
    void a_key_is_named_by_its_id_or_arn_and_must_exist() {
        String key = create();
        kms.createAlias(request -> request.aliasName("alias/usage").targetKeyId(key));
        assertThatThrownBy(() -> usage(kms, "alias/usage")).isInstanceOf(InvalidArnException.class);
        assertThatThrownBy(() -> usage(kms, "12345678-1234-1234-1234-123456789012"))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void a_key_is_asked_about_in_every_state() {
        String key = create();
        encrypt(kms, key);
        kms.scheduleKeyDeletion(request -> request.keyId(key));
        assertLast(key, "Encrypt");
    }

    @Test
    void a_new_key_does_not_have_the_last_use_of_a_deleted_one_with_its_id() {
        String id = "12345678-aaaa-bbbb-cccc-123456789012";
        CreateKeyRequest request = CreateKeyRequest.builder()
                .tags(Tag.builder().tagKey("_custom_id_").tagValue(id).build())
                .build();
        create(request);
        encrypt(kms, id);
        kms.scheduleKeyDeletion(schedule -> schedule.keyId(id).pendingWindowInDays(7));
        clock.advance("P8D");
        create(request);
        assertNeverUsed(last(id));
    }

    @Test
    void a_condition_keeps_a_key_in_use_that_was_used_lately() {
        String key = create(CreateKeyRequest.builder().policy("""
                        {"Version": "2012-10-17", "Statement": [
                         {"Effect": "Allow", "Action": "kms:*", "Principal": {"AWS": "111122223333"}, "Resource": "*"},
                         {"Effect": "Deny", "Action": ["kms:ScheduleKeyDeletion", "kms:DisableKey"],
                          "Principal": {"AWS": "*"}, "Resource": "*",
                          "Condition": {"NumericLessThan": {"kms:TrailingDaysWithoutKeyUsage": "30"}}}]}""").build());
        Map<String, Consumer<String>> acts = new TreeMap<>(Map.of(
                "DisableKey",
                id -> kms.disableKey(request -> request.keyId(id)),
                "ScheduleKeyDeletion",
                id -> kms.scheduleKeyDeletion(request -> request.keyId(id))));
        acts.forEach((name, act) -> assertDenied(() -> act.accept(key)));
        clock.advance("P29D");
        encrypt(kms, key);
        clock.advance("P29D");
        acts.forEach((name, act) -> assertDenied(() -> act.accept(key)));
        clock.advance("P1D");
        acts.forEach((name, act) -> act.accept(key));
    }

    private static void assertDenied(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        KmsException.class,
                        refusal -> assertThat(refusal.awsErrorDetails().errorCode())
                                .isEqualTo("AccessDeniedException"));
    }

    @Test
    void a_use_is_stored_within_a_minute() throws SQLException {
        String key = create();
        encrypt(kms, key);
        clock.advance("PT1M");
        assertThat(stored(folder, key)).isEqualTo(last(key).cloudTrailEventId());
    }

    private static String stored(Path data, String key) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("trent.db"));
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT event_id FROM key_usage WHERE key_id = '" + key + "'")) {
            return rows.next() ? rows.getString("event_id") : "none";
        }
    }

    @Test
    void a_restart_keeps_the_last_use(@TempDir Path data) {
        String key;
        KeyLastUsageData before;
        try (TestServer first = TestServer.start(data);
                KmsClient client = first.client(TestServer.ACCOUNT, TestServer.REGION)) {
            key = client.createKey().keyMetadata().keyId();
            encrypt(client, key);
            before = usage(client, key).keyLastUsage();
        }
        try (TestServer second = TestServer.start(data);
                KmsClient client = second.client(TestServer.ACCOUNT, TestServer.REGION)) {
            assertThat(usage(client, key).keyLastUsage()).isEqualTo(before);
        }
    }
}
