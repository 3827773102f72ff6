package dev.trent.identity;

import static dev.trent.aws.AwsError.ENTITY_ALREADY_EXISTS;
import static dev.trent.aws.AwsError.NO_SUCH_ENTITY;

import dev.trent.aws.AwsException;
import dev.trent.seal.Seal;
import dev.trent.store.Change;
import dev.trent.store.DuplicateException;
import dev.trent.store.Table;
import dev.trent.store.Tx;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The accounts, and the alias that each may have.
public final class Accounts {
    private static final Table.Named ACCOUNT = IdentityTables.ACCOUNT.as("a");
    private static final Table.Named ALIAS = IdentityTables.ACCOUNT_ALIAS.as("l");

    private final AccountStore store;
    private final Seal seal;

    Accounts(AccountStore store, Seal seal) {
        this.store = store;
        this.seal = seal;
    }

    /// Returns whether an account exists.
    public boolean exists(String account) {
        return store.read(tx -> exists(tx, account));
    }

    /// Returns the ids of all accounts in ascending order.
    public List<String> list() {
        return store.read(tx -> tx.list(
                "SELECT " + ACCOUNT.columns() + " FROM " + ACCOUNT + " ORDER BY a.account_id",
                row -> row.of(ACCOUNT).text("account_id")));
    }

    /// Returns whether there is any account.
    public boolean any() {
        return store.read(Accounts::any);
    }

    private static boolean any(Tx tx) {
        return tx.first("SELECT account_id FROM account LIMIT 1", row -> row.text("account_id")) != null;
    }

    /// Returns when an account was made; null if it does not exist.
    public @Nullable Instant created(String account) {
        return store.read(tx -> tx.find(IdentityTables.ACCOUNT.at(account), row -> row.instant("created_ms")));
    }

    /// Makes an account unless it is there already, without a record: in development, where every account exists
    /// as soon as somebody signs for it.
    public void ensure(String account, Instant now) {
        boolean _ = store.write(tx -> {
            boolean missing = !exists(tx, account);
            if (missing) {
                AccountStore.changed(tx, account);
                insert(tx, account, now);
            }
            return missing;
        });
    }

    /// Makes an account.
    ///
    /// Errors: EntityAlreadyExists if it is there already; nothing is changed then.
    public void create(Tx tx, String account, Instant now) {
        AccountStore.changed(tx, account);
        if (exists(tx, account)) {
            throw ENTITY_ALREADY_EXISTS.because("The account " + account + " exists already.");
        }
        insert(tx, account, now);
    }

    /// Makes an account with an access key of its root user.
    ///
    /// @return false, and nothing is changed, if any account exists already
    public Change<Boolean> createFirst(String account, AccessKey key, Instant now) {
        String id = key.caller().accessKeyId();
        byte[] wrapped = seal.wrap(Seal.Purpose.ACCESS_KEY, id, key.secret());
        return tx -> {
            AccountStore.changed(tx, account);
            if (any(tx)) {
                return false;
            }
            insert(tx, account, now);
            AccessKeyRows.insert(tx, id, account, null, wrapped, now);
            return true;
        };
    }

    /// Returns an account's alias, or null.
    public @Nullable String alias(String account) {
        return store.read(tx -> tx.first(
                "SELECT " + ALIAS.columns() + " FROM " + ALIAS + " WHERE l.account_id = ?",
                row -> row.of(ALIAS).text("account_alias"),
                account));
    }

    /// Returns the account that has an alias, or null.
    public @Nullable String withAlias(String alias) {
        return store.read(tx -> tx.find(IdentityTables.ACCOUNT_ALIAS.at(alias), row -> row.text("account_id")));
    }

    /// Gives an account an alias in the place of the one it has; an alias belongs to one account.
    ///
    /// Errors: EntityAlreadyExists.
    public void alias(Tx tx, String account, String alias) {
        try {
            AccountStore.changed(tx, account);
            String owner = tx.find(IdentityTables.ACCOUNT_ALIAS.at(alias), row -> row.text("account_id"));
            if (owner != null && !owner.equals(account)) {
                throw taken(alias);
            }
            tx.run("DELETE FROM account_alias WHERE account_id = ?", account);
            tx.insert(IdentityTables.ACCOUNT_ALIAS, alias, account);
        } catch (DuplicateException _) {
            throw taken(alias);
        }
    }

    /// Takes its alias from an account.
    ///
    /// Errors: NoSuchEntity.
    public void removeAlias(Tx tx, String account, String alias) {
        AccountStore.changed(tx, account);
        int rows = tx.run("DELETE FROM account_alias WHERE account_id = ? AND account_alias = ?", account, alias);
        if (rows == 0) {
            throw NO_SUCH_ENTITY.because("The Account Alias " + alias + " cannot be found.");
        }
    }

    static boolean exists(Tx tx, String account) {
        return tx.find(IdentityTables.ACCOUNT.at(account), row -> row.text("account_id")) != null;
    }

    private static void insert(Tx tx, String account, Instant now) {
        tx.insert(IdentityTables.ACCOUNT, account, now);
    }

    private static AwsException taken(String alias) {
        return ENTITY_ALREADY_EXISTS.because("The account alias " + alias + " already exists.");
    }
}
