package dev.trent.audit;

import dev.trent.store.Store;
import java.time.InstantSource;

/// Makes ledgers whose writes are cut short, for the tests of other rooms.
public final class CutLedger {
    private CutLedger() {}

    /// Makes a ledger.
    ///
    /// @param committed run between the commit and the log
    /// @param delivered run between the log and the end of the write
    public static Ledger of(Store store, Journal journal, InstantSource clock, Runnable committed, Runnable delivered) {
        return new Ledger(store, journal, clock, step -> {
            switch (step) {
                case COMMITTED -> committed.run();
                case DELIVERED -> delivered.run();
            }
        });
    }
}
