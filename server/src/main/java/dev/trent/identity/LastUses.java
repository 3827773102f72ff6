package dev.trent.identity;

import dev.trent.aws.Accidents;
import dev.trent.store.Store;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The last use of each access key. It is noted in memory, and stored about once a minute and at the end.
///
/// A crash loses a minute of it; AWS's own report of last uses is late too. No decision depends on it, so
/// storing it does not change the version of an account.
public final class LastUses implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LastUses.class);
    private static final int NOTED_MAX = 100_000;
    private static final int ROWS_PER_TRANSACTION_MAX = 500;

    private final Store store;
    private final Accidents accidents = new Accidents(LOG);
    private final Map<String, AccessKeyFacts.LastUse> noted = new ConcurrentHashMap<>();

    LastUses(Store store) {
        this.store = store;
    }

    /// Notes that a long-term access key signed a request; this costs one look into a map.
    public void used(String accessKeyId, String service, String region, Instant time) {
        AccessKeyFacts.LastUse last = noted.get(accessKeyId);
        boolean known = last != null
                && last.time().getEpochSecond() == time.getEpochSecond()
                && last.service().equals(service)
                && last.region().equals(region);
        if (!known && (last != null || noted.size() < NOTED_MAX)) {
            noted.put(accessKeyId, new AccessKeyFacts.LastUse(time, service, region));
        }
    }

    /// Returns the last use of an access key: the one noted, else the one stored with its facts, else null.
    public AccessKeyFacts.@Nullable LastUse of(AccessKeyFacts key) {
        AccessKeyFacts.LastUse last = noted.get(key.accessKeyId());
        return last != null ? last : key.lastUse();
    }

    /// Stores the noted uses. Uses noted during the storing are stored the next time.
    public void store() {
        Iterator<Map.Entry<String, AccessKeyFacts.LastUse>> entries =
                Map.copyOf(noted).entrySet().iterator();
        while (entries.hasNext()) {
            Map<String, AccessKeyFacts.LastUse> some = new ConcurrentHashMap<>();
            while (entries.hasNext() && some.size() < ROWS_PER_TRANSACTION_MAX) {
                Map.Entry<String, AccessKeyFacts.LastUse> entry = entries.next();
                some.put(entry.getKey(), entry.getValue());
            }
            store.write(tx -> {
                some.forEach((id, use) -> AccessKeyRows.used(tx, id, use));
                return some;
            });
            // Removed only after the commit, and only if the key was not used again meanwhile.
            some.forEach(noted::remove);
        }
    }

    /// Stores the uses that are only noted so far.
    ///
    /// SAFE: it catches broadly, because everything else must still be closed.
    @Override
    public void close() {
        try {
            store();
        } catch (RuntimeException | AssertionError failure) {
            accidents.outage("The last uses of access keys cannot be stored", failure);
        }
    }
}
