package dev.trent.keys;

import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.store.Tx;
import org.jspecify.annotations.Nullable;

/// The number of customer managed keys of an account in a Region, as a row of the table `key_count`.
///
/// INVARIANT: each transaction that makes or deletes such a key changes the number. So the cost of a new key
/// does not grow with the number of keys.
final class KeyCount {
    private KeyCount() {}

    /// Counts a new key.
    ///
    /// Errors: LimitExceededException if there would be more than `max`.
    static void add(Tx tx, Key key, int max) {
        if (key.manager() != KeyManagerType.CUSTOMER) {
            return;
        }
        tx.run("""
                INSERT INTO key_count (account_id, region, keys) VALUES (?, ?, 1)
                ON CONFLICT (account_id, region) DO UPDATE SET keys = key_count.keys + 1""", key.account(), key.region());
        Long count = of(tx, key.account(), key.region());
        if (count == null) {
            throw new AssertionError("nobody counts the keys of " + key.account() + " in " + key.region());
        }
        if (count > max) {
            throw full(count - 1, max);
        }
    }

    /// Refuses a new key before its material is drawn, which may take seconds. [#add] decides.
    ///
    /// Errors: LimitExceededException.
    static void refuseFull(Tx tx, String account, String region, int max) {
        Long count = of(tx, account, region);
        if (count != null && count >= max) {
            throw full(count, max);
        }
    }

    private static @Nullable Long of(Tx tx, String account, String region) {
        return tx.first(
                "SELECT keys FROM key_count WHERE account_id = ? AND region = ?",
                row -> row.number("keys"),
                account,
                region);
    }

    private static AwsException full(long count, int max) {
        return AwsError.LIMIT_EXCEEDED.because("Customer managed keys quota for this account in this region is " + max
                + ", current usage is " + count + ".");
    }

    /// Subtracts a deleted key.
    static void remove(Tx tx, Key key) {
        if (key.manager() == KeyManagerType.CUSTOMER) {
            tx.run(
                    "UPDATE key_count SET keys = keys - 1 WHERE account_id = ? AND region = ?",
                    key.account(),
                    key.region());
        }
    }
}
