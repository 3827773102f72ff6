package dev.trent.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.aws.Secret;
import dev.trent.crypto.Engine;
import dev.trent.crypto.Hash;
import dev.trent.crypto.Pkcs1PublicKey;
import dev.trent.crypto.Rsa;
import dev.trent.seal.Seal;
import dev.trent.seal.WrongRootKeyException;
import dev.trent.store.Engines;
import dev.trent.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.spec.InvalidKeySpecException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The keys that sign digests.
class DigestKeysTest {
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    private static final byte[] TEXT = "signed".getBytes(StandardCharsets.UTF_8);

    private final Engine engine = Engine.fastest();
    private final Seal seal = new Seal(Secret.owning(new byte[32]), engine);
    private Store store;
    private DigestKeys keys;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("trent.db");
        Engines.migratedFile(file);
        store = Store.open("jdbc:sqlite:" + file);
        keys = new DigestKeys(store, seal, engine);
    }

    @AfterEach
    void close() {
        store.close();
        seal.close();
    }

    @Test
    void each_region_has_a_key_that_stays_for_a_year() {
        DigestKeys.PublicKey first = keys.of("eu-central-1", NOON);
        assertThat(keys.of("eu-central-1", NOON.plus(Duration.ofDays(364))).fingerprint())
                .isEqualTo(first.fingerprint());
        assertThat(keys.of("us-west-2", NOON).fingerprint()).isNotEqualTo(first.fingerprint());
        DigestKeys.PublicKey second = keys.of("eu-central-1", NOON.plus(Duration.ofDays(365)));
        assertThat(second.fingerprint()).isNotEqualTo(first.fingerprint());

        assertThat(keys.list("eu-central-1", NOON, NOON))
                .extracting("fingerprint")
                .containsExactly(first.fingerprint());
        assertThat(keys.list("eu-central-1", NOON, NOON.plus(Duration.ofDays(1000))))
                .extracting("fingerprint")
                .containsExactly(first.fingerprint(), second.fingerprint());
    }

    @Test
    void another_process_signs_with_the_same_key() throws InvalidKeySpecException {
        DigestKeys.PublicKey made = keys.of("eu-central-1", NOON);
        DigestKeys other = new DigestKeys(store, seal, engine);
        assertThat(HexFormat.of().formatHex(other.sign("eu-central-1", NOON, TEXT)))
                .isEqualTo(HexFormat.of().formatHex(keys.sign("eu-central-1", NOON, TEXT)));

        Rsa rsa = new Rsa(engine, 2048);
        assertThat(rsa.pkcs1(Hash.SHA_256)
                        .hashing(Hash.SHA_256)
                        .verify(
                                rsa.publicKey(Pkcs1PublicKey.subjectPublicKeyInfo(made.value())),
                                TEXT,
                                other.sign("eu-central-1", NOON, TEXT)))
                .isTrue();
    }

    @Test
    void a_key_is_opened_once_for_its_public_half() {
        DigestKeys.PublicKey first = keys.of("eu-central-1", NOON);
        DigestKeys other = new DigestKeys(store, seal, engine);
        assertThat(other.all()).extracting("fingerprint").containsExactly(first.fingerprint());
        store.write(tx -> tx.run("UPDATE trail_key SET wrapped = x'00'"));
        DigestKeys.PublicKey second = other.of("us-west-2", NOON);
        assertThat(other.all())
                .extracting("fingerprint")
                .containsExactlyInAnyOrder(first.fingerprint(), second.fingerprint());
    }

    @Test
    void a_key_cannot_be_moved_to_another_region_or_time() {
        var _ = keys.of("eu-central-1", NOON);
        store.write(tx -> tx.run("UPDATE trail_key SET region = 'us-west-2'"));
        assertThatThrownBy(() -> new DigestKeys(store, seal, engine).of("us-west-2", NOON))
                .isInstanceOf(WrongRootKeyException.class);
        store.write(tx -> tx.run("UPDATE trail_key SET region = 'eu-central-1', created_ms = created_ms + 1"));
        assertThatThrownBy(() -> new DigestKeys(store, seal, engine).of("eu-central-1", NOON))
                .isInstanceOf(WrongRootKeyException.class);
    }

    @Test
    void the_fingerprint_is_the_md5_of_the_key() {
        assertThat(Pkcs1PublicKey.fingerprint(HexFormat.of().parseHex("3006020103020103")))
                .isEqualTo("786bc1fa6e3af6137ce59ba82c5f2d55");
    }
}
