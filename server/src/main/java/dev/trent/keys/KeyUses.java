package dev.trent.keys;

import dev.trent.aws.Arn;
import dev.trent.call.Invocation;
import dev.trent.store.Notes;
import dev.trent.store.Row;
import dev.trent.store.Store;
import dev.trent.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The last cryptographic use of each key. It is noted in memory. It is stored about twice a minute and when
/// the server stops.
///
/// Answers are current: they look at the memory first, and then at the table. A crash loses at most a minute.
/// Source: AWS KMS API Reference, GetKeyLastUsage.
public final class KeyUses implements AutoCloseable {
    private static final int NOTED_MAX = 20_000;
    private static final String SOURCE = "kms.amazonaws.com";

    private final Store store;
    private final Notes<Arn, Use> notes;

    /// The cryptographic operations, by their names on the wire.
    public enum Operation {
        Decrypt,
        DeriveSharedSecret,
        Encrypt,
        GenerateDataKey,
        GenerateDataKeyPair,
        GenerateDataKeyPairWithoutPlaintext,
        GenerateDataKeyWithoutPlaintext,
        GenerateMac,
        ReEncrypt,
        Sign,
        Verify,
        VerifyMac,
        Encapsulate,
        Decapsulate;

        private static final Map<String, Operation> BY_NAME = byName();

        private static Map<String, Operation> byName() {
            Map<String, Operation> names = new HashMap<>();
            for (Operation operation : values()) {
                names.put(operation.name(), operation);
            }
            return Map.copyOf(names);
        }
    }

    /// A use of a key.
    ///
    /// @param eventId the id of its audit record
    /// @param requestId the request id in its answer
    public record Use(Operation operation, Instant time, String eventId, String requestId) implements Notes.Note {}

    KeyUses(Store store) {
        this.store = store;
        this.notes = new Notes<>(store, "The last uses of keys", NOTED_MAX, KeyUses::put);
    }

    /// Notes the time since which uses are known. Only the first start of a version that notes uses has an
    /// effect.
    public void begin(Instant now) {
        if (since() == null) {
            store.write(tx -> tx.run("""
                    INSERT INTO key_usage_since (since_ms)
                    SELECT ? WHERE NOT EXISTS (SELECT since_ms FROM key_usage_since)""", now));
        }
    }

    private @Nullable Instant since() {
        return store.read(tx -> tx.first("SELECT since_ms FROM key_usage_since", row -> row.instant("since_ms")));
    }

    /// Notes a use of each key of a call, if the call is a cryptographic operation. It takes no lock.
    ///
    /// @param call a call that succeeded and is on record
    /// @param account the account of the record; keys of other accounts are not noted
    /// @param eventId the id of the record
    public void recorded(Invocation call, String account, String eventId) {
        Operation operation = Operation.BY_NAME.get(call.event().name());
        if (operation == null || !call.event().source().equals(SOURCE)) {
            return;
        }
        Use use = new Use(operation, call.time(), eventId, call.requestId());
        for (Arn key : call.resources()) {
            if (key.account().equals(account)) {
                notes.note(key, use);
            }
        }
    }

    /// Returns the last use of a key; null if none is known.
    public @Nullable Use of(Key key) {
        Use noted = notes.of(key.arn());
        Use stored = store.read(tx -> find(tx, key));
        // The note may be about a deleted key that had the same id, or about a slow call that began earlier.
        if (noted == null || noted.time.isBefore(key.created())) {
            return stored;
        }
        return stored == null || !noted.time.isBefore(stored.time) ? noted : stored;
    }

    /// Returns the time since which the uses of a key are known.
    public Instant trackedSince(Key key) {
        Instant since = since();
        return since == null || since.isBefore(key.created()) ? key.created() : since;
    }

    /// Returns the whole days since the last use of a key. If no use is known, returns the days since its uses
    /// are known.
    public long daysUnused(Key key, Instant now) {
        Use last = of(key);
        return Math.max(
                0,
                Duration.between(last == null ? trackedSince(key) : last.time, now)
                        .toDays());
    }

    /// Stores the noted uses.
    public void store() {
        notes.store();
    }

    /// Stores the uses that are only in memory.
    @Override
    public void close() {
        notes.close();
    }

    private static void put(Tx tx, Arn key, Use use) {
        String keyId = key.resource().substring("key/".length());
        tx.run(
                """
                INSERT INTO key_usage (region, key_id, operation, used_ms, event_id, request_id)
                SELECT ?, ?, ?, ?, ?, ? WHERE EXISTS (
                    SELECT key_id FROM kms_key WHERE region = ? AND key_id = ? AND created_ms <= ?)
                ON CONFLICT (region, key_id) DO UPDATE
                   SET operation = excluded.operation, used_ms = excluded.used_ms, event_id = excluded.event_id,
                       request_id = excluded.request_id
                 WHERE excluded.used_ms >= key_usage.used_ms""",
                key.region(),
                keyId,
                use.operation.name(),
                use.time,
                use.eventId,
                use.requestId,
                key.region(),
                keyId,
                use.time);
    }

    private static @Nullable Use find(Tx tx, Key key) {
        return tx.first(
                "SELECT operation, used_ms, event_id, request_id FROM key_usage WHERE region = ? AND key_id = ?",
                KeyUses::use,
                key.region(),
                key.keyId());
    }

    private static Use use(Row row) {
        return new Use(
                Operation.valueOf(row.text("operation")),
                row.instant("used_ms"),
                row.text("event_id"),
                row.text("request_id"));
    }
}
