package dev.trent.keys;

import dev.trent.aws.Footprint;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The grants of one key to one principal. A grant that allows a request is found without a walk through all
/// grants, which may be 50,000.
///
/// A grant has one place for each of its operations. If the operation has no encryption context, or the grant
/// has no constraint, the place is the operation. For `EncryptionContextEquals` the place is the operation with
/// the context. For `EncryptionContextSubset` it is the operation with one pair of the constraint: the pair
/// with the fewest grants so far. A request searches the place of its operation, the place of its whole
/// context, and the place of each pair of its context. Readers take no lock.
final class GranteeGrants {
    private static final int CONSTRAINED_LOOKED_AT_MAX = 200;

    /// @param context all pairs, one pair, or none for any context
    private record Place(GrantOperation operation, Extent extent, Map<String, String> context)
            implements Comparable<Place> {
        private enum Extent {
            ANY,
            WHOLE,
            PAIR
        }

        private static final Comparator<Place> ORDER = Comparator.comparing(Place::operation)
                .thenComparing(Place::extent)
                .thenComparingInt(place -> place.context.size())
                .thenComparing(Place::written);

        static Place any(GrantOperation operation) {
            return new Place(operation, Extent.ANY, Map.of());
        }

        static Place whole(GrantOperation operation, Map<String, String> context) {
            return new Place(operation, Extent.WHOLE, context);
        }

        static Place pair(GrantOperation operation, Map.Entry<String, String> pair) {
            return new Place(operation, Extent.PAIR, Map.of(pair.getKey(), pair.getValue()));
        }

        /// Orders places. Creators of grants choose the contexts, so they can make equal hash codes. With an
        /// order, a place is still found quickly.
        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }

        /// Returns the context as a text. Each text stands after its length, so no two contexts give the same
        /// result.
        private String written() {
            StringBuilder text = new StringBuilder();
            new TreeMap<>(context)
                    .forEach((key, value) -> text.append(key.length())
                            .append(':')
                            .append(key)
                            .append(value.length())
                            .append(':')
                            .append(value));
            return text.toString();
        }
    }

    /// The bytes of one operation of a grant: its place, and a map for the place if no other grant has it.
    private static final int OPERATION_BYTES = 320;
    private static final int MAPS_BYTES = 400;

    private final Map<String, Grant> grants = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong(MAPS_BYTES);
    private final String account;
    private final Map<Place, Map<String, Grant>> places = new ConcurrentHashMap<>();

    private GranteeGrants(String account) {
        this.account = account;
    }

    /// @param account the account of the principal
    static GranteeGrants of(String account, Collection<Grant> grants) {
        GranteeGrants arranged = new GranteeGrants(account);
        grants.forEach(arranged::add);
        return arranged;
    }

    /// Adds a grant, unless it is there. Only one thread at a time may call this.
    void add(Grant grant) {
        if (grants.putIfAbsent(grant.grantId(), grant) != null) {
            return;
        }
        bytes.addAndGet(bytes(grant));
        for (GrantOperation operation : grant.operations()) {
            places.computeIfAbsent(place(operation, grant.constraint()), _ -> new ConcurrentHashMap<>())
                    .put(grant.grantId(), grant);
        }
    }

    /// Removes a grant if it is there. Only one thread at a time may call this.
    void remove(String grantId) {
        Grant grant = grants.remove(grantId);
        if (grant == null) {
            return;
        }
        bytes.addAndGet(-bytes(grant));
        for (GrantOperation operation : grant.operations()) {
            // The place of a subset constraint depended on the other grants. So every possible place is
            // searched.
            for (Place place : possiblePlaces(operation, grant.constraint())) {
                places.computeIfPresent(place, (_, there) -> {
                    there.remove(grantId);
                    return there.isEmpty() ? null : there;
                });
            }
        }
    }

    int size() {
        return grants.size();
    }

    /// Returns the account of the principal.
    String account() {
        return account;
    }

    /// Returns about how many bytes of the heap the grants take.
    long bytes() {
        return bytes.get();
    }

    private static long bytes(Grant grant) {
        GrantConstraint constraint = grant.constraint();
        return Footprint.object(10)
                + Footprint.object(5)
                + Footprint.object(3)
                + Footprint.object(8)
                + Footprint.text(grant.key().toString())
                + 5 * Footprint.text("")
                + 2 * Footprint.text(grant.keyId())
                + Footprint.text(grant.grantId())
                + Footprint.text(grant.name())
                + Footprint.text(grant.grantee())
                + Footprint.text(grant.retiring())
                + Footprint.text(grant.issuingAccount())
                + Footprint.collection(grant.operations().size())
                + (long) grant.operations().size() * OPERATION_BYTES
                + (constraint == null ? 0 : Footprint.object(2) + Footprint.texts(constraint.pairs()));
    }

    /// Returns a grant that allows an operation in an encryption context, or null.
    @Nullable
    Grant find(GrantOperation operation, Map<String, String> context) {
        Grant found = first(Place.any(operation), _ -> true);
        if (found != null || !operation.hasContext() || context.isEmpty()) {
            return found;
        }
        found = first(Place.whole(operation, context), _ -> true);
        if (found != null) {
            return found;
        }
        for (Map.Entry<String, String> pair : context.entrySet()) {
            found = first(Place.pair(operation, pair), grant -> accepts(grant, context));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /// Returns a grant that meets a condition, or null. It searches only grants that allow the operation in
    /// every context.
    @Nullable
    Grant find(GrantOperation operation, Predicate<Grant> condition) {
        return first(Place.any(operation), condition);
    }

    /// Returns a grant of an operation that requires an encryption context, or null. It looks only at the first
    /// [#CONSTRAINED_LOOKED_AT_MAX] grants.
    @Nullable
    Grant findConstrained(GrantOperation operation) {
        return grants.values().stream()
                .limit(CONSTRAINED_LOOKED_AT_MAX)
                .filter(grant -> grant.constraint() != null
                        && operation.hasContext()
                        && grant.operations().contains(operation))
                .findFirst()
                .orElse(null);
    }

    private @Nullable Grant first(Place place, Predicate<Grant> condition) {
        Map<String, Grant> there = places.get(place);
        if (there != null) {
            for (Grant grant : there.values()) {
                if (condition.test(grant)) {
                    return grant;
                }
            }
        }
        return null;
    }

    private static boolean accepts(Grant grant, Map<String, String> context) {
        return grant.constraint() != null && grant.constraint().accepts(context);
    }

    private Place place(GrantOperation operation, @Nullable GrantConstraint constraint) {
        Place best = null;
        int fewest = Integer.MAX_VALUE;
        for (Place place : possiblePlaces(operation, constraint)) {
            Map<String, Grant> there = places.get(place);
            int count = there == null ? 0 : there.size();
            if (count < fewest) {
                fewest = count;
                best = place;
            }
        }
        if (best == null) {
            throw new AssertionError("a grant has no place: its constraint is empty");
        }
        return best;
    }

    private static List<Place> possiblePlaces(GrantOperation operation, @Nullable GrantConstraint constraint) {
        if (constraint == null || !operation.hasContext()) {
            return List.of(Place.any(operation));
        }
        return switch (constraint.type()) {
            case EncryptionContextEquals -> List.of(Place.whole(operation, constraint.pairs()));
            case EncryptionContextSubset ->
                constraint.pairs().entrySet().stream()
                        .map(pair -> Place.pair(operation, pair))
                        .toList();
        };
    }
}
