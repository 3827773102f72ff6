package dev.trent.identity;

import dev.trent.aws.Partition;
import dev.trent.store.Change;
import dev.trent.store.Changes;
import dev.trent.store.Ref;
import dev.trent.store.Store;
import dev.trent.store.Tx;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The database as this room sees it: every change is one of an account, and outdates all that was read of it.
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

    /// Makes a change that nobody's call asks for, and so without a record.
    <R> R write(Change<R> change) {
        return store.write(change);
    }

    /// Declares in a transaction that something of an account is another after it.
    static void changed(Tx tx, String account) {
        tx.changed(new Ref(CHANGED, account));
    }

    /// Returns a number that grows with each change of the account.
    long version(String account) {
        return latest.of(account);
    }
}
