package dev.trent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.LimitExceededException;
import software.amazon.awssdk.services.kms.model.Tag;

/// The quotas of KMS, as a client sees them.
class QuotasTest {
    private static final String THERE = "us-west-2";
    private static final String OTHER = "444455556666";

    @TempDir
    private Path folder;

    private MovedClock clock(TestServer server) {
        return new MovedClock(server.uri());
    }

    private static String create(KmsClient kms) {
        return kms.createKey().keyMetadata().keyId();
    }

    @Test
    void an_account_has_so_many_keys_in_a_region_until_one_is_deleted() {
        try (TestServer server = TestServer.bounded(folder, "--keys-per-region=2");
                KmsClient kms = server.client(TestServer.ACCOUNT, TestServer.REGION);
                KmsClient there = server.client(TestServer.ACCOUNT, THERE);
                KmsClient other = server.client(OTHER, TestServer.REGION)) {
            String first = create(kms);
            create(kms);
            assertThatThrownBy(() -> create(kms))
                    .isInstanceOf(LimitExceededException.class)
                    .hasMessageContaining(
                            "Customer managed keys quota for this account in this region is 2, current usage is 2.");
            create(there);
            create(other);
            kms.scheduleKeyDeletion(request -> request.keyId(first).pendingWindowInDays(7));
            assertThatThrownBy(() -> create(kms)).isInstanceOf(LimitExceededException.class);
            clock(server).advance("P8D");
            create(kms);
            assertThatThrownBy(() -> create(kms)).isInstanceOf(LimitExceededException.class);
            assertThat(kms.listKeys().keys()).hasSize(2);
        }
    }

    @Test
    void a_replica_counts_in_its_region() {
        try (TestServer server = TestServer.bounded(folder, "--keys-per-region=1");
                KmsClient kms = server.client(TestServer.ACCOUNT, TestServer.REGION);
                KmsClient there = server.client(TestServer.ACCOUNT, THERE)) {
            String key = kms.createKey(request -> request.multiRegion(true))
                    .keyMetadata()
                    .keyId();
            String inTheWay = create(there);
            assertThatThrownBy(
                            () -> kms.replicateKey(request -> request.keyId(key).replicaRegion(THERE)))
                    .isInstanceOf(LimitExceededException.class);
            there.scheduleKeyDeletion(request -> request.keyId(inTheWay).pendingWindowInDays(7));
            clock(server).advance("P8D");
            kms.replicateKey(request -> request.keyId(key).replicaRegion(THERE));
            assertThatThrownBy(() -> create(there)).isInstanceOf(LimitExceededException.class);
        }
    }

    @Test
    void a_key_that_is_refused_for_another_reason_is_not_counted() {
        CreateKeyRequest chosen = CreateKeyRequest.builder()
                .tags(Tag.builder()
                        .tagKey("_custom_id_")
                        .tagValue("12345678-aaaa-bbbb-cccc-123456789012")
                        .build())
                .build();
        try (TestServer server = TestServer.bounded(folder, "--keys-per-region=2");
                KmsClient kms = server.client(TestServer.ACCOUNT, TestServer.REGION)) {
            kms.createKey(chosen);
            assertThatThrownBy(() -> kms.createKey(chosen)).hasMessageContaining("exists already");
            create(kms);
        }
    }

    @Test
    void the_count_outlives_a_restart_and_a_lower_quota_takes_no_key_away() {
        try (TestServer server = TestServer.start(folder);
                KmsClient kms = server.client(TestServer.ACCOUNT, TestServer.REGION)) {
            create(kms);
            create(kms);
        }
        try (TestServer server = TestServer.bounded(folder, "--keys-per-region=1");
                KmsClient kms = server.client(TestServer.ACCOUNT, TestServer.REGION)) {
            assertThat(kms.listKeys().keys()).hasSize(2);
            assertThatThrownBy(() -> create(kms)).hasMessageContaining("is 1, current usage is 2.");
        }
    }

    @Test
    void the_quotas_of_a_key_can_be_adjusted() {
        try (TestServer server = TestServer.bounded(folder, "--aliases-per-key=1", "--grants-per-key=1");
                KmsClient kms = server.client(TestServer.ACCOUNT, TestServer.REGION)) {
            String key = create(kms);
            kms.createAlias(request -> request.aliasName("alias/one").targetKeyId(key));
            assertThatThrownBy(() -> kms.createAlias(
                            request -> request.aliasName("alias/two").targetKeyId(key)))
                    .isInstanceOf(LimitExceededException.class)
                    .hasMessageContaining("is 1, current usage is 1.");
            for (int grants = 0; grants < 2; grants++) {
                Runnable grant = () -> kms.createGrant(request -> request.keyId(key)
                        .granteePrincipal("arn:aws:iam::" + TestServer.ACCOUNT + ":root")
                        .operations(GrantOperation.ENCRYPT));
                if (grants == 0) {
                    grant.run();
                } else {
                    assertThatThrownBy(grant::run).isInstanceOf(LimitExceededException.class);
                }
            }
        }
    }

    @Test
    void a_throttled_call_is_refused_in_the_words_of_aws_and_recorded() {
        try (TestServer server = TestServer.bounded(folder, "--request-quota", TestServer.ACCOUNT + ":CreateAlias=1")) {
            String body = "{\"AliasName\":\"alias/missing\",\"TargetKeyId\":\"12345678-1234-1234-1234-123456789012\"}";
            String all = "";
            for (int calls = 0; calls < 10; calls++) {
                all += server.kms(TestServer.ACCOUNT, TestServer.REGION, "CreateAlias", body)
                        .body();
            }
            assertThat(all)
                    .contains("ThrottlingException")
                    .contains(
                            "You have exceeded the rate at which you may call KMS. Reduce the frequency of your calls.");
            assertThat(clock(server).events(folder, "CreateAlias", "\"errorCode\":\"ThrottlingException\""))
                    .isPositive();
            assertThat(server.kms(OTHER, TestServer.REGION, "CreateAlias", body).body())
                    .contains("NotFoundException");
        }
    }

    @Test
    void without_the_setting_nobody_is_throttled() {
        try (TestServer server = TestServer.start(folder);
                KmsClient kms = server.client(TestServer.ACCOUNT, TestServer.REGION)) {
            for (int keys = 0; keys < 12; keys++) {
                create(kms);
            }
        }
    }
}
