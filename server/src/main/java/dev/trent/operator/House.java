package dev.trent.operator;

import dev.trent.access.Access;
import dev.trent.access.Callers;
import dev.trent.access.GrantTokens;
import dev.trent.audit.Incidents;
import dev.trent.audit.Journal;
import dev.trent.audit.Ledger;
import dev.trent.delivery.Delivery;
import dev.trent.delivery.TrailTables;
import dev.trent.gateway.RequestIds;
import dev.trent.identity.Directory;
import dev.trent.identity.IdentityTables;
import dev.trent.identity.SessionTokens;
import dev.trent.inquiry.DenialLog;
import dev.trent.inquiry.Denials;
import dev.trent.keys.KeyRecords;
import dev.trent.keys.KeyTables;
import dev.trent.lookup.Lookup;
import dev.trent.memory.Memory;
import dev.trent.seal.ContextHashes;
import dev.trent.store.Store;
import dev.trent.store.Table;
import dev.trent.vault.Vault;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/// The rooms below the gateway, each made once, from bottom to top. A server serves them, and an operator's
/// command works on them.
public record House(
        InstantSource clock,
        Memory memory,
        RequestIds ids,
        Incidents incidents,
        Store store,
        Journal journal,
        Ledger ledger,
        Lookup lookup,
        Sentry sentry,
        Directory directory,
        KeyRecords records,
        GrantTokens grantTokens,
        SessionTokens sessionTokens,
        DenialLog denialLog,
        Denials denials,
        Callers callers,
        Access access,
        Vault vault,
        Delivery delivery,
        ContextHashes contextHashes,
        Serving serving) {

    /// Returns whether changes are made now. They are refused while their records could not be written, while the
    /// disk is nearly full, and while a file in use is missing.
    public static boolean mayChange(Journal journal, Sentry sentry) {
        return journal.healthy() && sentry.mayAnswer() && sentry.mayChange();
    }

    /// Returns all tables whose rows give rights.
    public static List<Table> tables() {
        return Stream.of(IdentityTables.all(), KeyTables.all(), TrailTables.all())
                .flatMap(List::stream)
                .toList();
    }
}
