package dev.trent.chores;

import dev.trent.access.FirstUses;
import dev.trent.audit.JournalException;
import dev.trent.audit.Ledger;
import dev.trent.aws.AwsError;
import dev.trent.call.Invocation;
import dev.trent.keys.AwsManagedKeys;
import dev.trent.keys.Key;
import dev.trent.keys.KeyRecords;
import dev.trent.keys.Material;
import dev.trent.vault.Vault;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// Makes the key of a service at its first permitted use. The key gets its own record, because no caller has
/// called CreateKey.
public final class KeyMaking implements FirstUses {
    private final KeyRecords records;
    private final Vault vault;
    private final Ledger ledger;
    private final KeyEvents events;
    private final BooleanSupplier mayChange;

    private record Made(Key key, boolean now) {}

    /// Makes the maker.
    ///
    /// @param mayChange whether changes are made now
    public KeyMaking(KeyRecords records, Vault vault, Ledger ledger, KeyEvents events, BooleanSupplier mayChange) {
        this.records = records;
        this.vault = vault;
        this.ledger = ledger;
        this.events = events;
        this.mayChange = mayChange;
    }

    /// Errors: KMSInternalException while changes are refused.
    @Override
    public Key make(Invocation call, Key draft) {
        if (!mayChange.getAsBoolean()) {
            throw AwsError.KMS_INTERNAL.because("Changes are refused for now; the server's log tells why.");
        }
        Material first = vault.firstMaterial(draft);
        Key key = draft.holding(first.materialId());
        try {
            return ledger.writeAll(
                            tx -> {
                                Key made = records.keys().stored(tx, key);
                                if (made != null) {
                                    return new Made(made, false);
                                }
                                records.keys().create(tx, key, first, List.of());
                                records.aliases().create(tx, AwsManagedKeys.alias(key), key, key.created());
                                return new Made(key, true);
                            },
                            made -> made.now
                                    ? List.of(events.line(
                                            "CreateKey",
                                            key,
                                            key.created(),
                                            Map.of(
                                                    "aliasName",
                                                    AwsManagedKeys.alias(key).resource())))
                                    : List.of())
                    .key;
        } catch (JournalException late) {
            // The key is stored, and its record will follow. The record of this call fails too, so the call is not
            // answered.
            return key;
        }
    }
}
