package dev.trent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.kms.model.Tag;

/// The keys of AWS's services. The first use makes them, and no user can manage them.
class AwsManagedKeysTest {
    private static final SdkBytes PLAINTEXT = SdkBytes.fromUtf8String("for a service");
    private static final int SERVICES = 14;

    @TempDir
    private static Path folder;

    private static TestServer server;
    private static KmsClient kms;
    private static MovedClock clock;

    @BeforeAll
    static void start() {
        server = TestServer.bounded(folder, "--keys-per-region=1");
        kms = server.client(TestServer.ACCOUNT, TestServer.REGION);
        clock = new MovedClock(server.uri());
    }

    @AfterAll
    static void stop() {
        kms.close();
        server.close();
    }

    private static KmsClient in(String region) {
        return server.client(TestServer.ACCOUNT, region);
    }

    private static KeyMetadata describe(KmsClient client, String key) {
        return client.describeKey(request -> request.keyId(key)).keyMetadata();
    }

    private static List<AliasListEntry> aliases(KmsClient client) {
        return client.listAliases().aliases();
    }

    private static void assertCode(Runnable call, String code) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        KmsException.class,
                        refusal -> assertThat(refusal.awsErrorDetails().errorCode())
                                .isEqualTo(code));
    }

    @Test
    void the_aliases_are_listed_without_a_key_until_it_is_used() {
        try (KmsClient there = in("eu-west-1")) {
            assertThat(aliases(there))
                    .hasSize(SERVICES)
                    .isSortedAccordingTo((one, other) -> one.aliasName().compareTo(other.aliasName()))
                    .allSatisfy(alias -> {
                        assertThat(alias.targetKeyId()).isNull();
                        assertThat(alias.creationDate()).isNull();
                        assertThat(alias.aliasArn())
                                .isEqualTo("arn:aws:kms:eu-west-1:" + TestServer.ACCOUNT + ":" + alias.aliasName());
                    });
            assertThat(there.listKeys().keys()).isEmpty();
            KeyMetadata key = describe(there, "alias/aws/s3");
            assertThat(aliases(there)).hasSize(SERVICES).allSatisfy(alias -> {
                boolean used = alias.aliasName().equals("alias/aws/s3");
                assertThat(alias.targetKeyId()).isEqualTo(used ? key.keyId() : null);
                assertThat(alias.creationDate()).isEqualTo(used ? key.creationDate() : null);
            });
            assertThat(there.listAliases(request -> request.keyId(key.keyId())).aliases())
                    .extracting(AliasListEntry::aliasName)
                    .containsExactly("alias/aws/s3");
            assertThat(there.listKeys().keys()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 16, 17, 100})
    void pages_hold_them_among_the_others_in_the_order_of_names(int limit) {
        String region = "ap-south-" + limit;
        try (KmsClient there = in(region)) {
            String key = there.createKey().keyMetadata().keyId();
            for (String name : List.of("alias/a", "alias/awt", "alias/aws-mine")) {
                there.createAlias(request -> request.aliasName(name).targetKeyId(key));
            }
            describe(there, "alias/aws/acm");
            describe(there, "alias/aws/rds");
            List<String> names = there.listAliasesPaginator(request -> request.limit(limit)).aliases().stream()
                    .map(AliasListEntry::aliasName)
                    .toList();
            assertThat(names)
                    .hasSize(SERVICES + 3)
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .contains("alias/a", "alias/awt", "alias/aws-mine", "alias/aws/acm", "alias/aws/ssm");
        }
    }

    @Test
    void the_first_look_makes_the_key_as_aws_makes_it() {
        try (KmsClient there = in("eu-west-2")) {
            KeyMetadata key = describe(there, "arn:aws:kms:eu-west-2:" + TestServer.ACCOUNT + ":alias/aws/ebs");
            assertThat(key.keyManager()).isEqualTo(KeyManagerType.AWS);
            assertThat(key.keyState()).isEqualTo(KeyState.ENABLED);
            assertThat(key.description())
                    .isEqualTo("Default key that protects my EBS volumes when no other key is defined");
            assertThat(key.multiRegion()).isFalse();
            assertThat(describe(there, "alias/aws/ebs")).isEqualTo(key);
            assertThat(describe(there, key.keyId())).isEqualTo(key);
            assertThat(there.getKeyPolicy(request -> request.keyId(key.keyId())).policy())
                    .contains("\"kms:ViaService\" : \"ec2.eu-west-2.amazonaws.com\"")
                    .contains("\"kms:CallerAccount\" : \"" + TestServer.ACCOUNT + "\"")
                    .contains("arn:aws:iam::" + TestServer.ACCOUNT + ":root");
            assertThat(clock.events(folder, "CreateKey", key.arn())).isEqualTo(1);
        }
    }

    @Test
    void it_rotates_every_year() {
        try (KmsClient there = in("eu-west-3")) {
            String key = describe(there, "alias/aws/sqs").keyId();
            GetKeyRotationStatusResponse status = there.getKeyRotationStatus(request -> request.keyId(key));
            assertThat(status.keyRotationEnabled()).isTrue();
            assertThat(status.rotationPeriodInDays()).isEqualTo(365);
            clock.advance("P366D");
            assertThat(there.listKeyRotations(request -> request.keyId(key)).rotations())
                    .hasSize(1);
        }
    }

    @Test
    void nobody_uses_it_directly_not_even_before_it_is_made() {
        try (KmsClient there = in("eu-north-1")) {
            String refused = message(
                    () -> there.encrypt(request -> request.keyId("alias/aws/s3").plaintext(PLAINTEXT)));
            assertThat(there.listKeys().keys()).isEmpty();
            KeyMetadata key = describe(there, "alias/aws/s3");
            assertThat(refused).contains(key.arn());
            assertThat(message(() -> there.encrypt(
                            request -> request.keyId("alias/aws/s3").plaintext(PLAINTEXT))))
                    .isEqualTo(refused);
            assertCode(
                    () -> there.generateDataKey(
                            request -> request.keyId(key.arn()).keySpec(DataKeySpec.AES_256)),
                    "AccessDeniedException");
            assertThat(there.getKeyLastUsage(request -> request.keyId(key.keyId()))
                            .keyLastUsage()
                            .operation())
                    .isNull();
        }
    }

    private static String message(Runnable call) {
        try {
            call.run();
        } catch (KmsException refusal) {
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
            return refusal.awsErrorDetails().errorMessage();
        }
        throw new AssertionError("it was allowed");
    }

    @Test
    void nobody_changes_it() {
        String key = describe(kms, "alias/aws/secretsmanager").keyId();
        Map<String, Runnable> acts = new LinkedHashMap<>();
        acts.put("DisableKey", () -> kms.disableKey(request -> request.keyId(key)));
        acts.put("ScheduleKeyDeletion", () -> kms.scheduleKeyDeletion(request -> request.keyId(key)));
        acts.put(
                "PutKeyPolicy",
                () -> kms.putKeyPolicy(request -> request.keyId(key)
                        .policy(kms.getKeyPolicy(get -> get.keyId(key)).policy())
                        .bypassPolicyLockoutSafetyCheck(true)));
        acts.put(
                "TagResource",
                () -> kms.tagResource(request -> request.keyId(key)
                        .tags(Tag.builder().tagKey("a").tagValue("b").build())));
        acts.put(
                "CreateAlias",
                () -> kms.createAlias(request -> request.aliasName("alias/mine").targetKeyId(key)));
        acts.put(
                "UpdateKeyDescription",
                () -> kms.updateKeyDescription(request -> request.keyId(key).description("mine")));
        acts.put(
                "EnableKeyRotation",
                () -> kms.enableKeyRotation(request -> request.keyId(key).rotationPeriodInDays(90)));
        acts.put("DisableKeyRotation", () -> kms.disableKeyRotation(request -> request.keyId(key)));
        acts.put("RotateKeyOnDemand", () -> kms.rotateKeyOnDemand(request -> request.keyId(key)));
        acts.put(
                "CreateGrant",
                () -> kms.createGrant(request -> request.keyId(key)
                        .granteePrincipal("arn:aws:iam::" + TestServer.ACCOUNT + ":root")
                        .operations(GrantOperation.DECRYPT)));
        acts.put("DeleteImportedKeyMaterial", () -> kms.deleteImportedKeyMaterial(request -> request.keyId(key)));
        KeyMetadata before = describe(kms, key);
        acts.forEach((name, act) -> assertCode(act, "AccessDeniedException"));
        assertThat(describe(kms, key)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alias/aws/s3", "alias/aws/mine", "alias/AWS/s3", "alias/Aws/x"})
    void the_names_are_reserved(String name) {
        String text = "The alias name for a customer managed CMK cannot begin with alias/aws/.";
        String key = "12345678-1234-1234-1234-123456789012";
        for (Runnable act : List.<Runnable>of(
                () -> kms.createAlias(request -> request.aliasName(name).targetKeyId(key)),
                () -> kms.updateAlias(request -> request.aliasName(name).targetKeyId(key)),
                () -> kms.deleteAlias(request -> request.aliasName(name)))) {
            assertThatThrownBy(act::run).hasMessageContaining(text);
            assertCode(act, "NotAuthorizedException");
        }
    }

    @Test
    void a_service_that_trent_does_not_know_has_no_key() {
        assertThatThrownBy(() -> describe(kms, "alias/aws/nothing")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> describe(kms, "alias/aws/S3")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void whoever_may_not_look_at_it_makes_no_key() {
        TestServer.UserKey user = server.user(TestServer.ACCOUNT, "onlooker", null);
        try (KmsClient stranger = server.client(user.accessKeyId(), user.secret(), "eu-south-1");
                KmsClient there = in("eu-south-1")) {
            assertCode(() -> describe(stranger, "alias/aws/s3"), "AccessDeniedException");
            assertThat(there.listKeys().keys()).isEmpty();
        }
        try (KmsClient other = server.client("444455556666", "eu-south-1")) {
            assertCode(
                    () -> describe(other, "arn:aws:kms:eu-south-1:" + TestServer.ACCOUNT + ":alias/aws/s3"),
                    "AccessDeniedException");
        }
        try (KmsClient there = in("eu-south-1")) {
            assertThat(there.listKeys().keys()).isEmpty();
        }
    }

    @Test
    void it_is_free_of_the_quota_of_keys() {
        try (KmsClient there = in("us-east-1")) {
            describe(there, "alias/aws/s3");
            describe(there, "alias/aws/ssm");
            there.createKey();
            describe(there, "alias/aws/rds");
            assertCode(there::createKey, "LimitExceededException");
        }
    }

    @Test
    void accounts_and_regions_have_keys_of_their_own() {
        Set<String> ids = new HashSet<>();
        for (String account : List.of(TestServer.ACCOUNT, "444455556666")) {
            for (String region : List.of("us-east-2", "us-west-1")) {
                try (KmsClient client = server.client(account, region)) {
                    ids.add(describe(client, "alias/aws/lambda").keyId());
                    ids.add(describe(client, "alias/aws/sns").keyId());
                }
            }
        }
        assertThat(ids).hasSize(8);
    }

    @Test
    void first_uses_at_the_same_time_make_one_key() throws InterruptedException {
        try (KmsClient there = in("ca-central-1")) {
            int uses = 8;
            CountDownLatch ready = new CountDownLatch(uses);
            Set<KeyMetadata> seen = ConcurrentHashMap.newKeySet();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < uses; i++) {
                threads.add(Thread.startVirtualThread(() -> {
                    ready.countDown();
                    try {
                        ready.await();
                    } catch (InterruptedException impossible) {
                        throw new AssertionError(impossible);
                    }
                    seen.add(describe(there, "alias/aws/dynamodb"));
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(seen).hasSize(1);
            assertThat(there.listKeys().keys()).hasSize(1);
            assertThat(clock.events(folder, "CreateKey", seen.iterator().next().arn()))
                    .isEqualTo(1);
        }
    }

    @Test
    void a_restart_keeps_it(@TempDir Path data) {
        KeyMetadata before;
        try (TestServer first = TestServer.start(data);
                KmsClient client = first.client(TestServer.ACCOUNT, TestServer.REGION)) {
            before = describe(client, "alias/aws/backup");
        }
        try (TestServer second = TestServer.start(data);
                KmsClient client = second.client(TestServer.ACCOUNT, TestServer.REGION)) {
            assertThat(describe(client, "alias/aws/backup")).isEqualTo(before);
        }
    }
}
