package dev.trent.store;

import dev.trent.aws.Partition;
import org.jspecify.annotations.Nullable;

/// The facts of a database as a whole, from the table `installation`.
final class Installed {
    private Installed() {}

    /// Returns the partition of a database. A new database gets its partition here, and keeps it.
    ///
    /// @throws StoreException if the partition is not the required one, or is unknown
    static Partition partition(SqlEngine engine, Writer writer, @Nullable Founding founding) {
        Partition stored = engine.read(Installed::read);
        if (stored == null && founding != null) {
            stored = writer.write(tx -> found(tx, founding.partition()));
        }
        Partition partition = stored == null ? Partition.AWS : stored;
        if (founding != null && founding.insisted() && founding.partition() != partition) {
            throw new StoreException("The database is of the partition " + partition + ", and stays so: leave out"
                    + " --partition " + founding.partition() + ", or take another data folder or database.");
        }
        return partition;
    }

    private static Partition found(Tx tx, Partition partition) {
        tx.run("INSERT INTO installation (name, value) VALUES ('partition', ?)", partition.id());
        return partition;
    }

    private static @Nullable Partition read(Tx tx) {
        String id = tx.first("SELECT value FROM installation WHERE name = 'partition'", row -> row.text("value"));
        Partition partition = id == null ? null : Partition.of(id);
        if (id != null && partition == null) {
            throw new StoreException(
                    "The database is of the partition \"" + id + "\", which this Trent does not know.");
        }
        return partition;
    }
}
