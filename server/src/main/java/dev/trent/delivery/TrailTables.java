package dev.trent.delivery;

import dev.trent.store.Table;
import java.util.List;

/// The tables of this room whose rows give rights.
///
/// The other tables of this room hold what is delivered already and what comes next. Who changes them breaks
/// the chain of digests, and gets no right.
public final class TrailTables {
    static final Table TRAIL = Table.of("trail", "account_id", "region", "name")
            .with(
                    "bucket",
                    "prefix",
                    "multi_region:N",
                    "global_events:N",
                    "validated:N",
                    "logging:N",
                    "started_ms:N",
                    "stopped_ms:N",
                    "started_at",
                    "stopped_at",
                    "closed:N",
                    "deleted:N",
                    "read_write",
                    "management:N",
                    "excluded",
                    "created_ms:N");

    private TrailTables() {}

    /// Returns all of them.
    public static List<Table> all() {
        return List.of(TRAIL);
    }
}
