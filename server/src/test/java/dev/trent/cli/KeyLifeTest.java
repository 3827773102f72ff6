package dev.trent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AlreadyExistsException;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.kms.model.IncludeKeyMaterial;
import software.amazon.awssdk.services.kms.model.KeyMaterialState;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kms.model.LimitExceededException;
import software.amazon.awssdk.services.kms.model.MultiRegionConfiguration;
import software.amazon.awssdk.services.kms.model.MultiRegionKey;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.kms.model.ReplicateKeyResponse;
import software.amazon.awssdk.services.kms.model.RotationType;
import software.amazon.awssdk.services.kms.model.RotationsListEntry;
import software.amazon.awssdk.services.kms.model.UnsupportedOperationException;

/// The life of keys over years, with a clock that the test moves: rotation, deletion, and multi-Region sets.
class KeyLifeTest {
    private static final String HERE = TestServer.REGION;
    private static final String THERE = "us-west-2";
    private static final SdkBytes PLAINTEXT = SdkBytes.fromUtf8String("a year is a second");

    @TempDir
    private static Path folder;

    private static TestServer server;
    private static KmsClient kms;
    private static KmsClient there;
    private static MovedClock clock;

    @BeforeAll
    static void start() {
        server = TestServer.start(folder);
        kms = server.client(TestServer.ACCOUNT, HERE);
        clock = new MovedClock(server.uri());
        there = server.client(TestServer.ACCOUNT, THERE);
    }

    @AfterAll
    static void stop() {
        there.close();
        kms.close();
        server.close();
    }

    private static void advance(String by) {
        clock.advance(by);
    }

    private static KeyMetadata create() {
        return create(CreateKeyRequest.builder().build());
    }

    private static KeyMetadata create(CreateKeyRequest request) {
        return kms.createKey(request).keyMetadata();
    }

    private static KeyMetadata multiRegion() {
        return create(CreateKeyRequest.builder().multiRegion(true).build());
    }

    private static KeyMetadata describe(KmsClient client, String key) {
        return client.describeKey(request -> request.keyId(key)).keyMetadata();
    }

    private static SdkBytes encrypt(KmsClient client, String key) {
        return client.encrypt(request -> request.keyId(key).plaintext(PLAINTEXT))
                .ciphertextBlob();
    }

    private static void opens(KmsClient client, SdkBytes ciphertext) {
        assertThat(client.decrypt(request -> request.ciphertextBlob(ciphertext)).plaintext())
                .isEqualTo(PLAINTEXT);
    }

    private static List<RotationsListEntry> rotations(KmsClient client, String key, IncludeKeyMaterial what) {
        return client
                .listKeyRotationsPaginator(
                        request -> request.keyId(key).includeKeyMaterial(what).limit(2))
                .rotations()
                .stream()
                .toList();
    }

    private static GetKeyRotationStatusResponse status(String key) {
        return kms.getKeyRotationStatus(request -> request.keyId(key));
    }

    private static long events(String name, String key) {
        return clock.events(folder, name, key);
    }

    @Test
    void a_key_rotates_when_its_date_comes_and_every_former_ciphertext_opens() {
        String key = create().keyId();
        assertThat(status(key).keyRotationEnabled()).isFalse();
        assertThat(status(key).rotationPeriodInDays()).isNull();
        kms.enableKeyRotation(request -> request.keyId(key).rotationPeriodInDays(90));
        Instant due = status(key).nextRotationDate();

        List<SdkBytes> ciphertexts = new ArrayList<>();
        List<String> materials = new ArrayList<>();
        for (int year = 0; year < 3; year++) {
            ciphertexts.add(encrypt(kms, key));
            materials.add(describe(kms, key).currentKeyMaterialId());
            advance("P90D");
        }

        assertThat(materials).doesNotHaveDuplicates();
        ciphertexts.forEach(ciphertext -> opens(kms, ciphertext));
        for (int i = 0; i < 3; i++) {
            SdkBytes ciphertext = ciphertexts.get(i);
            assertThat(kms.decrypt(request -> request.ciphertextBlob(ciphertext))
                            .keyMaterialId())
                    .isEqualTo(materials.get(i));
        }
        List<RotationsListEntry> rotations = rotations(kms, key, IncludeKeyMaterial.ROTATIONS_ONLY);
        assertThat(rotations).extracting(RotationsListEntry::rotationType).containsOnly(RotationType.AUTOMATIC);
        assertThat(rotations).hasSize(3);
        assertThat(rotations.getLast().keyMaterialState()).isEqualTo(KeyMaterialState.CURRENT);
        assertThat(rotations.getLast().keyMaterialId())
                .isEqualTo(describe(kms, key).currentKeyMaterialId());
        List<RotationsListEntry> all = rotations(kms, key, IncludeKeyMaterial.ALL_KEY_MATERIAL);
        assertThat(all).hasSize(4);
        assertThat(all.getFirst().rotationDate()).isNull();
        assertThat(all.getFirst().keyMaterialId()).isEqualTo(materials.getFirst());
        assertThat(status(key).nextRotationDate()).isEqualTo(due.plus(Duration.ofDays(270)));
        assertThat(events("RotateKey", key)).isEqualTo(3);
    }

    @Test
    void a_key_that_several_dates_have_passed_over_rotates_once_and_keeps_its_schedule() {
        String key = create().keyId();
        kms.enableKeyRotation(request -> request.keyId(key).rotationPeriodInDays(100));
        Instant due = status(key).nextRotationDate();
        advance("P350D");
        assertThat(rotations(kms, key, IncludeKeyMaterial.ROTATIONS_ONLY)).hasSize(1);
        assertThat(status(key).nextRotationDate()).isEqualTo(due.plus(Duration.ofDays(300)));
    }

    @Test
    void a_disabled_key_rotates_when_it_is_enabled_again() {
        String key = create().keyId();
        kms.enableKeyRotation(request -> request.keyId(key));
        kms.disableKey(request -> request.keyId(key));
        assertThatThrownBy(() -> kms.disableKeyRotation(request -> request.keyId(key)))
                .isInstanceOf(DisabledException.class);
        advance("P366D");
        assertThat(rotations(kms, key, IncludeKeyMaterial.ROTATIONS_ONLY)).isEmpty();
        kms.enableKey(request -> request.keyId(key));
        advance("PT1S");
        assertThat(rotations(kms, key, IncludeKeyMaterial.ROTATIONS_ONLY)).hasSize(1);
    }

    @Test
    void a_key_rotates_no_more_when_that_is_switched_off_or_its_deletion_is_pending() {
        String off = create().keyId();
        String leaving = create().keyId();
        for (String key : List.of(off, leaving)) {
            kms.enableKeyRotation(request -> request.keyId(key).rotationPeriodInDays(90));
        }
        kms.disableKeyRotation(request -> request.keyId(off));
        kms.scheduleKeyDeletion(request -> request.keyId(leaving).pendingWindowInDays(30));
        assertThat(status(off).keyRotationEnabled()).isFalse();
        assertThat(status(leaving).keyRotationEnabled()).isFalse();
        kms.cancelKeyDeletion(request -> request.keyId(leaving));
        assertThat(status(leaving).keyRotationEnabled()).isTrue();
        advance("P100D");
        assertThat(rotations(kms, off, IncludeKeyMaterial.ROTATIONS_ONLY)).isEmpty();
        assertThat(rotations(kms, leaving, IncludeKeyMaterial.ROTATIONS_ONLY)).isEmpty();
    }

    @Test
    void rotations_on_demand_are_limited_and_do_not_move_the_schedule() {
        String key = create().keyId();
        kms.enableKeyRotation(request -> request.keyId(key));
        Instant due = status(key).nextRotationDate();
        SdkBytes first = encrypt(kms, key);
        for (int i = 0; i < 25; i++) {
            kms.rotateKeyOnDemand(request -> request.keyId(key));
        }
        assertThatThrownBy(() -> kms.rotateKeyOnDemand(request -> request.keyId(key)))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("The on-demand rotations limit has been reached for the given keyId. No more"
                        + " on-demand rotations can be performed for this key: arn:aws:kms:");
        assertThat(rotations(kms, key, IncludeKeyMaterial.ROTATIONS_ONLY))
                .hasSize(25)
                .extracting(RotationsListEntry::rotationType)
                .containsOnly(RotationType.ON_DEMAND);
        assertThat(status(key).nextRotationDate()).isEqualTo(due);
        opens(kms, first);
    }

    @Test
    void rotations_at_the_same_time_do_not_exceed_the_limit_together() throws Exception {
        String key = create().keyId();
        List<Future<Boolean>> rotations = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 40; i++) {
                rotations.add(callers.submit(() -> rotates(key)));
            }
        }
        long done = 0;
        for (Future<Boolean> rotation : rotations) {
            done += rotation.get() ? 1 : 0;
        }
        assertThat(done).isEqualTo(25);
        assertThat(rotations(kms, key, IncludeKeyMaterial.ROTATIONS_ONLY)).hasSize(25);
    }

    private static boolean rotates(String key) {
        try {
            kms.rotateKeyOnDemand(request -> request.keyId(key));
            return true;
        } catch (LimitExceededException full) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({"ECC_NIST_P256, SIGN_VERIFY", "HMAC_256, GENERATE_VERIFY_MAC"})
    void a_key_whose_material_never_changes_does_not_rotate(String spec, String usage) {
        String key = create(
                        CreateKeyRequest.builder().keySpec(spec).keyUsage(usage).build())
                .keyId();
        for (Runnable rotating : List.<Runnable>of(
                () -> kms.enableKeyRotation(request -> request.keyId(key)),
                () -> kms.disableKeyRotation(request -> request.keyId(key)),
                () -> kms.rotateKeyOnDemand(request -> request.keyId(key)),
                () -> kms.listKeyRotations(request -> request.keyId(key)))) {
            assertThatThrownBy(rotating::run).isInstanceOf(UnsupportedOperationException.class);
        }
        assertThat(status(key).keyRotationEnabled()).isFalse();
    }

    @Test
    void a_key_is_gone_with_all_that_belongs_to_it_when_its_waiting_period_ends() {
        String key = create().keyId();
        kms.createAlias(request -> request.aliasName("alias/leaving").targetKeyId(key));
        kms.createGrant(request -> request.keyId(key)
                .granteePrincipal("arn:aws:iam::" + TestServer.ACCOUNT + ":root")
                .operationsWithStrings("Decrypt"));
        SdkBytes ciphertext = encrypt(kms, key);
        kms.scheduleKeyDeletion(request -> request.keyId(key).pendingWindowInDays(7));
        advance("P6DT23H");
        assertThat(describe(kms, key).keyState()).isEqualTo(KeyState.PENDING_DELETION);

        advance("PT2H");

        assertThatThrownBy(() -> describe(kms, key)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> describe(kms, "alias/leaving")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> kms.cancelKeyDeletion(request -> request.keyId(key)))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> opens(kms, ciphertext))
                .isInstanceOfSatisfying(
                        KmsException.class,
                        denied ->
                                assertThat(denied.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"));
        assertThat(events("DeleteKey", key)).isEqualTo(1);
        String next = create().keyId();
        kms.createAlias(request -> request.aliasName("alias/leaving").targetKeyId(next));
        assertThat(describe(kms, "alias/leaving").keyId()).isEqualTo(next);
    }

    @Test
    void a_key_whose_deletion_was_cancelled_stays() {
        String key = create().keyId();
        kms.scheduleKeyDeletion(request -> request.keyId(key).pendingWindowInDays(7));
        kms.cancelKeyDeletion(request -> request.keyId(key));
        advance("P8D");
        assertThat(describe(kms, key).keyState()).isEqualTo(KeyState.DISABLED);
        assertThat(events("DeleteKey", key)).isZero();
    }

    @Test
    void a_replica_opens_what_its_primary_key_has_sealed_and_the_other_way_round() {
        KeyMetadata primary = multiRegion();
        assertThat(primary.keyId()).matches("mrk-[0-9a-f]{32}");
        assertThat(primary.multiRegionConfiguration().replicaKeys()).isEmpty();
        SdkBytes before = encrypt(kms, primary.keyId());
        assertThatThrownBy(() -> describe(there, primary.keyId())).isInstanceOf(NotFoundException.class);

        ReplicateKeyResponse made = kms.replicateKey(
                request -> request.keyId(primary.keyId()).replicaRegion(THERE).description("over there"));
        assertThat(made.replicaKeyMetadata().keyState()).isEqualTo(KeyState.CREATING);
        assertThat(made.replicaKeyMetadata().enabled()).isFalse();
        assertThat(made.hasReplicaTags()).isFalse();

        KeyMetadata replica = describe(there, primary.keyId());
        assertThat(replica.keyState()).isEqualTo(KeyState.ENABLED);
        assertThat(replica.description()).isEqualTo("over there");
        assertThat(replica.currentKeyMaterialId()).isEqualTo(primary.currentKeyMaterialId());
        MultiRegionConfiguration set = replica.multiRegionConfiguration();
        assertThat(set.multiRegionKeyTypeAsString()).isEqualTo("REPLICA");
        assertThat(set.primaryKey().arn()).isEqualTo(primary.arn());
        assertThat(set.replicaKeys()).extracting(MultiRegionKey::region).containsExactly(THERE);
        opens(there, before);
        opens(kms, encrypt(there, primary.keyId()));
        assertThat(events("CreateKey", "us-west-2:" + TestServer.ACCOUNT + ":key/" + primary.keyId()))
                .isEqualTo(1);
        assertThatThrownBy(() -> kms.replicateKey(
                        request -> request.keyId(primary.keyId()).replicaRegion(THERE)))
                .isInstanceOf(AlreadyExistsException.class);
    }

    @Test
    void the_primary_key_rotates_for_its_set() {
        String key = multiRegion().keyId();
        kms.replicateKey(request -> request.keyId(key).replicaRegion(THERE));
        kms.enableKeyRotation(request -> request.keyId(key).rotationPeriodInDays(90));
        assertThat(there.getKeyRotationStatus(request -> request.keyId(key)).rotationPeriodInDays())
                .isEqualTo(90);
        assertThatThrownBy(() -> there.disableKeyRotation(request -> request.keyId(key)))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> there.rotateKeyOnDemand(request -> request.keyId(key)))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining(" is not a multi-region primary key.");
        SdkBytes before = encrypt(there, key);
        advance("P91D");
        SdkBytes after = encrypt(there, key);
        kms.rotateKeyOnDemand(request -> request.keyId(key));
        for (KmsClient client : List.of(kms, there)) {
            opens(client, before);
            opens(client, after);
            assertThat(rotations(client, key, IncludeKeyMaterial.ROTATIONS_ONLY))
                    .hasSize(2);
        }
        assertThat(describe(there, key).currentKeyMaterialId())
                .isEqualTo(describe(kms, key).currentKeyMaterialId());
        kms.replicateKey(request -> request.keyId(key).replicaRegion("eu-west-1"));
        try (KmsClient third = server.client(TestServer.ACCOUNT, "eu-west-1")) {
            opens(third, before);
        }
    }

    @Test
    void a_disabled_replica_gets_the_material_of_a_rotation_on_demand() {
        String key = multiRegion().keyId();
        kms.replicateKey(request -> request.keyId(key).replicaRegion(THERE));
        there.disableKey(request -> request.keyId(key));
        kms.rotateKeyOnDemand(request -> request.keyId(key));
        SdkBytes after = encrypt(kms, key);
        there.enableKey(request -> request.keyId(key));
        opens(there, after);
    }

    @Test
    void a_replica_becomes_the_primary_key() {
        String key = multiRegion().keyId();
        kms.replicateKey(request -> request.keyId(key).replicaRegion(THERE));
        kms.enableKeyRotation(request -> request.keyId(key).rotationPeriodInDays(90));
        assertThatThrownBy(() ->
                        kms.updatePrimaryRegion(request -> request.keyId(key).primaryRegion("eu-west-1")))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() ->
                        there.updatePrimaryRegion(request -> request.keyId(key).primaryRegion(HERE)))
                .isInstanceOf(UnsupportedOperationException.class);

        kms.updatePrimaryRegion(request -> request.keyId(key).primaryRegion(THERE));

        assertThat(describe(kms, key).multiRegionConfiguration().multiRegionKeyTypeAsString())
                .isEqualTo("REPLICA");
        assertThat(describe(there, key).multiRegionConfiguration().multiRegionKeyTypeAsString())
                .isEqualTo("PRIMARY");
        assertThat(events("UpdatePrimaryRegion", key)).isGreaterThanOrEqualTo(2);
        advance("P91D");
        assertThat(rotations(kms, key, IncludeKeyMaterial.ROTATIONS_ONLY)).hasSize(1);
        assertThat(events("RotateKey", key)).isEqualTo(1);
    }

    @Test
    void a_primary_key_waits_for_the_end_of_its_replicas() {
        String key = multiRegion().keyId();
        kms.replicateKey(request -> request.keyId(key).replicaRegion(THERE));
        var scheduled = kms.scheduleKeyDeletion(request -> request.keyId(key).pendingWindowInDays(10));
        assertThat(scheduled.keyState()).isEqualTo(KeyState.PENDING_REPLICA_DELETION);
        assertThat(scheduled.deletionDate()).isNull();
        assertThat(describe(kms, key).pendingDeletionWindowInDays()).isEqualTo(10);
        assertThatThrownBy(() -> encrypt(kms, key))
                .isInstanceOf(KmsInvalidStateException.class)
                .hasMessageContaining(" is pending replica deletion.");
        advance("P40D");
        assertThat(describe(kms, key).keyState()).isEqualTo(KeyState.PENDING_REPLICA_DELETION);

        there.scheduleKeyDeletion(request -> request.keyId(key).pendingWindowInDays(7));
        advance("P8D");

        assertThatThrownBy(() -> describe(there, key)).isInstanceOf(NotFoundException.class);
        assertThat(describe(kms, key).keyState()).isEqualTo(KeyState.PENDING_DELETION);
        assertThat(describe(kms, key).deletionDate()).isNotNull();
        advance("P11D");
        assertThatThrownBy(() -> describe(kms, key)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void only_a_primary_key_of_several_regions_has_replicas() {
        String single = create().keyId();
        assertThatThrownBy(
                        () -> kms.replicateKey(request -> request.keyId(single).replicaRegion(THERE)))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining(":key/" + single + " is not a multi-region primary key.");
        String key = multiRegion().keyId();
        kms.replicateKey(request -> request.keyId(key).replicaRegion(THERE));
        assertThatThrownBy(
                        () -> there.replicateKey(request -> request.keyId(key).replicaRegion("eu-west-1")))
                .isInstanceOf(UnsupportedOperationException.class);
        for (String region : List.of(HERE, "cn-north-1", "us-gov-west-1")) {
            assertThatThrownBy(
                            () -> kms.replicateKey(request -> request.keyId(key).replicaRegion(region)))
                    .isInstanceOfSatisfying(
                            KmsException.class,
                            refusal -> assertThat(refusal.awsErrorDetails().errorCode())
                                    .isEqualTo("ValidationException"));
        }
    }
}
