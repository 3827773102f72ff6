package dev.trent.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.access.Permit;
import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import dev.trent.crypto.Engine;
import dev.trent.keys.Key;
import dev.trent.keys.KeySpec;
import dev.trent.keys.KeyUsage;
import dev.trent.keys.MacAlgorithm;
import dev.trent.keys.MessageType;
import dev.trent.keys.SigningAlgorithm;
import dev.trent.memory.Memory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The material of a disabled key leaves memory, and an older permit does not bring it back.
class ForgettingTest {
    private static final String KEY_ID = "1234abcd-12ab-34cd-56ef-1234567890ab";

    private VaultFixture fixture;
    private Vault vault;

    @BeforeEach
    void open(@TempDir Path folder) {
        fixture = new VaultFixture(folder, Engine.fastest(), new byte[32]);
        vault = fixture.vault(1 << 20);
    }

    @AfterEach
    void close() {
        vault.close();
        fixture.close();
    }

    @Test
    void a_permit_from_before_signs_no_more_once_the_key_is_forgotten() {
        Key key = fixture.create(vault, KEY_ID, KeySpec.ECC_NIST_P256, KeyUsage.SIGN_VERIFY);
        Permit permit = fixture.permit("Sign", key);
        assertThat(sign(permit).length()).isBetween(68, 72);
        fixture.disable(key);
        assertThatThrownBy(() -> sign(permit)).satisfies(ForgettingTest::isDisabled);
    }

    @Test
    void a_permit_from_before_authenticates_no_more_once_the_key_is_forgotten() {
        Key key = fixture.create(vault, KEY_ID, KeySpec.HMAC_512, KeyUsage.GENERATE_VERIFY_MAC);
        MacKey mac = vault.mac(fixture.permit("GenerateMac", key), "GenerateMac", MacAlgorithm.HMAC_SHA_512);
        assertThat(mac.generate(message()).length()).isEqualTo(64);
        fixture.disable(key);
        assertThatThrownBy(() -> mac.generate(message())).satisfies(ForgettingTest::isDisabled);
    }

    /// Threads use the key with one permit while it is disabled: each use that starts after that is refused.
    @Test
    void nobody_brings_a_key_back_that_is_being_forgotten() throws InterruptedException {
        for (int round = 0; round < 50; round++) {
            String keyId = KEY_ID.substring(0, 34) + String.format("%02x", round);
            Key key = fixture.create(vault, keyId, KeySpec.HMAC_256, KeyUsage.GENERATE_VERIFY_MAC);
            MacKey mac = vault.mac(fixture.permit("GenerateMac", key), "GenerateMac", MacAlgorithm.HMAC_SHA_256);
            AtomicBoolean forgotten = new AtomicBoolean();
            AtomicInteger brought = new AtomicInteger();
            CountDownLatch begun = new CountDownLatch(2);
            try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
                for (int thread = 0; thread < 2; thread++) {
                    threads.execute(() -> {
                        begun.countDown();
                        for (int after = 0; after < 20; ) {
                            boolean late = forgotten.get();
                            after += late ? 1 : 0;
                            try {
                                mac.generate(message());
                                brought.addAndGet(late ? 1 : 0);
                            } catch (AwsException refusal) {
                                isDisabled(refusal);
                            }
                        }
                    });
                }
                begun.await();
                fixture.disable(key);
                forgotten.set(true);
            }
            assertThat(brought).hasValue(0);
        }
    }

    @Test
    void a_changed_key_without_material_in_memory_is_not_read() {
        Memory memory = fixture.memory();
        fixture.create(vault, KEY_ID, KeySpec.HMAC_256, KeyUsage.GENERATE_VERIFY_MAC);
        long before = memory.taken();
        for (int i = 10; i < 30; i++) {
            Key key =
                    fixture.create(vault, KEY_ID.substring(0, 34) + i, KeySpec.HMAC_256, KeyUsage.GENERATE_VERIFY_MAC);
            fixture.disable(key);
        }
        assertThat(memory.taken()).isEqualTo(before);
    }

    @Test
    void the_material_comes_with_its_key_in_one_query() {
        Key key = fixture.create(vault, KEY_ID, KeySpec.HMAC_256, KeyUsage.GENERATE_VERIFY_MAC);
        MacKey mac = vault.mac(fixture.permit("GenerateMac", key), "GenerateMac", MacAlgorithm.HMAC_SHA_256);
        var _ = fixture.store.write(tx -> tx.run("DELETE FROM key_material"));
        assertThat(mac.generate(message()).length()).isEqualTo(32);
    }

    private Blob sign(Permit permit) {
        try (Secret message = message()) {
            return vault.signing(permit, "Sign", SigningAlgorithm.ECDSA_SHA_256, MessageType.RAW, message)
                    .sign(message);
        }
    }

    private static Secret message() {
        return Secret.owning("message".getBytes(StandardCharsets.UTF_8));
    }

    private static void isDisabled(Throwable refusal) {
        assertThat(((AwsException) refusal).error()).isEqualTo(AwsError.DISABLED);
    }
}
