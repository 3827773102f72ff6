package dev.trent.identity;

import dev.trent.aws.Arn;
import dev.trent.aws.Partition;
import dev.trent.memory.Memory;
import dev.trent.policy.Kind;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Users and roles as authorization needs them: read through a bounded cache, compiled once.
///
/// INVARIANT: a change holds for every look-up that starts after the change was answered. Each change of an
/// account's users, groups, roles or policies bumps the account's version after its commit and before its
/// answer; a cached snapshot counts only under the version that was current before it was read.
public final class Identities {
    private final AccountStore store;
    private final AccountCache<Identity> identities;
    private final AccountCache<NamedPolicy> policies;
    private final AtomicLong stamps = new AtomicLong();

    /// @param memory keeps the identities that were read
    Identities(AccountStore store, Memory memory) {
        this.store = store;
        this.identities = new AccountCache<>("identities", store, memory, Identity::bytes);
        this.policies = new AccountCache<>("managed-policies", store, memory, NamedPolicy::bytes);
    }

    /// Returns the partition of all accounts.
    public Partition partition() {
        return store.partition();
    }

    /// Returns a user or role of any account, or null if there is none of that id (any more).
    ///
    /// @param uniqueId `AIDA…` or `AROA…`
    public @Nullable Identity find(String uniqueId) {
        return identities.find(uniqueId, this::account, this::load);
    }

    /// Returns a user or role by its ARN, path included, or null; not for the hot path.
    public @Nullable Identity findByArn(String arn) {
        Arn parsed = Arn.parse(arn).orElse(null);
        if (parsed == null) {
            return null;
        }
        Entity entity = store.read(tx -> EntityRows.findExactly(tx, parsed.account(), parsed.resource()));
        return entity != null && entity.arn().equals(parsed) ? find(entity.uniqueId()) : null;
    }

    /// Returns a role by account and name, the name in any case, or null; not for the hot path.
    public @Nullable Identity findRole(String account, String name) {
        Entity role = store.read(tx -> EntityRows.find(tx, EntityKind.ROLE, account, name));
        return role == null ? null : find(role.uniqueId());
    }

    /// Returns the managed policy of an ARN in its default version, compiled, or null if there is none.
    ///
    /// @param arn of a customer managed policy, or of one of the policies that every account has
    /// @param account the account that asks: a customer managed policy of another account is null
    public @Nullable NamedPolicy managedPolicy(String account, String arn) {
        return Arn.parse(arn).isEmpty()
                ? null
                : policies.find(account + " " + arn, key -> account, key -> load(account, arn));
    }

    private @Nullable String account(String uniqueId) {
        Entity entity = store.read(tx -> EntityRows.find(tx, uniqueId));
        return entity == null ? null : entity.account();
    }

    private @Nullable Identity load(String uniqueId) {
        long stamp = stamps.incrementAndGet();
        return store.read(tx -> IdentityRows.find(tx, uniqueId, stamp));
    }

    private @Nullable NamedPolicy load(String account, String arn) {
        return store.read(tx -> {
            PolicyName name = PolicyRows.find(tx, account, arn);
            return name == null ? null : IdentityRows.managed(tx, name, "", Kind.MANAGED);
        });
    }
}
