package dev.trent.identity;

import dev.trent.aws.AwsError;
import dev.trent.aws.Caller;
import dev.trent.identity.Accounts.AccessKey;
import dev.trent.seal.Seal;
import dev.trent.store.Row;
import dev.trent.store.Store;
import dev.trent.store.Tx;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The access keys of root users, as the operator of an installation makes and revokes them: no call of the
/// API does.
///
/// INVARIANT: a revocation holds for every look-up that starts after [#revoke] returned, as
/// [Accounts#forget] says.
public final class RootCredentials {
    /// How many access keys a root user may have. Source: IAM quotas, "Access keys assigned to the root
    /// user".
    public static final int PER_ACCOUNT_MAX = 2;

    private static final String ROOT = "root";

    private final Store store;
    private final Seal seal;
    private final Accounts accounts;

    /// An access key without its secret.
    ///
    /// @param principal whose it is: `root`, or what the room writes for a user
    public record Described(String accessKeyId, String account, String principal, Instant created) {
        /// Returns whether it is a root user's.
        public boolean ofRoot() {
            return principal.equals(ROOT);
        }
    }

    /// Makes the room's view of the access keys of root users.
    ///
    /// @param accounts whose cache forgets what is revoked
    public RootCredentials(Store store, Seal seal, Accounts accounts) {
        this.store = store;
        this.seal = seal;
        this.accounts = accounts;
    }

    /// Stores a new access key of a root user.
    ///
    /// Errors: NoSuchEntity if there is no such account; LimitExceeded if its root user has two.
    ///
    /// @param key its caller is the root user
    public void create(AccessKey key, Instant now) {
        Caller root = key.caller();
        if (root.type() != Caller.Type.Root) {
            throw new AssertionError("not a root user: " + root.arn());
        }
        byte[] wrapped = seal.wrap(Seal.Purpose.ACCESS_KEY, root.accessKeyId(), key.secret());
        store.write(tx -> {
            requireAccount(tx, root.account());
            if (list(tx, root.account()).size() >= PER_ACCOUNT_MAX) {
                throw AwsError.LIMIT_EXCEEDED.because("The root user of account " + root.account() + " has "
                        + PER_ACCOUNT_MAX + " access keys already: revoke one first.");
            }
            return tx.run("""
                    INSERT INTO access_key (access_key_id, account_id, principal, wrapped_secret, active, created_ms)
                    VALUES (?, ?, ?, ?, 1, ?)""", root.accessKeyId(), root.account(), ROOT, wrapped, now);
        });
    }

    /// Lists the access keys of an account's root user, the oldest first.
    ///
    /// Errors: NoSuchEntity if there is no such account.
    public List<Described> list(String account) {
        return store.read(tx -> {
            requireAccount(tx, account);
            return list(tx, account);
        });
    }

    /// Returns an access key of anybody, or null.
    public @Nullable Described find(String accessKeyId) {
        return store.read(tx -> find(tx, accessKeyId));
    }

    /// Deletes an access key of a root user; also the last one.
    ///
    /// Errors: NoSuchEntity if there is none; InvalidInput if it is a user's.
    public void revoke(String accessKeyId) {
        try {
            store.write(tx -> {
                requireRoot(find(tx, accessKeyId), accessKeyId);
                return tx.run("DELETE FROM access_key WHERE access_key_id = ? AND principal = ?", accessKeyId, ROOT);
            });
        } finally {
            // Also after a failure: the commit may have happened although its answer was lost.
            accounts.forget(accessKeyId);
        }
    }

    private static void requireRoot(@Nullable Described key, String accessKeyId) {
        if (key == null) {
            throw AwsError.NO_SUCH_ENTITY.because("There is no access key " + accessKeyId + ".");
        }
        if (!key.ofRoot()) {
            throw AwsError.INVALID_INPUT.because("The access key " + accessKeyId + " is a user's of account "
                    + key.account() + ", not its root user's: that account deletes it with iam:DeleteAccessKey.");
        }
    }

    private static void requireAccount(Tx tx, String account) {
        if (tx.first("SELECT account_id FROM account WHERE account_id = ?", row -> row.text("account_id"), account)
                == null) {
            throw AwsError.NO_SUCH_ENTITY.because("There is no account " + account + ".");
        }
    }

    private static List<Described> list(Tx tx, String account) {
        return tx.list("""
                SELECT access_key_id, account_id, principal, created_ms FROM access_key
                 WHERE account_id = ? AND principal = ? ORDER BY created_ms, access_key_id""", RootCredentials::described, account, ROOT);
    }

    private static @Nullable Described find(Tx tx, String accessKeyId) {
        return tx.first("""
                SELECT access_key_id, account_id, principal, created_ms FROM access_key
                 WHERE access_key_id = ?""", RootCredentials::described, accessKeyId);
    }

    private static Described described(Row row) {
        return new Described(
                row.text("access_key_id"), row.text("account_id"), row.text("principal"), row.instant("created_ms"));
    }
}
