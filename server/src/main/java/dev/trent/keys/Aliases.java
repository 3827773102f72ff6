package dev.trent.keys;

import static dev.trent.aws.AwsError.ALREADY_EXISTS;
import static dev.trent.aws.AwsError.LIMIT_EXCEEDED;
import static dev.trent.aws.AwsError.NOT_FOUND;
import static dev.trent.aws.AwsError.VALIDATION;

import dev.trent.aws.Arn;
import dev.trent.aws.AwsException;
import dev.trent.aws.Footprint;
import dev.trent.call.Page;
import dev.trent.memory.Memory;
import dev.trent.memory.SharedCache;
import dev.trent.store.OutdatedException;
import dev.trent.store.Ref;
import dev.trent.store.Row;
import dev.trent.store.Store;
import dev.trent.store.Table;
import dev.trent.store.Tx;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The aliases of all accounts and Regions, read through a bounded cache. It makes the same promise as [Keys].
public final class Aliases {
    private static final Table.Named ALIAS = KeyTables.ALIAS.as("a");
    private static final String SELECT = "SELECT " + ALIAS.columns() + " FROM " + ALIAS + " ";

    private static final String CHANGED = "alias";
    private static final String NAMES_CHANGED = "key-aliases";

    private static final int KEY_ARN_BYTES = 400;

    private final Store store;
    private final int perKeyMax;
    private final SharedCache<Arn, Alias> cache;

    /// The names of the aliases of each key, by the ARN of the key.
    private final SharedCache<Arn, List<String>> names;

    /// Makes the room's view of the aliases.
    ///
    /// @param memory keeps the aliases that were read
    /// @param perKeyMax the most aliases of one key
    public Aliases(Store store, Memory memory, int perKeyMax) {
        this.store = store;
        this.perKeyMax = perKeyMax;
        this.cache = memory.cache("aliases", (arn, _) -> arn.account(), Aliases::bytes);
        this.names = memory.cache("alias-names", (key, _) -> key.account(), Aliases::bytes);
        store.changes().follow(CHANGED, id -> Arn.parse(id).ifPresent(cache::remove));
        store.changes().follow(NAMES_CHANGED, id -> Arn.parse(id).ifPresent(names::remove));
    }

    private static void changed(Tx tx, Arn alias, Key... named) {
        tx.changed(new Ref(CHANGED, alias.toString()));
        for (Key key : named) {
            tx.changed(new Ref(NAMES_CHANGED, key.arn().toString()));
        }
    }

    private static long bytes(Alias alias) {
        // The cache has the ARN twice: in its key, and in the alias that was read.
        return Footprint.object(4)
                + 2 * Footprint.object(3)
                + 2 * (Footprint.object(5) + Footprint.text(alias.arn().toString()))
                + 2 * 4 * Footprint.text("")
                + Footprint.text(alias.keyId());
    }

    private static long bytes(List<String> names) {
        return Footprint.object(5) + KEY_ARN_BYTES + Footprint.texts(names);
    }

    /// Returns the names of a key's aliases, through a cache that makes the same promise as [Keys].
    public List<String> namesOf(Key key) {
        List<String> found = names.get(
                key.arn(),
                _ -> store.query(tx -> tx.list(
                        SELECT + "WHERE a.region = ? AND a.key_id = ? ORDER BY a.alias_name",
                        row -> row.of(ALIAS).text("alias_name"),
                        key.region(),
                        key.keyId())));
        return found == null ? List.of() : found;
    }

    /// Returns an alias, or null.
    public @Nullable Alias find(Arn arn) {
        Alias cached = cache.getIfPresent(arn);
        return cached != null ? cached : cache.get(arn, wanted -> store.query(tx -> find(tx, wanted)));
    }

    /// Returns an alias that must exist.
    ///
    /// Errors: NotFoundException.
    public Alias existing(Arn arn) {
        Alias alias = find(arn);
        if (alias == null) {
            throw missing(arn);
        }
        return alias;
    }

    /// Gives a key a new alias.
    ///
    /// Errors: AlreadyExistsException, LimitExceededException, KMSInvalidStateException for a key pending
    /// deletion.
    public void create(Tx tx, Arn arn, Key target, Instant now) {
        changed(tx, arn, target);
        KeyRows.existing(tx, target).in(KmsAction.States.STAYING);
        if (find(tx, arn) != null) {
            throw exists(arn);
        }
        refuseOneTooMany(tx, target);
        tx.insert(KeyTables.ALIAS, arn.account(), arn.region(), arn.resource(), target.keyId(), now, now);
    }

    /// Lets an alias name another key. The new key must have the same type and usage as the present one.
    ///
    /// @param permitted the key of the permit, which the alias must still name
    /// @throws OutdatedException if the alias now names another key
    ///
    /// Errors: NotFoundException, LimitExceededException, ValidationException, KMSInvalidStateException.
    public void update(Tx tx, Arn arn, Key permitted, Key target, Instant now) {
        changed(tx, arn, permitted, target);
        Key fresh = KeyRows.existing(tx, target).in(KmsAction.States.STAYING);
        Alias alias = stillNaming(tx, arn, permitted);
        refuseAnotherKind(tx, alias, fresh);
        if (!alias.keyId().equals(target.keyId())) {
            refuseOneTooMany(tx, target);
        }
        tx.update(KeyTables.ALIAS
                .at(arn.account(), arn.region(), arn.resource())
                .set("key_id", target.keyId())
                .set("updated_ms", now));
    }

    /// Removes an alias; the key stays.
    ///
    /// @param permitted the key of the permit, which the alias must still name
    /// @throws OutdatedException if the alias now names another key
    ///
    /// Errors: NotFoundException.
    public void delete(Tx tx, Arn arn, Key permitted) {
        changed(tx, arn, permitted);
        Alias alias = stillNaming(tx, arn, permitted);
        tx.run(
                "DELETE FROM key_alias WHERE account_id = ? AND region = ? AND alias_name = ?",
                arn.account(),
                arn.region(),
                alias.arn().resource());
    }

    /// Deletes all aliases of a key.
    public void deleteAll(Tx tx, Key key) {
        for (Alias alias : tx.list(
                SELECT + "WHERE a.region = ? AND a.key_id = ?",
                row -> alias(row.of(ALIAS)),
                key.region(),
                key.keyId())) {
            changed(tx, alias.arn(), key);
        }
        tx.run("DELETE FROM key_alias WHERE region = ? AND key_id = ?", key.region(), key.keyId());
    }

    /// Returns an alias if it still names the key of the permit. A right to that key is not a right to another
    /// key.
    private static Alias stillNaming(Tx tx, Arn arn, Key permitted) {
        Alias alias = find(tx, arn);
        if (alias == null) {
            throw missing(arn);
        }
        if (!alias.keyId().equals(permitted.keyId())) {
            throw new OutdatedException();
        }
        return alias;
    }

    /// Lists an account's aliases in a Region in the order of their names.
    ///
    /// @param after the name after which the page begins; null for the first page
    public Page<Alias> list(String account, String region, @Nullable String after, int limit) {
        List<Alias> rows = store.read(tx -> tx.list(
                SELECT + """
                WHERE a.account_id = ? AND a.region = ? AND a.alias_name > ?
                 ORDER BY a.alias_name LIMIT ?""", row -> alias(row.of(ALIAS)), account, region, after == null ? "" : after, limit + 1));
        return Page.of(rows, limit, Alias::name);
    }

    /// Lists the aliases of one key in the order of their names.
    ///
    /// @param after the name after which the page begins; null for the first page
    public Page<Alias> list(Key key, @Nullable String after, int limit) {
        List<Alias> rows = store.read(tx -> tx.list(
                SELECT + """
                WHERE a.region = ? AND a.key_id = ? AND a.alias_name > ?
                 ORDER BY a.alias_name LIMIT ?""",
                row -> alias(row.of(ALIAS)),
                key.region(),
                key.keyId(),
                after == null ? "" : after,
                limit + 1));
        return Page.of(rows, limit, Alias::name);
    }

    private static @Nullable Alias find(Tx tx, Arn arn) {
        return tx.find(KeyTables.ALIAS.at(arn.account(), arn.region(), arn.resource()), Aliases::alias);
    }

    private void refuseOneTooMany(Tx tx, Key target) {
        Long count = tx.first(
                "SELECT COUNT(*) AS aliases FROM key_alias WHERE region = ? AND key_id = ?",
                row -> row.number("aliases"),
                target.region(),
                target.keyId());
        if (count != null && count >= perKeyMax) {
            throw LIMIT_EXCEEDED.because("Aliases per key quota for this account in this region is " + perKeyMax
                    + ", current usage is " + count + ".");
        }
    }

    private static void refuseAnotherKind(Tx tx, Alias alias, Key target) {
        Key current = KeyRows.find(tx, target.region(), alias.keyId());
        if (current != null
                && (current.usage() != target.usage()
                        || current.spec().family() != target.spec().family())) {
            throw VALIDATION.because(
                    "Alias " + alias.arn() + " cannot be changed from a " + current.spec() + " key for "
                            + current.usage() + " to a " + target.spec() + " key for " + target.usage()
                            + ": both keys must be of the same type and key usage.");
        }
    }

    /// Returns the refusal of an alias that does not exist.
    public static AwsException missing(Arn arn) {
        return NOT_FOUND.because("Alias " + arn + " is not found.");
    }

    private static AwsException exists(Arn arn) {
        return ALREADY_EXISTS.because("An alias with the name " + arn + " already exists");
    }

    private static Alias alias(Row row) {
        return new Alias(
                Arn.ofAlias(row.text("region"), row.text("account_id"), row.text("alias_name")),
                row.text("key_id"),
                row.instant("created_ms"),
                row.instant("updated_ms"));
    }
}
