package dev.trent.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.aws.Secret;
import dev.trent.crypto.Engine;
import dev.trent.keys.Key;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SymmetricKeyTest {
    private static final long SEED = Long.getLong("seed", 20261124L);

    private static VaultFixture fixture;
    private static Vault vault;
    private static Key key;
    private static Key other;

    @BeforeAll
    static void open(@TempDir Path folder) {
        fixture = new VaultFixture(folder, Engine.fastest(), new byte[32]);
        vault = fixture.vault(100_000);
        key = fixture.create(vault, "1234abcd-12ab-34cd-56ef-1234567890ab");
        other = fixture.create(vault, "1234abcd-12ab-34cd-56ef-1234567890ac");
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    private static byte[] encrypt(Key with, String plaintext, Map<String, String> context) {
        try (Secret secret = Secret.owning(plaintext.getBytes(StandardCharsets.UTF_8))) {
            return fixture.encrypting(vault, with)
                    .encrypt(secret, EncryptionContext.of(context))
                    .bytes();
        }
    }

    private static String decrypt(Key with, byte[] blob, Map<String, String> context) {
        EncryptionKey.Decrypted decrypted =
                fixture.decrypting(vault, with).decrypt(CiphertextBlob.parse(blob), EncryptionContext.of(context));
        try (Secret plaintext = decrypted.plaintext()) {
            return new String(plaintext.exposed(), StandardCharsets.UTF_8);
        }
    }

    private static void assertDamaged(Runnable attempt, String what) {
        Throwable refusal = catchThrowable(attempt::run);
        assertThat(refusal).as(what).isInstanceOf(AwsException.class).hasMessage(null);
        assertThat(((AwsException) refusal).error()).as(what).isEqualTo(AwsError.INVALID_CIPHERTEXT);
    }

    @Test
    void what_was_encrypted_is_decrypted() {
        Random random = new Random(SEED);
        for (int i = 0; i < 300; i++) {
            Map<String, String> context = new HashMap<>();
            for (int pairs = random.nextInt(4); pairs > 0; pairs--) {
                context.put("k" + random.nextInt(9), "v" + random.nextInt());
            }
            String plaintext = "p".repeat(1 + random.nextInt(4096));
            byte[] blob = encrypt(key, plaintext, context);
            assertThat(blob).as("seed " + SEED).hasSize(plaintext.length() + CiphertextBlob.OVERHEAD_BYTES);
            assertThat(decrypt(key, blob, context)).as("seed " + SEED).isEqualTo(plaintext);
        }
    }

    @Test
    void equal_plaintexts_never_give_equal_blobs() {
        Set<String> nonces = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            byte[] blob = encrypt(key, "same", Map.of());
            assertThat(nonces.add(Arrays.toString(Arrays.copyOfRange(blob, 50, 78))))
                    .isTrue();
        }
    }

    @Test
    void every_flipped_bit_is_refused_alike() {
        byte[] blob = encrypt(key, "hello", Map.of("a", "b"));
        for (int bit = 0; bit < 8 * blob.length; bit++) {
            byte[] flipped = blob.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertDamaged(() -> decrypt(key, flipped, Map.of("a", "b")), "bit " + bit);
        }
    }

    @Test
    void every_flipped_bit_under_a_right_checksum_is_refused_alike() {
        byte[] blob = encrypt(key, "hello", Map.of());
        for (int bit = 0; bit < 8 * (blob.length - 4); bit++) {
            byte[] flipped = blob.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            byte[] sealed = withChecksum(flipped);
            assertDamaged(() -> decrypt(key, sealed, Map.of()), "bit " + bit);
        }
    }

    private static byte[] withChecksum(byte[] blob) {
        CRC32C crc = new CRC32C();
        crc.update(blob, 0, blob.length - 4);
        ByteBuffer.wrap(blob).putInt(blob.length - 4, (int) crc.getValue());
        return blob;
    }

    @Test
    void every_truncation_and_every_extension_is_refused_alike() {
        byte[] blob = encrypt(key, "hello", Map.of());
        for (int length = 0; length < blob.length; length++) {
            byte[] cut = Arrays.copyOf(blob, length);
            byte[] beheaded = Arrays.copyOfRange(blob, blob.length - length, blob.length);
            assertDamaged(() -> decrypt(key, cut, Map.of()), "cut to " + length);
            assertDamaged(() -> decrypt(key, beheaded, Map.of()), "beheaded to " + length);
        }
        byte[] longer = Arrays.copyOf(blob, blob.length + 1);
        assertDamaged(() -> decrypt(key, longer, Map.of()), "extended");
    }

    @Test
    void another_context_is_refused() {
        byte[] blob = encrypt(key, "hello", Map.of("a", "b"));
        assertDamaged(() -> decrypt(key, blob, Map.of()), "none");
        assertDamaged(() -> decrypt(key, blob, Map.of("a", "B")), "another value");
        assertDamaged(() -> decrypt(key, blob, Map.of("A", "b")), "another key");
        assertDamaged(() -> decrypt(key, blob, Map.of("a", "b", "c", "d")), "one more");
        assertThat(decrypt(key, blob, Map.of("a", "b"))).isEqualTo("hello");
    }

    @Test
    void another_keys_blob_is_refused() {
        byte[] blob = encrypt(key, "hello", Map.of());
        assertDamaged(() -> decrypt(other, blob, Map.of()), "another key");
    }

    @Test
    void garbage_is_refused_alike() {
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            byte[] garbage = new byte[random.nextInt(200)];
            random.nextBytes(garbage);
            if (random.nextBoolean() && garbage.length > 4) {
                garbage[0] = 1;
                garbage[1] = (byte) random.nextInt(2);
                withChecksum(garbage);
            }
            assertDamaged(() -> decrypt(key, garbage, Map.of()), "seed " + SEED);
        }
    }

    @Test
    void a_context_that_is_too_long_is_refused() {
        assertThatThrownBy(() -> EncryptionContext.of(Map.of("a", "b".repeat(8192))))
                .hasMessage("The encryption context is 8193 bytes long; at most 8192 bytes are allowed.");
    }

    @Test
    void no_two_contexts_look_alike() {
        Random random = new Random(SEED);
        Map<String, Map<String, String>> seen = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            Map<String, String> context = new HashMap<>();
            for (int pairs = random.nextInt(3); pairs > 0; pairs--) {
                context.put(word(random), word(random));
            }
            String canonical = Arrays.toString(EncryptionContext.of(context).canonical());
            Map<String, String> before = seen.putIfAbsent(canonical, context);
            assertThat(before == null || before.equals(context))
                    .as("seed " + SEED)
                    .isTrue();
        }
    }

    private static String word(Random random) {
        return "ab\0\1".substring(random.nextInt(4)).repeat(random.nextInt(3));
    }

    /// Many threads use more keys than the memory can hold: materials are zeroed all the time while others copy
    /// them.
    @Test
    void material_that_is_zeroed_meanwhile_is_never_used() throws InterruptedException {
        UnsealedMaterials tiny = fixture.unsealed(6_000);
        UnsealedMaterials roomy = fixture.unsealed(100_000);
        List<Key> keys = IntStream.range(0, 20)
                .mapToObj(i -> fixture.create(vault, "1234abcd-12ab-34cd-56ef-0000000000%02d".formatted(i)))
                .toList();
        AtomicInteger failures = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(4);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int thread = 0; thread < 4; thread++) {
                threads.execute(() -> {
                    try {
                        for (int i = 0; i < 500; i++) {
                            Key mine = keys.get(i % keys.size());
                            byte[] material = tiny.copy(mine, Objects.requireNonNull(mine.currentMaterialId()));
                            byte[] again = roomy.copy(mine, Objects.requireNonNull(mine.currentMaterialId()));
                            if (!Arrays.equals(material, again)) {
                                failures.incrementAndGet();
                            }
                        }
                    } finally {
                        done.countDown();
                    }
                });
            }
            assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(failures).hasValue(0);
    }
}
