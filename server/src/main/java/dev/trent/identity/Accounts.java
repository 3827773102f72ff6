package dev.trent.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.trent.aws.AwsError;
import dev.trent.aws.Caller;
import dev.trent.aws.Secret;
import dev.trent.seal.Seal;
import dev.trent.store.Store;
import dev.trent.store.Tx;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Accounts and the access keys of their root users; the secrets are stored wrapped by the root of trust.
public final class Accounts {
    private final Store store;
    private final Seal seal;
    private final Cache<String, @Nullable AccessKey> cache;

    /// An access key that may sign: its caller and its secret.
    ///
    /// @param secret the secret access key as its 40 ASCII bytes
    public record AccessKey(Caller caller, Secret secret) {}

    @SuppressWarnings("ArrayRecordComponent") // goes from one row to one unwrapping, is never compared
    private record Stored(String account, byte[] wrapped) {}

    /// Makes the room's view of the accounts.
    ///
    /// @param cachedMax how many access keys are kept in memory, unwrapped
    public Accounts(Store store, Seal seal, int cachedMax) {
        this.store = store;
        this.seal = seal;
        this.cache = Caffeine.newBuilder().maximumSize(cachedMax).build();
    }

    /// Returns an active access key, or null.
    public @Nullable AccessKey accessKey(String accessKeyId) {
        AccessKey cached = cache.getIfPresent(accessKeyId);
        return cached != null ? cached : cache.get(accessKeyId, this::load);
    }

    /// Returns whether an account exists.
    public boolean exists(String account) {
        return store.read(tx -> exists(tx, account));
    }

    /// Returns the ids of all accounts in ascending order.
    public List<String> list() {
        return store.read(
                tx -> tx.list("SELECT account_id FROM account ORDER BY account_id", row -> row.text("account_id")));
    }

    /// Makes an account, unless it is there already.
    public void create(String account, Instant now) {
        store.write(tx -> exists(tx, account) ? 0 : insert(tx, account, now));
    }

    /// Makes an account with an access key of its root user.
    ///
    /// @return false, and nothing is changed, if any account exists already
    public boolean createFirst(String account, AccessKey key, Instant now) {
        byte[] wrapped = seal.wrap(Seal.Purpose.ACCESS_KEY, key.caller().accessKeyId(), key.secret());
        return store.write(tx -> {
            if (tx.first("SELECT account_id FROM account LIMIT 1", row -> row.text("account_id")) != null) {
                return false;
            }
            insert(tx, account, now);
            tx.run("""
                    INSERT INTO access_key (access_key_id, account_id, principal, wrapped_secret, active, created_ms)
                    VALUES (?, ?, 'root', ?, 1, ?)""", key.caller().accessKeyId(), account, wrapped, now);
            return true;
        });
    }

    /// Makes an account.
    ///
    /// Errors: EntityAlreadyExists if it is there already; nothing is changed then.
    public void createNew(String account, Instant now) {
        store.write(tx -> {
            if (exists(tx, account)) {
                throw AwsError.ENTITY_ALREADY_EXISTS.because("The account " + account + " exists already.");
            }
            return insert(tx, account, now);
        });
    }

    /// Drops an access key from memory, so that the next look-up reads what is stored.
    ///
    /// A look-up that read the row before a change was committed either is in the cache by now, or is still
    /// loading, and then this waits for it: Caffeine loads and removes one entry under one lock.
    void forget(String accessKeyId) {
        cache.invalidate(accessKeyId);
    }

    private @Nullable AccessKey load(String accessKeyId) {
        Stored found = store.read(tx -> tx.first(
                "SELECT account_id, wrapped_secret FROM access_key WHERE access_key_id = ? AND active = 1",
                row -> new Stored(row.text("account_id"), row.bytes("wrapped_secret")),
                accessKeyId));
        if (found == null) {
            return null;
        }
        Secret secret = seal.unwrap(Seal.Purpose.ACCESS_KEY, accessKeyId, found.wrapped);
        return new AccessKey(Caller.root(found.account, accessKeyId), secret);
    }

    private static boolean exists(Tx tx, String account) {
        return tx.first("SELECT account_id FROM account WHERE account_id = ?", row -> row.text("account_id"), account)
                != null;
    }

    private static int insert(Tx tx, String account, Instant now) {
        return tx.run("INSERT INTO account (account_id, created_ms) VALUES (?, ?)", account, now);
    }
}
