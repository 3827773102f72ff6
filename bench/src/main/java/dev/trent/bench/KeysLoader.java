package dev.trent.bench;

import dev.trent.aws.Arn;
import dev.trent.aws.Tag;
import dev.trent.crypto.Engine;
import dev.trent.keys.Alias;
import dev.trent.keys.Key;
import dev.trent.keys.KeyQuotas;
import dev.trent.keys.KeyRecords;
import dev.trent.keys.KeySpec;
import dev.trent.keys.KeyState;
import dev.trent.keys.Keys;
import dev.trent.keys.Material;
import dev.trent.memory.Memory;
import dev.trent.operator.DataFolder;
import dev.trent.operator.House;
import dev.trent.seal.RootKeyFile;
import dev.trent.seal.RowKeys;
import dev.trent.seal.Seal;
import dev.trent.store.DatabaseSettings;
import dev.trent.store.Store;
import dev.trent.vault.DomainKeys;
import dev.trent.vault.Vault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Loads many keys into an installation, below the API: through the rooms `keys` and `vault`, in large
/// transactions.
///
/// The loaded keys are as CreateKey makes them, with genuine rows and wrapped material, and each fourth has an
/// alias. With `--labels=true` all have an alias, a description of their own and tags, as where people look after
/// them. There are no records of them in the audit log. No server may run on the folder meanwhile.
public final class KeysLoader {
    private static final String USAGE =
            "KeysLoader --data=FOLDER [--database=URL] --keys=N [--region=us-east-1] [--account=000000000000]"
                    + " [--labels=true]; the account has a key already, whose policy all get";
    private static final int KEYS_PER_TRANSACTION = 2_000;
    private static final int ALIAS_EVERY = 4;
    private static final int MEMORY_BYTES = 1 << 20;
    private static final List<String> TEAMS = List.of("billing", "identity", "payments", "platform", "search");
    private static final List<String> STAGES = List.of("dev", "production", "staging");

    private final Store store;
    private final KeyRecords records;
    private final Vault vault;
    private final boolean labels;

    private KeysLoader(Store store, KeyRecords records, Vault vault, boolean labels) {
        this.store = store;
        this.records = records;
        this.vault = vault;
        this.labels = labels;
    }

    /// Loads the keys, and prints how many there were and how long it took.
    public static void main(String[] arguments) throws IOException {
        Map<String, String> options = Load.options(arguments);
        String path = options.get("data");
        int keys = Integer.parseInt(options.getOrDefault("keys", "0"));
        if (path == null || keys <= 0) {
            System.err.println("usage: " + USAGE);
            System.exit(2);
            return;
        }
        Engine engine = Engine.fastest();
        try (DataFolder data = DataFolder.open(Path.of(path));
                Seal seal = new Seal(RootKeyFile.read(data.rootKey()), engine);
                RowKeys rowKeys = new RowKeys(seal, engine);
                Store store = Store.open(DatabaseSettings.of(data.databaseUrl(options.get("database"))))) {
            if (!store.authenticate(rowKeys, House.tables())) {
                throw new IOException("An older Trent wrote the database.");
            }
            load(store, seal, engine, options, keys);
        }
    }

    private static void load(Store store, Seal seal, Engine engine, Map<String, String> options, int keys) {
        Memory memory = new Memory(MEMORY_BYTES);
        try (KeyRecords records = KeyRecords.of(store, memory, new KeyQuotas(Integer.MAX_VALUE, 50, 50_000));
                DomainKeys domainKeys = DomainKeys.open(records.materials(), seal, engine.random(), Instant.now());
                Vault vault = new Vault(records, domainKeys, seal, engine, memory, 1, InstantSource.system())) {
            KeysLoader loader = new KeysLoader(store, records, vault, Boolean.parseBoolean(options.get("labels")));
            Key pattern = loader.pattern(
                    options.getOrDefault("account", "000000000000"), options.getOrDefault("region", "us-east-1"));
            long begun = System.nanoTime();
            for (int loaded = 0; loaded < keys; loaded += KEYS_PER_TRANSACTION) {
                loader.load(pattern, loaded, Math.min(KEYS_PER_TRANSACTION, keys - loaded), engine);
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            store.forgetChanges();
            System.out.println(
                    String.format(Locale.ROOT, "%d keys in %.1f s, %.0f a second", keys, seconds, keys / seconds));
        }
    }

    private Key pattern(String account, String region) {
        List<Arn> first = records.keys().list(account, region, null, 1).items();
        @Nullable
        Key key = first.isEmpty()
                ? null
                : records.keys().find(region, first.getFirst().resource().substring("key/".length()));
        if (key == null) {
            throw new IllegalArgumentException("The account " + account + " has no key in " + region + " yet.");
        }
        return key;
    }

    private void load(Key pattern, int first, int count, Engine engine) {
        List<Key> drafts = new ArrayList<>(count);
        List<Material> materials = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Key draft = draft(pattern, labels ? "Key " + (first + i) + " of " + team(first + i) : "load", engine);
            Material material = vault.firstMaterial(draft);
            drafts.add(draft.holding(material.materialId()));
            materials.add(material);
        }
        Keys keys = records.keys();
        var _ = store.write(tx -> {
            for (int i = 0; i < count; i++) {
                Key key = drafts.get(i);
                keys.create(tx, key, materials.get(i), labels ? tags(first + i) : List.of());
                if (labels || i % ALIAS_EVERY == 0) {
                    String name = labels ? team(first + i) + "/" + (first + i) : "load-" + key.keyId();
                    Arn alias = Arn.ofAlias(key.region(), key.account(), Alias.PREFIX + name);
                    records.aliases().create(tx, alias, key, key.created());
                }
            }
            return count;
        });
    }

    private static String team(int number) {
        return TEAMS.get(number % TEAMS.size());
    }

    /// Two tags with few values, and one whose value no other key has.
    private static List<Tag> tags(int number) {
        return List.of(
                new Tag("team", team(number)),
                new Tag("stage", STAGES.get(number % STAGES.size())),
                new Tag("ticket", "OPS-" + number));
    }

    private static Key draft(Key pattern, String description, Engine engine) {
        String id = new UUID(engine.random().nextLong(), engine.random().nextLong()).toString();
        return new Key(
                Arn.ofKey(pattern.region(), pattern.account(), id),
                id,
                KeySpec.SYMMETRIC_DEFAULT,
                pattern.usage(),
                pattern.origin(),
                pattern.manager(),
                description,
                pattern.policy(),
                null,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                Key.Life.beginning(KeyState.Enabled));
    }
}
