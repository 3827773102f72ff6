package dev.trent.identity;

import dev.trent.aws.Partition;
import dev.trent.store.Change;
import dev.trent.store.Changes;
import dev.trent.store.Ref;
import dev.trent.store.Store;
import dev.trent.store.Tx;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The database for this room: every change belongs to an account, and outdates all remembered facts of that
/// account.
final class AccountStore {
    private static final String CHANGED = "account";

    private final Store store;
    private final Changes.Latest latest;

    AccountStore(Store store) {
        this.store = store;
        this.latest = store.changes().latest(CHANGED);
    }

    /// Returns the partition of all accounts.
    Partition partition() {
        return store.partition();
    }

    <T extends @Nullable Object> T read(Function<Tx, T> work) {
        return store.read(work);
    }

    /// Makes a change that no call asks for, and so without a record.
    <R> R write(Change<R> change) {
        return store.write(change);
    }

    /// Declares in a transaction that it changes facts of an account.
    static void changed(Tx tx, String account) {
        tx.changed(new Ref(CHANGED, account));
    }

    /// Returns a number that grows with each change of the account.
    long version(String account) {
        return latest.of(account);
    }
}
