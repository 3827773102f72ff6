package dev.trent.vault;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A queue of jobs in which the accounts take turns; the jobs of one account keep their order.
///
/// When `n` accounts wait, each may take `1 / (n + 1)` of the places. So the next account finds a place. An account
/// keeps its places when another one comes and the shares get smaller. If the queue is full, the newest job of the
/// account with most jobs gives way to the job of an account with fewer. So accounts that work together cannot
/// keep more than the sum of their shares.
///
/// [HeavyWork] calls all methods under its lock.
final class FairQueue {
    private final int max;
    private final Map<String, ArrayDeque<HeavyJob<?>>> byAccount = new LinkedHashMap<>();
    private int size;

    /// @param max how many jobs may wait
    FairQueue(int max) {
        this.max = max;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /// Adds a job, in the place of another job if the queue is full.
    ///
    /// @return the job that has no place: this job or another one; null if every job has a place
    @Nullable
    HeavyJob<?> add(HeavyJob<?> job) {
        ArrayDeque<HeavyJob<?>> own = byAccount.get(job.account());
        int ownSize = own == null ? 0 : own.size();
        int accounts = byAccount.size() + (own == null ? 1 : 0);
        // Rounded up: every account has a share, however many accounts wait.
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

    /// Takes the next job out; null if no job waits.
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
            // The account's next turn comes after all others'.
            byAccount.put(account, jobs);
        }
        size--;
        return job;
    }

    /// Takes a job out because nobody waits for it; does nothing if the job is not here.
    void remove(HeavyJob<?> job) {
        ArrayDeque<HeavyJob<?>> jobs = byAccount.get(job.account());
        if (jobs != null && jobs.remove(job)) {
            left(job.account(), jobs);
        }
    }

    /// Takes all jobs out.
    List<HeavyJob<?>> drain() {
        List<HeavyJob<?>> all = new ArrayList<>(size);
        byAccount.values().forEach(all::addAll);
        byAccount.clear();
        size = 0;
        return all;
    }

    /// Takes out the newest job of the account with most jobs; null if no account has more than `atLeast`.
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
