package dev.trent.delivery;

import dev.trent.store.Store;
import dev.trent.store.Tx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The Regions that have files of their own, for each account.
///
/// A caller can name any Region, also one that does not exist, and needs no right for a call that is refused.
/// Each Region costs a signing key, and a digest in every hour for ever. So an account has so many at most.
final class TrailRegions {
    /// AWS has about half as many.
    static final int MAX = 64;

    private final Store store;
    private final Map<String, Set<String>> known = new HashMap<>();
    private final List<Fresh> fresh = new ArrayList<>();

    private record Fresh(String account, String region) {}

    /// Makes the view of one step. So a step that is repeated finds the same.
    TrailRegions(Store store) {
        this.store = store;
    }

    /// Returns the Region whose files get a record: its own, or the home Region of the trail if there are too many,
    /// or if the name of the Region is too long for a file.
    String of(Trail trail, String region) {
        if (region.equals(trail.region())) {
            return region;
        }
        Set<String> all = known.computeIfAbsent(trail.account(), this::stored);
        if (all.contains(region)) {
            return region;
        }
        if (all.size() >= MAX || !TrailKeys.isRegion(region)) {
            return trail.region();
        }
        all.add(region);
        fresh.add(new Fresh(trail.account(), region));
        return region;
    }

    private Set<String> stored(String account) {
        return new HashSet<>(store.read(tx ->
                tx.list("SELECT region FROM trail_region WHERE account_id = ?", row -> row.text("region"), account)));
    }

    /// Notes those that are new.
    void put(Tx tx) {
        for (Fresh one : fresh) {
            var _ = tx.run(
                    "INSERT INTO trail_region (account_id, region) VALUES (?, ?)"
                            + " ON CONFLICT (account_id, region) DO NOTHING",
                    one.account,
                    one.region);
        }
    }
}
