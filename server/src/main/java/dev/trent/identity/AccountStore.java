package dev.trent.identity;

import dev.trent.aws.Partition;
import dev.trent.store.Store;
import dev.trent.store.Tx;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The database as this room sees it: every change is of one account and counts up the account's version.
///
/// INVARIANT: the version is counted up after the commit and before the change returns, also if it failed,
/// for the commit may have happened although its answer was lost. The classes that change users, groups,
/// roles, policies and access keys have no other way to the database, so that none can forget it.
final class AccountStore {
    // Accounts that share a version cost each other a look into the database, nothing else.
    private static final int VERSIONS = 1 << 12;

    private final Store store;
    private final AtomicLongArray versions = new AtomicLongArray(VERSIONS);

    AccountStore(Store store) {
        this.store = store;
    }

    /// Returns the partition of all accounts.
    Partition partition() {
        return store.partition();
    }

    <T extends @Nullable Object> T read(Function<Tx, T> work) {
        return store.read(work);
    }

    <T extends @Nullable Object> T change(String account, Function<Tx, T> work) {
        try {
            return store.write(work);
        } finally {
            versions.incrementAndGet(place(account));
        }
    }

    /// Returns a number that grows with each change of the account.
    long version(String account) {
        return versions.get(place(account));
    }

    private static int place(String account) {
        int hash = account.hashCode();
        return (hash ^ hash >>> 16) & (VERSIONS - 1);
    }
}
