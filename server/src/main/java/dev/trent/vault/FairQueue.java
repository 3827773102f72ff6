package dev.trent.vault;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Work that waits: the accounts take turns, and each account's work is in the order in which it came.
///
/// Of `n` accounts that wait each may have a share of one in `n + 1` of the places, so that there is room for
/// the next account. Those who were there when shares were larger keep their places, until somebody with fewer
/// needs one: then the newest work of the account with most gives way. So accounts that work together have no
/// more than the sum of their fair shares once others come.
///
/// Used under the lock of [HeavyWork].
final class FairQueue {
    private final int max;
    private final Map<String, ArrayDeque<HeavyJob<?>>> byAccount = new LinkedHashMap<>();
    private int size;

    /// @param max how much work may wait
    FairQueue(int max) {
        this.max = max;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /// Takes in a job, if need be in the place of another.
    ///
    /// @return the job that has no place: this one, another, or null for none
    @Nullable
    HeavyJob<?> add(HeavyJob<?> job) {
        ArrayDeque<HeavyJob<?>> own = byAccount.get(job.account());
        int ownSize = own == null ? 0 : own.size();
        int accounts = byAccount.size() + (own == null ? 1 : 0);
        // Rounded up: everybody has a share, however many they are.
        int share = (max + accounts) / (accounts + 1);
        if (ownSize >= share) {
            return job;
        }
        HeavyJob<?> givesWay = size < max ? null : newestOfLargest(ownSize + 1);
        if (givesWay == null && size == max) {
            return job;
        }
        byAccount.computeIfAbsent(job.account(), _ -> new ArrayDeque<>()).add(job);
        size++;
        return givesWay;
    }

    /// Takes the next job out; null if there is none.
    @Nullable
    HeavyJob<?> poll() {
        Iterator<Map.Entry<String, ArrayDeque<HeavyJob<?>>>> accounts =
                byAccount.entrySet().iterator();
        if (!accounts.hasNext()) {
            return null;
        }
        Map.Entry<String, ArrayDeque<HeavyJob<?>>> first = accounts.next();
        String account = first.getKey();
        ArrayDeque<HeavyJob<?>> jobs = first.getValue();
        accounts.remove();
        HeavyJob<?> job = jobs.remove();
        if (!jobs.isEmpty()) {
            // Its next turn is after everybody else's.
            byAccount.put(account, jobs);
        }
        size--;
        return job;
    }

    /// Takes out a job that nobody waits for any more; does nothing if it is not here.
    void remove(HeavyJob<?> job) {
        ArrayDeque<HeavyJob<?>> jobs = byAccount.get(job.account());
        if (jobs != null && jobs.remove(job)) {
            left(job.account(), jobs);
        }
    }

    /// Takes everything out.
    List<HeavyJob<?>> drain() {
        List<HeavyJob<?>> all = new ArrayList<>(size);
        byAccount.values().forEach(all::addAll);
        byAccount.clear();
        size = 0;
        return all;
    }

    /// Takes out the newest job of the account that has most; null if nobody has more than `atLeast`.
    private @Nullable HeavyJob<?> newestOfLargest(int atLeast) {
        Map.Entry<String, ArrayDeque<HeavyJob<?>>> largest = byAccount.entrySet().stream()
                .max(Comparator.comparingInt(entry -> entry.getValue().size()))
                .orElseThrow();
        if (largest.getValue().size() <= atLeast) {
            return null;
        }
        HeavyJob<?> newest = largest.getValue().removeLast();
        left(largest.getKey(), largest.getValue());
        return newest;
    }

    private void left(String account, ArrayDeque<HeavyJob<?>> jobs) {
        size--;
        if (jobs.isEmpty()) {
            byAccount.remove(account);
        }
    }
}
