package dev.trent.keys;

import static dev.trent.store.Writes.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.aws.Arn;
import dev.trent.aws.AwsException;
import dev.trent.aws.Blob;
import dev.trent.aws.Caller;
import dev.trent.aws.Origin;
import dev.trent.aws.Partition;
import dev.trent.aws.Tag;
import dev.trent.call.Event;
import dev.trent.call.Invocation;
import dev.trent.call.Page;
import dev.trent.memory.Memory;
import dev.trent.store.Engines;
import dev.trent.store.OutdatedException;
import dev.trent.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Keys keep the same promises on both engines.
@ParameterizedClass
@MethodSource("dev.trent.store.Engines#all")
class KeysContractTest {
    private static final long MEMORY_BYTES = 1 << 20;
    private static final int KEYS_MAX = 1_000;
    private static final String ACCOUNT = "111122223333";
    private static final String REGION = "eu-central-1";
    private static final Instant NOW = Instant.parse("2026-11-24T01:02:03.004Z");

    private final Store store;
    private final Keys keys;
    private final Aliases aliases;
    private final Tags tags;
    private final Materials materials;

    KeysContractTest(Engines engine) {
        store = engine.get();
        keys = new Keys(store, new Memory(MEMORY_BYTES), KEYS_MAX);
        aliases = new Aliases(store, new Memory(MEMORY_BYTES), 50);
        tags = new Tags(store, new Memory(MEMORY_BYTES));
        materials = new Materials(store);
    }

    @BeforeEach
    void make_the_account() {
        for (String account : List.of(ACCOUNT, "444455556666")) {
            store.write(tx -> tx.run("INSERT INTO account (account_id, created_ms) VALUES (?, ?)", account, 0L));
        }
        materials.addFirstDomainKey(new Materials.WrappedDomainKey("domain", new byte[] {1}, NOW));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Key create(String region, String account) {
        String keyId = UUID.randomUUID().toString();
        Key key = new Key(
                Arn.ofKey(region, account, keyId),
                keyId,
                KeySpec.SYMMETRIC_DEFAULT,
                KeyUsage.ENCRYPT_DECRYPT,
                KeyOrigin.AWS_KMS,
                KeyManagerType.CUSTOMER,
                "Größe 🔑",
                "{}",
                null,
                NOW,
                Key.Life.beginning(KeyState.Enabled).holding("ab".repeat(32)));
        Material material = new Material(
                region,
                keyId,
                "ab".repeat(32),
                "domain",
                Material.State.CURRENT,
                Blob.owning(new byte[] {7, 0, -1}),
                NOW,
                0,
                null,
                null);
        write(store, tx -> keys.create(tx, key, material, List.of(new Tag("a", "1"), new Tag("b", ""))));
        return key;
    }

    private Key create() {
        return create(REGION, ACCOUNT);
    }

    private Key stored(Key key) {
        Key found = new Keys(store, new Memory(MEMORY_BYTES), KEYS_MAX).find(key.region(), key.keyId());
        assertThat(found).isNotNull();
        return found == null ? key : found;
    }

    private static Invocation used(Key key, Instant time, String requestId) {
        Caller caller = Caller.root(Partition.AWS, ACCOUNT, "AKIA");
        Event event = new Event("kms.amazonaws.com", "Encrypt", true, null);
        Invocation call = new Invocation(caller, REGION, requestId, time, Origin.NOWHERE, () -> false, event);
        call.touches(key.arn());
        return call;
    }

    private static KeyUses.Use use(Instant time, String eventId, String requestId) {
        return new KeyUses.Use(KeyUses.Operation.Encrypt, time, eventId, requestId);
    }

    @Test
    void the_last_use_of_a_key_comes_back_as_it_was_stored() {
        Key key = create();
        Key deleted = create();
        KeyUses uses = new KeyUses(store);
        uses.recorded(used(key, NOW, "request 1"), ACCOUNT, "event 1");
        uses.store();
        uses.recorded(used(key, NOW.plusSeconds(1), "request 2"), ACCOUNT, "event 2");
        uses.recorded(used(deleted, NOW, "request 3"), ACCOUNT, "event 3");
        write(store, tx -> keys.delete(tx, deleted, NOW));
        uses.close();
        assertThat(new KeyUses(store).of(key)).isEqualTo(use(NOW.plusSeconds(1), "event 2", "request 2"));
        assertThat(new KeyUses(store).of(deleted)).isNull();
    }

    @Test
    void a_slow_call_that_began_earlier_is_not_the_last_use() {
        Key key = create();
        KeyUses uses = new KeyUses(store);
        uses.recorded(used(key, NOW.plusSeconds(9), "request 1"), ACCOUNT, "event 1");
        uses.store();
        uses.recorded(used(key, NOW, "request 2"), ACCOUNT, "event 2");
        assertThat(uses.of(key)).isEqualTo(use(NOW.plusSeconds(9), "event 1", "request 1"));
        uses.close();
        assertThat(new KeyUses(store).of(key)).isEqualTo(use(NOW.plusSeconds(9), "event 1", "request 1"));
    }

    @Test
    void uses_are_known_from_the_first_start_or_the_creation_of_the_key() {
        Key key = create();
        KeyUses uses = new KeyUses(store);
        assertThat(uses.trackedSince(key)).isEqualTo(NOW);
        Instant start = NOW.plusSeconds(86_400);
        uses.begin(start);
        uses.begin(start.plusSeconds(1));
        assertThat(uses.trackedSince(key)).isEqualTo(start);
        assertThat(uses.daysUnused(key, start.plusSeconds(2 * 86_400 - 1))).isEqualTo(1);
        assertThat(uses.daysUnused(key, NOW)).isZero();
    }

    @Test
    void a_key_comes_back_as_it_was_stored() {
        Key key = create();
        assertThat(stored(key)).isEqualTo(key);
        Material material = materials.find(REGION, key.keyId(), "ab".repeat(32));
        assertThat(material).isNotNull();
        assertThat(tags.list(key, null, 10).items()).containsExactly(new Tag("a", "1"), new Tag("b", ""));
        assertThat(keys.find(REGION, UUID.randomUUID().toString())).isNull();
        assertThat(keys.find("us-east-1", key.keyId())).isNull();
    }

    @Test
    void a_change_is_seen_at_once_and_kept() {
        Key key = create();
        assertThat(keys.find(REGION, key.keyId())).isEqualTo(key);
        assertThat(keys.countByState()).hasSize(KeyState.values().length).containsEntry(KeyState.Enabled, 1L);
        Key disabled = store.write(tx -> keys.change(tx, key, Key::disable));
        assertThat(disabled.state()).isEqualTo(KeyState.Disabled);
        assertThat(keys.countByState()).containsEntry(KeyState.Enabled, 0L).containsEntry(KeyState.Disabled, 1L);
        assertThat(keys.find(REGION, key.keyId())).isEqualTo(disabled);
        assertThat(stored(key)).isEqualTo(disabled);
        store.write(tx -> keys.change(tx, key, now -> now.scheduleDeletion(7, NOW)));
        assertThat(stored(key).deletion()).isEqualTo(new Key.Deletion(7, NOW.plus(Duration.ofDays(7))));
        store.write(tx -> keys.change(tx, key, stored -> stored.cancelDeletion(NOW)));
        assertThat(stored(key).deletion()).isNull();
        assertThat(stored(key).state()).isEqualTo(KeyState.Disabled);
    }

    @Test
    void a_refused_change_changes_nothing() {
        Key key = create();
        assertThatThrownBy(() -> store.write(tx -> keys.change(tx, key, stored -> stored.cancelDeletion(NOW))))
                .isInstanceOf(AwsException.class);
        assertThat(stored(key)).isEqualTo(key);
    }

    /// A look-up that starts after a change has returned sees the change, even if many threads load the key at
    /// the same time.
    @Test
    void no_look_up_after_a_change_sees_what_was_before() throws Exception {
        Key key = create();
        AtomicBoolean stop = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> readers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                readers.add(threads.submit(() -> {
                    while (!stop.get()) {
                        keys.find(REGION, key.keyId());
                        LockSupport.parkNanos(1000);
                    }
                }));
            }
            try {
                for (int i = 0; i < 100; i++) {
                    String text = "round " + i;
                    store.write(tx -> keys.change(tx, key, now -> now.describe(text)));
                    Key found = keys.find(REGION, key.keyId());
                    assertThat(found).isNotNull().extracting(Key::description).isEqualTo(text);
                }
            } finally {
                stop.set(true);
            }
            for (Future<?> reader : readers) {
                reader.get();
            }
        }
    }

    @Test
    void pages_hold_every_key_once_in_order() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 57; i++) {
            made.add(create().keyId());
        }
        create("us-east-1", ACCOUNT);
        create(REGION, "444455556666");
        List<String> listed = new ArrayList<>();
        @Nullable String after = null;
        do {
            Page<Arn> page = keys.list(ACCOUNT, REGION, after, 10);
            page.items().forEach(arn -> listed.add(arn.resource().substring(4)));
            after = page.next();
        } while (after != null);
        made.sort(Comparator.naturalOrder());
        assertThat(listed).isEqualTo(made);
    }

    @Test
    void an_alias_names_one_key_of_its_account_and_region() {
        Key key = create();
        Key other = create();
        Arn arn = Arn.ofAlias(REGION, ACCOUNT, "alias/app");
        assertThat(aliases.find(arn)).isNull();
        write(store, tx -> aliases.create(tx, arn, key, NOW));
        assertThat(aliases.existing(arn).keyId()).isEqualTo(key.keyId());
        assertThatThrownBy(() -> write(store, tx -> aliases.create(tx, arn, other, NOW)))
                .hasMessage("An alias with the name " + arn + " already exists");
        assertThatThrownBy(() -> write(store, tx -> aliases.update(tx, arn, other, other, NOW)))
                .isInstanceOf(OutdatedException.class);
        write(store, tx -> aliases.update(tx, arn, key, other, NOW.plusSeconds(1)));
        assertThat(aliases.existing(arn)).isEqualTo(new Alias(arn, other.keyId(), NOW, NOW.plusSeconds(1)));
        assertThatThrownBy(() -> write(store, tx -> aliases.delete(tx, arn, key)))
                .isInstanceOf(OutdatedException.class);
        write(store, tx -> aliases.delete(tx, arn, other));
        assertThat(aliases.find(arn)).isNull();
        assertThatThrownBy(() -> write(store, tx -> aliases.delete(tx, arn, other)))
                .hasMessage("Alias " + arn + " is not found.");
    }

    @Test
    void the_51st_alias_of_a_key_is_refused() {
        Key key = create();
        for (int i = 0; i < 50; i++) {
            Arn alias = Arn.ofAlias(REGION, ACCOUNT, "alias/" + i);
            write(store, tx -> aliases.create(tx, alias, key, NOW));
        }
        assertThatThrownBy(() ->
                        write(store, tx -> aliases.create(tx, Arn.ofAlias(REGION, ACCOUNT, "alias/50"), key, NOW)))
                .hasMessage("Aliases per key quota for this account in this region is 50, current usage is 50.");
        assertThat(aliases.list(key, null, 100).items()).hasSize(50);
        assertThat(aliases.list(ACCOUNT, REGION, "alias/48", 100).items()).hasSize(6);
    }

    @Test
    void tags_keep_their_place_and_their_number() {
        Key key = create();
        write(store, tx -> tags.put(tx, key, List.of(new Tag("b", "2"), new Tag("c", "3"))));
        assertThat(tags.list(key, null, 10).items())
                .containsExactly(new Tag("a", "1"), new Tag("b", "2"), new Tag("c", "3"));
        write(store, tx -> tags.remove(tx, key, List.of("a", "unknown")));
        assertThat(tags.list(key, null, 10).items()).containsExactly(new Tag("b", "2"), new Tag("c", "3"));
        List<Tag> many = new ArrayList<>();
        for (int i = 0; i < 49; i++) {
            many.add(new Tag("t" + i, ""));
        }
        assertThatThrownBy(() -> write(store, tx -> tags.put(tx, key, many))).hasMessage("Too many tags");
        assertThat(tags.list(key, null, 100).items()).hasSize(2);
        write(store, tx -> tags.put(tx, key, many.subList(0, 48)));
        assertThat(tags.list(key, null, 100).items()).hasSize(50);
    }

    @Test
    void there_is_one_first_domain_key() {
        assertThat(materials.addFirstDomainKey(new Materials.WrappedDomainKey("second", new byte[] {2}, NOW)))
                .isFalse();
        assertThat(materials.domainKeys())
                .extracting(Materials.WrappedDomainKey::id)
                .containsExactly("domain");
    }
}
