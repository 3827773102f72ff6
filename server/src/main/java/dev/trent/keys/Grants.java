package dev.trent.keys;

import static dev.trent.aws.AwsError.LIMIT_EXCEEDED;
import static dev.trent.aws.AwsError.NOT_FOUND;

import dev.trent.aws.Arn;
import dev.trent.aws.AwsException;
import dev.trent.aws.Footprint;
import dev.trent.memory.Memory;
import dev.trent.memory.SharedCache;
import dev.trent.store.Store;
import dev.trent.store.Tx;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The grants on all keys, read through a bounded cache of the grants of one key to one principal.
///
/// INVARIANT: a grant counts for every request that starts after it was created, and for none that starts after
/// it was retired or revoked. The writer changes the cached grants after its commit, and waits for whoever is
/// loading them: a load that read the old rows has ended by then, and a later one reads the new. Writers of one
/// key's grants go one after the other, so that the cache sees them in the order of their commits. If it is not
/// known whether the commit happened, the cached grants are dropped.
public final class Grants {
    /// How many grants a key may have. Source: AWS KMS Developer Guide, "Resource quotas".
    static final int GRANTS_PER_KEY_MAX = 50_000;

    private static final int WRITERS_MAX = 64;
    private static final int KEY_ARN_BYTES = 400;
    private static final int HOLDER_BYTES = 600;

    private final Store store;
    private final SharedCache<Holder, GranteeGrants> cache;
    private final List<ReentrantLock> writers =
            Stream.generate(ReentrantLock::new).limit(WRITERS_MAX).toList();

    /// How many grants a key has at most: as many as were counted, and those created since, whatever ended
    /// meanwhile. To count 50,000 rows for each that is added would take longer than to add it.
    private final SharedCache<Arn, Long> atMost;

    /// Has an order, so that the cache finds one quickly among those of equal hash codes: who opens a session
    /// chooses its name.
    private record Holder(Arn key, String keyId, String grantee) implements Comparable<Holder> {
        private static final Comparator<Holder> ORDER =
                Comparator.comparing(Holder::grantee).thenComparing(Holder::key);

        @Override
        public int compareTo(Holder other) {
            return ORDER.compare(this, other);
        }
    }

    /// Makes the room's view of the grants.
    ///
    /// @param memory what keeps those that were read, and which principals have none
    public Grants(Store store, Memory memory) {
        this.store = store;
        this.cache = memory.cache((_, grants) -> grants.account(), grants -> HOLDER_BYTES + grants.bytes());
        this.atMost = memory.cache((key, _) -> key.account(), _ -> KEY_ARN_BYTES + Footprint.object(2));
    }

    /// A principal that may have grants.
    ///
    /// @param name in the form of [Grant#grantee()]
    /// @param account its account, which pays for the memory: whoever asks must not cost the key's account any
    public record Grantee(String name, String account) {}

    /// Returns a grant that allows a principal an operation with a key, or null.
    ///
    /// @param context the request's encryption context; empty if there is none
    public @Nullable Grant find(Key key, Grantee grantee, GrantOperation operation, Map<String, String> context) {
        return of(key, grantee).find(operation, context);
    }

    /// Returns a grant that allows a principal an operation without encryption context and meets a
    /// condition, or null.
    public @Nullable Grant find(Key key, Grantee grantee, GrantOperation operation, Predicate<Grant> condition) {
        return of(key, grantee).find(operation, condition);
    }

    /// Returns a grant that allows a principal an operation with a key in another encryption context, or null;
    /// of very many grants it looks at some.
    public @Nullable Grant findConstrained(Key key, Grantee grantee, GrantOperation operation) {
        return of(key, grantee).findConstrained(operation);
    }

    /// Returns a grant by its id, or null; reads the database.
    public @Nullable Grant find(String region, String keyId, String grantId) {
        return store.read(tx -> GrantRows.find(tx, region, keyId, grantId));
    }

    /// Stores a grant, unless it has a name and an equal one is there.
    ///
    /// Errors: LimitExceededException, NotFoundException, and what the key's state forbids.
    ///
    /// @return the grant that is stored now
    public Grant create(Key key, Grant grant) {
        Holder holder = new Holder(key.arn(), key.keyId(), grant.grantee());
        return inOrder(holder, () -> {
            Grant stored = store.write(tx -> insertOnce(tx, key, grant));
            Long counted = atMost.getIfPresent(key.arn());
            if (counted != null) {
                atMost.put(key.arn(), counted + 1);
            }
            cache.change(holder, grants -> grants.add(stored));
            return stored;
        });
    }

    /// Ends a grant.
    ///
    /// Errors: NotFoundException.
    public void delete(Grant grant) {
        Holder holder = new Holder(grant.key(), grant.keyId(), grant.grantee());
        int rows = inOrder(holder, () -> {
            int deleted = store.write(tx -> GrantRows.delete(tx, grant.key().region(), grant.keyId(), grant.grantId()));
            cache.change(holder, grants -> grants.remove(grant.grantId()));
            return deleted;
        });
        if (rows == 0) {
            throw missing(grant.grantId());
        }
    }

    /// Returns the refusal of a grant that is not there: NotFoundException.
    public static AwsException missing(String grantId) {
        return NOT_FOUND.because("Grant ID " + grantId + " not found");
    }

    private <T> T inOrder(Holder holder, Supplier<T> write) {
        ReentrantLock writer = writers.get(Math.floorMod(holder.key().hashCode(), WRITERS_MAX));
        writer.lock();
        try {
            return write.get();
        } catch (RuntimeException unknown) {
            var _ = cache.remove(holder);
            var _ = atMost.remove(holder.key);
            throw unknown;
        } finally {
            writer.unlock();
        }
    }

    /// Lists a key's grants in the order of their ids.
    ///
    /// @param grantee only those of one principal; null for all
    /// @param after the id behind which the page begins; null for the first page
    public Page<Grant> list(Key key, @Nullable String grantee, @Nullable String after, int limit) {
        List<Grant> rows = store.read(tx -> GrantRows.page(tx, key, grantee, after == null ? "" : after, limit + 1));
        return Page.of(rows, limit, Grant::grantId);
    }

    /// Lists the grants of a Region, on keys of every account, that a principal may retire.
    ///
    /// @param after `KEY_ID/GRANT_ID` behind which the page begins; null for the first page
    public Page<Grant> retirable(String region, String principal, @Nullable String after, int limit) {
        int slash = after == null ? -1 : after.indexOf('/');
        String afterKey = after == null || slash < 0 ? "" : after.substring(0, slash);
        String afterGrant = after == null || slash < 0 ? "" : after.substring(slash + 1);
        List<Grant> rows =
                store.read(tx -> GrantRows.retirable(tx, region, principal, afterKey, afterGrant, limit + 1));
        return Page.of(rows, limit, grant -> grant.keyId() + "/" + grant.grantId());
    }

    private Grant insertOnce(Tx tx, Key key, Grant grant) {
        KeyRows.reread(tx, key).usable();
        if (!grant.name().isEmpty()) {
            for (Grant named : GrantRows.named(tx, key, grant.name())) {
                if (named.sameAs(grant)) {
                    return named;
                }
            }
        }
        if (atMost(tx, key) >= GRANTS_PER_KEY_MAX) {
            throw LIMIT_EXCEEDED.because("Grants per key quota for this key is " + GRANTS_PER_KEY_MAX + ".");
        }
        GrantRows.insert(tx, grant);
        return grant;
    }

    /// Counts only if it is not known without that there is room.
    private long atMost(Tx tx, Key key) {
        Long known = atMost.getIfPresent(key.arn());
        if (known != null && known < GRANTS_PER_KEY_MAX) {
            return known;
        }
        long counted = GrantRows.count(tx, key);
        atMost.put(key.arn(), counted);
        return counted;
    }

    private GranteeGrants of(Key key, Grantee grantee) {
        Holder holder = new Holder(key.arn(), key.keyId(), grantee.name);
        GranteeGrants cached = cache.getIfPresent(holder);
        if (cached != null) {
            return cached;
        }
        GranteeGrants loaded = cache.get(holder, wanted -> load(wanted, grantee.account));
        if (loaded == null) {
            throw new AssertionError("grants were read and are not there");
        }
        return loaded;
    }

    private GranteeGrants load(Holder holder, String account) {
        return GranteeGrants.of(
                account, store.read(tx -> GrantRows.to(tx, holder.key.region(), holder.keyId, holder.grantee)));
    }
}
