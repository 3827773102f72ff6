package dev.trent.identity;

import static dev.trent.aws.AwsError.ENTITY_ALREADY_EXISTS;
import static dev.trent.aws.AwsError.NO_SUCH_ENTITY;

import dev.trent.aws.AwsException;
import dev.trent.aws.Secret;
import dev.trent.memory.Memory;
import dev.trent.seal.Seal;
import dev.trent.store.Change;
import dev.trent.store.Tx;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The access keys of users and root users; the secrets are stored wrapped by the root of trust.
///
/// If a key is made inactive or deleted, or its user is deleted, it cannot sign a request that starts later.
public final class AccessKeys {
    /// How many access keys a user may have. Source: IAM User Guide, "IAM and AWS STS quotas".
    public static final int KEYS_PER_USER_MAX = 2;

    private final AccountStore store;
    private final Seal seal;
    private final AccessKeyGenerator generator;
    private final AccountCache<AccessKey> cache;

    /// The owner of access keys.
    ///
    /// @param user null for the root user
    public record Owner(String account, @Nullable Entity user) {
        private @Nullable String userId() {
            return user == null ? null : user.uniqueId();
        }
    }

    AccessKeys(AccountStore store, Seal seal, SecureRandom random, Memory memory) {
        this.store = store;
        this.seal = seal;
        this.generator = new AccessKeyGenerator(random);
        this.cache = new AccountCache<>("access-keys", store, memory, AccessKey::bytes);
    }

    /// Returns an access key that may sign, or null.
    public @Nullable AccessKey find(String accessKeyId) {
        return cache.find(accessKeyId, id -> store.read(tx -> AccessKeyRows.account(tx, id)), this::load);
    }

    /// Makes an access key and returns its id and its secret, which is shown this once; the caller closes
    /// it.
    ///
    /// Errors: NoSuchEntity, LimitExceeded, ConcurrentModification.
    public Change<NewKey> create(Owner owner, Instant now) {
        String id = generator.id();
        return generator.secret().handedTo(secret -> {
            byte[] wrapped = seal.wrap(Seal.Purpose.ACCESS_KEY, id, secret);
            return creation(owner, new NewKey(id, secret), wrapped, now);
        });
    }

    /// Makes an access key with an id and a secret that are given, and returns its id.
    ///
    /// Errors: NoSuchEntity, LimitExceeded, EntityAlreadyExists, ConcurrentModification.
    ///
    /// @param secret stays the caller's
    public Change<String> create(Owner owner, String accessKeyId, Secret secret, Instant now) {
        byte[] wrapped = seal.wrap(Seal.Purpose.ACCESS_KEY, accessKeyId, secret);
        return tx -> {
            insert(tx, owner, accessKeyId, wrapped, now);
            return accessKeyId;
        };
    }

    private static void insert(Tx tx, Owner owner, String accessKeyId, byte[] wrapped, Instant now) {
        AccountStore.changed(tx, owner.account());
        reread(tx, owner);
        if (AccessKeyRows.list(tx, owner.account(), owner.userId()).size() >= KEYS_PER_USER_MAX) {
            throw EntityRows.quota("AccessKeysPerUser", KEYS_PER_USER_MAX);
        }
        if (AccessKeyRows.account(tx, accessKeyId) != null) {
            throw ENTITY_ALREADY_EXISTS.because("The access key " + accessKeyId + " exists already.");
        }
        AccessKeyRows.insert(tx, accessKeyId, owner.account(), owner.userId(), wrapped, now);
    }

    private static Change<NewKey> creation(Owner owner, NewKey made, byte[] wrapped, Instant now) {
        return new Change<>() {
            @Override
            public NewKey in(Tx tx) {
                insert(tx, owner, made.accessKeyId(), wrapped, now);
                return made;
            }

            @Override
            public void abandon() {
                made.secret().close();
            }
        };
    }

    /// A new access key.
    public record NewKey(String accessKeyId, Secret secret) {}

    /// Lists an owner's access keys, the oldest first.
    public List<AccessKeyFacts> list(Owner owner) {
        return store.read(tx -> AccessKeyRows.list(tx, owner.account(), owner.userId()));
    }

    /// Lists the access keys of all users and of the root user of an account, the oldest first.
    public List<AccessKeyFacts> list(String account) {
        return store.read(tx -> AccessKeyRows.list(tx, account));
    }

    /// Returns the facts of an access key of any account, or null.
    public @Nullable AccessKeyFacts facts(String accessKeyId) {
        return store.read(tx -> AccessKeyRows.find(tx, accessKeyId));
    }

    /// Lets an access key sign, or no longer.
    ///
    /// Errors: NoSuchEntity, ConcurrentModification.
    public void activate(Tx tx, Owner owner, String accessKeyId, boolean active) {
        AccountStore.changed(tx, owner.account());
        reread(tx, owner);
        require(AccessKeyRows.activate(tx, owner.account(), owner.userId(), accessKeyId, active), accessKeyId);
    }

    /// Removes an access key.
    ///
    /// Errors: NoSuchEntity, ConcurrentModification.
    public void delete(Tx tx, Owner owner, String accessKeyId) {
        AccountStore.changed(tx, owner.account());
        reread(tx, owner);
        require(AccessKeyRows.delete(tx, owner.account(), owner.userId(), accessKeyId), accessKeyId);
    }

    /// Returns the refusal of an id that none of the keys in question has: NoSuchEntity.
    public static AwsException missing(String accessKeyId) {
        return NO_SUCH_ENTITY.because("The Access Key with id " + accessKeyId + " cannot be found.");
    }

    private @Nullable AccessKey load(String accessKeyId) {
        AccessKeyRows.Wrapped found = store.read(tx -> AccessKeyRows.active(tx, accessKeyId));
        if (found == null) {
            return null;
        }
        return new AccessKey(found.caller(), seal.unwrap(Seal.Purpose.ACCESS_KEY, accessKeyId, found.secret()));
    }

    private static void reread(Tx tx, Owner owner) {
        if (owner.user() != null) {
            EntityRows.reread(tx, owner.user());
        }
    }

    private static void require(int rows, String accessKeyId) {
        if (rows == 0) {
            throw missing(accessKeyId);
        }
    }
}
