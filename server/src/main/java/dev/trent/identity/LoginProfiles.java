package dev.trent.identity;

import static dev.trent.aws.AwsError.ENTITY_ALREADY_EXISTS;
import static dev.trent.aws.AwsError.NO_SUCH_ENTITY;

import dev.trent.aws.AwsException;
import dev.trent.aws.Secret;
import dev.trent.seal.Seal;
import dev.trent.store.Row;
import dev.trent.store.Table;
import dev.trent.store.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The console passwords of users. Stored are hashes, wrapped by the root of trust.
public final class LoginProfiles {
    /// How many passwords a policy can prevent from coming again. Source: IAM API Reference, PasswordPolicy.
    static final int KEPT_MAX = 24;

    private static final Table.Named PROFILE = IdentityTables.LOGIN_PROFILE.as("p");
    private static final Table.Named EARLIER = IdentityTables.PASSWORD_HISTORY.as("h");
    private static final String FACTS = "SELECT " + PROFILE.columns() + ", p.last_used_ms FROM " + PROFILE + " ";

    private final AccountStore store;
    private final Seal seal;

    LoginProfiles(AccountStore store, Seal seal) {
        this.store = store;
        this.seal = seal;
    }

    /// A password with the hashes of the passwords before it.
    ///
    /// @param latest the hash of the present password
    /// @param earlier the hashes of the earlier ones, the latest first
    public record Passwords(LoginProfile profile, Secret latest, List<Secret> earlier) implements AutoCloseable {
        /// Keeps its own copy of the list.
        public Passwords {
            earlier = List.copyOf(earlier);
        }

        /// Returns the hashes of the passwords that cannot come again.
        public List<Secret> refused(@Nullable PasswordPolicy policy) {
            int count = policy == null || policy.reuseAfter() == null ? 0 : policy.reuseAfter();
            List<Secret> refused = new ArrayList<>(count);
            if (count > 0) {
                refused.add(latest);
                refused.addAll(earlier.subList(0, Math.min(count - 1, earlier.size())));
            }
            return List.copyOf(refused);
        }

        /// Zeroes the hashes.
        @Override
        public void close() {
            latest.close();
            earlier.forEach(Secret::close);
        }
    }

    /// Returns a user's profile, or null.
    public @Nullable LoginProfile find(Entity user) {
        return store.read(tx -> tx.first(FACTS + "WHERE p.user_id = ?", LoginProfiles::profile, user.uniqueId()));
    }

    /// Returns the profiles of all users of an account.
    public List<LoginProfile> list(String account) {
        return store.read(tx -> tx.list(FACTS + "WHERE p.account_id = ?", LoginProfiles::profile, account));
    }

    /// Returns the profiles of several users.
    public OfEach<LoginProfile> list(List<Entity> users) {
        return store.read(tx -> OfEach.read(
                tx,
                FACTS + "WHERE p.user_id IN (ids)",
                row -> {
                    LoginProfile profile = profile(row);
                    return new OfEach.Owned<>(profile.userId(), profile);
                },
                OfEach.ids(users)));
    }

    /// Returns a user's profile with the hashes, or null; the caller closes it.
    public @Nullable Passwords passwords(Entity user) {
        return store.read(tx -> {
            Stored found = tx.first(FACTS + "WHERE p.user_id = ?", Stored::of, user.uniqueId());
            if (found == null) {
                return null;
            }
            List<byte[]> earlier = tx.list(
                    "SELECT " + EARLIER.columns() + " FROM " + EARLIER + " WHERE h.user_id = ? ORDER BY h.number DESC",
                    row -> row.of(EARLIER).bytes("wrapped_hash"),
                    user.uniqueId());
            return new Passwords(
                    found.profile,
                    unwrap(user, found.wrapped),
                    earlier.stream().map(wrapped -> unwrap(user, wrapped)).toList());
        });
    }

    /// A profile with its hash, which is still wrapped.
    @SuppressWarnings("ArrayRecordComponent") // goes from one row to one unwrapping, is never compared
    private record Stored(LoginProfile profile, byte[] wrapped) {
        static Stored of(Row row) {
            return new Stored(LoginProfiles.profile(row), row.of(PROFILE).bytes("wrapped_hash"));
        }
    }

    /// Wraps the hash of a new password of a user.
    public byte[] wrap(Entity user, Secret hash) {
        return seal.wrap(Seal.Purpose.PASSWORD, user.uniqueId(), hash);
    }

    /// Gives a user its first password.
    ///
    /// Errors: NoSuchEntity, EntityAlreadyExists, ConcurrentModification.
    ///
    /// @param wrapped as [#wrap] returns it
    public LoginProfile create(Tx tx, Entity user, byte[] wrapped, boolean resetRequired, Instant now) {
        AccountStore.changed(tx, user.account());
        EntityRows.reread(tx, user);
        if (tx.find(IdentityTables.LOGIN_PROFILE.at(user.uniqueId()), row -> row.text("user_id")) != null) {
            throw ENTITY_ALREADY_EXISTS.because("Login Profile for User " + user.name() + " already exists.");
        }
        tx.insert(IdentityTables.LOGIN_PROFILE, user.uniqueId(), user.account(), wrapped, resetRequired, now, now);
        return new LoginProfile(user.uniqueId(), resetRequired, now, now, null);
    }

    /// Changes a user's password, or whether it has to be changed.
    ///
    /// Errors: NoSuchEntity, ConcurrentModification if the password is not the one that was read.
    ///
    /// @param read the profile as it was when the new password was checked
    /// @param wrapped as [#wrap] returns it; null to keep the password
    /// @param resetRequired null to keep it
    public void update(
            Tx tx,
            Entity user,
            LoginProfile read,
            byte @Nullable [] wrapped,
            @Nullable Boolean resetRequired,
            Instant now) {
        AccountStore.changed(tx, user.account());
        EntityRows.reread(tx, user);
        Stored stored = tx.first(FACTS + "WHERE p.user_id = ?", Stored::of, user.uniqueId());
        if (stored == null) {
            throw missing(user.name());
        }
        if (!stored.profile.changed().equals(read.changed())
                || !stored.profile.created().equals(read.created())) {
            throw EntityRows.changedMeanwhile();
        }
        Table.At at = IdentityTables.LOGIN_PROFILE.at(user.uniqueId());
        if (resetRequired != null) {
            at = at.set("reset_required", resetRequired);
        }
        if (wrapped != null) {
            at = at.set("wrapped_hash", wrapped).set("changed_ms", now);
            remember(tx, user, stored.wrapped);
        }
        if (!at.changed().isEmpty()) {
            int _ = tx.update(at);
        }
    }

    /// Takes its password from a user, and forgets the earlier ones.
    ///
    /// Errors: NoSuchEntity, ConcurrentModification.
    public void delete(Tx tx, Entity user) {
        AccountStore.changed(tx, user.account());
        EntityRows.reread(tx, user);
        tx.run("DELETE FROM password_history WHERE user_id = ?", user.uniqueId());
        if (tx.run("DELETE FROM login_profile WHERE user_id = ?", user.uniqueId()) == 0) {
            throw missing(user.name());
        }
    }

    /// Returns the refusal for a user without a password: NoSuchEntity.
    public static AwsException missing(String userName) {
        return NO_SUCH_ENTITY.because("Login Profile for User " + userName + " cannot be found.");
    }

    /// Stores a sign-in, unless a later one is stored.
    static void used(Tx tx, String userId, LoginProfile.SignIn use) {
        tx.run("""
                UPDATE login_profile SET last_used_ms = ?
                 WHERE user_id = ? AND (last_used_ms IS NULL OR last_used_ms < ? OR last_used_ms > ?)""", use.time(), userId, use.time(), use.time().plus(AccessKeyRows.CLOCK_ERROR_MIN));
    }

    private static void remember(Tx tx, Entity user, byte[] wrapped) {
        long next = EntityRows.number(
                tx,
                "SELECT COALESCE(MAX(number), 0) + 1 AS number FROM password_history WHERE user_id = ?",
                user.uniqueId());
        tx.insert(IdentityTables.PASSWORD_HISTORY, user.uniqueId(), next, wrapped);
        tx.run("DELETE FROM password_history WHERE user_id = ? AND number <= ?", user.uniqueId(), next - KEPT_MAX);
    }

    private Secret unwrap(Entity user, byte[] wrapped) {
        return seal.unwrap(Seal.Purpose.PASSWORD, user.uniqueId(), wrapped);
    }

    private static LoginProfile profile(Row all) {
        Row row = all.of(PROFILE);
        Instant used = all.instantOrNull("last_used_ms");
        return new LoginProfile(
                row.text("user_id"),
                row.flag("reset_required"),
                row.instant("created_ms"),
                row.instant("changed_ms"),
                used == null ? null : new LoginProfile.SignIn(used));
    }
}
