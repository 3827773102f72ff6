package dev.trent.keys;

import static dev.trent.aws.AwsError.LIMIT_EXCEEDED;
import static dev.trent.aws.AwsError.NOT_FOUND;

import dev.trent.aws.Arn;
import dev.trent.aws.AwsException;
import dev.trent.aws.Footprint;
import dev.trent.call.Page;
import dev.trent.memory.Memory;
import dev.trent.memory.SharedCache;
import dev.trent.store.Ref;
import dev.trent.store.Store;
import dev.trent.store.Tx;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The grants on all keys, read through a bounded cache. An entry has the grants of one key to one principal.
///
/// INVARIANT: a grant counts for every request that starts after its creation. It counts for no request that
/// starts after its end. After a commit, the changed grant is read again, and then added to the cached grants
/// or removed from them. If a thread is loading these grants, the update waits for it. If the grant ends in the
/// meantime, a later change removes it.
public final class Grants {
    private static final String CHANGED = "grant";

    private static final int KEY_ARN_BYTES = 400;
    private static final int HOLDER_BYTES = 600;

    private final Store store;
    private final int perKeyMax;
    private final SharedCache<Holder, GranteeGrants> cache;
    /// An upper bound on the grants of each key: the last count plus all grants created since. Grants that
    /// ended since are not subtracted. To count 50,000 rows takes longer than to add one.
    private final SharedCache<Arn, Long> atMost;

    /// Has an order, so that the cache is fast even if many hash codes are equal. A caller chooses the name of
    /// its session, and so can make equal hash codes.
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
    /// @param memory keeps the grants that were read, and remembers principals without grants
    /// @param perKeyMax the most grants of one key
    public Grants(Store store, Memory memory, int perKeyMax) {
        this.store = store;
        this.perKeyMax = perKeyMax;
        this.cache = memory.cache("grants", (_, grants) -> grants.account(), grants -> HOLDER_BYTES + grants.bytes());
        this.atMost = memory.cache("grant-counts", (key, _) -> key.account(), _ -> KEY_ARN_BYTES + Footprint.object(2));
        store.changes().follow(CHANGED, id -> refresh(Address.of(id)));
    }

    /// The place of one grant, as a change names it.
    private record Address(String region, String keyId, String grantId, String key, String grantee) {
        private static final int PARTS = 5;

        static Address of(String id) {
            String[] parts = id.split(" ", PARTS);
            return new Address(parts[0], parts[1], parts[2], parts[3], parts[4]);
        }

        static Ref of(Grant grant) {
            return new Ref(
                    CHANGED,
                    String.join(
                            " ",
                            grant.key().region(),
                            grant.keyId(),
                            grant.grantId(),
                            grant.key().toString(),
                            grant.grantee()));
        }
    }

    private void refresh(Address changed) {
        Holder holder = new Holder(
                Arn.parse(changed.key).orElseThrow(() -> new AssertionError("a change names no key")),
                changed.keyId,
                changed.grantee);
        try {
            cache.change(holder, grants -> {
                Grant now = find(changed.region, changed.keyId, changed.grantId);
                if (now != null) {
                    grants.add(now);
                } else {
                    grants.remove(changed.grantId);
                }
            });
        } catch (RuntimeException unreadable) {
            var _ = cache.remove(holder);
            throw unreadable;
        }
    }

    /// A principal that may have grants.
    ///
    /// @param name in the form of [Grant#grantee()]
    /// @param account its account, which pays for the memory. Requests must not use up the memory of the key's
    ///     account
    public record Grantee(String name, String account) {}

    /// Returns a grant that allows a principal an operation with a key, or null.
    ///
    /// @param context the request's encryption context; empty if there is none
    public @Nullable Grant find(Key key, Grantee grantee, GrantOperation operation, Map<String, String> context) {
        return of(key, grantee).find(operation, context);
    }

    /// Returns a grant that meets a condition and allows a principal an operation without encryption context,
    /// or null.
    public @Nullable Grant find(Key key, Grantee grantee, GrantOperation operation, Predicate<Grant> condition) {
        return of(key, grantee).find(operation, condition);
    }

    /// Returns a grant that allows a principal an operation with a key in another encryption context, or null.
    /// If there are very many grants, it looks only at some.
    public @Nullable Grant findConstrained(Key key, Grantee grantee, GrantOperation operation) {
        return of(key, grantee).findConstrained(operation);
    }

    /// Returns a grant by its id, or null. It reads the database.
    public @Nullable Grant find(String region, String keyId, String grantId) {
        return store.read(tx -> GrantRows.find(tx, region, keyId, grantId));
    }

    /// Stores a grant. A grant with a name is not stored if an equal one exists.
    ///
    /// Errors: LimitExceededException, NotFoundException, and the error of the key's state.
    ///
    /// @return the grant that is stored now
    public Grant create(Tx tx, Key key, Grant grant) {
        KeyRows.existing(tx, key).in(KmsAction.States.GRANTABLE);
        if (!grant.name().isEmpty()) {
            Grant equal = GrantRows.equal(tx, grant);
            if (equal != null) {
                return equal;
            }
        }
        long others = atMost(tx, key);
        if (others >= perKeyMax) {
            throw LIMIT_EXCEEDED.because("Grants per key quota for this key is " + perKeyMax + ".");
        }
        atMost.put(key.arn(), others + 1);
        tx.changed(Address.of(grant));
        GrantRows.insert(tx, grant);
        return grant;
    }

    /// Ends a grant.
    ///
    /// Errors: NotFoundException.
    public void delete(Tx tx, Grant grant) {
        tx.changed(Address.of(grant));
        if (GrantRows.delete(tx, grant.key().region(), grant.keyId(), grant.grantId()) == 0) {
            throw missing(grant.grantId());
        }
    }

    /// Deletes some of a key's grants.
    ///
    /// @return the number of deleted grants; 0 if there are none
    public int deleteSome(Tx tx, Key key, int most) {
        List<Grant> grants = GrantRows.page(tx, key, null, "", most);
        grants.forEach(grant -> delete(tx, grant));
        return grants.size();
    }

    /// Returns the refusal of a grant that does not exist: NotFoundException.
    public static AwsException missing(String grantId) {
        return NOT_FOUND.because("Grant ID " + grantId + " not found");
    }

    /// Lists a key's grants in the order of their ids.
    ///
    /// @param grantee the principal whose grants are listed; null for all
    /// @param after the id after which the page begins; null for the first page
    public Page<Grant> list(Key key, @Nullable String grantee, @Nullable String after, int limit) {
        List<Grant> rows = store.read(tx -> GrantRows.page(tx, key, grantee, after == null ? "" : after, limit + 1));
        return Page.of(rows, limit, Grant::grantId);
    }

    /// Lists the grants of a Region, on keys of every account, that a principal may retire.
    ///
    /// @param after `KEY_ID/GRANT_ID` after which the page begins; null for the first page
    public Page<Grant> retirable(String region, String principal, @Nullable String after, int limit) {
        int slash = after == null ? -1 : after.indexOf('/');
        String afterKey = after == null || slash < 0 ? "" : after.substring(0, slash);
        String afterGrant = after == null || slash < 0 ? "" : after.substring(slash + 1);
        List<Grant> rows =
                store.read(tx -> GrantRows.retirable(tx, region, principal, afterKey, afterGrant, limit + 1));
        return Page.of(rows, limit, grant -> grant.keyId() + "/" + grant.grantId());
    }

    /// Counts the rows only if the upper bound does not show that there is room.
    private long atMost(Tx tx, Key key) {
        Long known = atMost.getIfPresent(key.arn());
        if (known != null && known < perKeyMax) {
            return known;
        }
        return GrantRows.count(tx, key);
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
