package dev.trent.delivery;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which files are not copied for a while, because the other store did not take them.
///
/// A file rests longer after each failure. If many files of one account and bucket fail in a row, all files of both
/// rest. So nobody keeps the copying busy with files that the store refuses.
final class ExportRests {
    static final Duration SHORTEST = Duration.ofMinutes(1);
    static final Duration LONGEST = Duration.ofHours(1);

    /// After so many failures in a row, the other files of the account and bucket rest too.
    static final int IN_A_ROW_MAX = 8;

    /// After so many, a rest is longer than the longest.
    private static final int DOUBLINGS_MAX = 6;

    /// The limit of what is remembered. A file beyond it does not rest by itself.
    private static final int REMEMBERED_MAX = 4096;

    private final Map<String, Rest> files = new HashMap<>();
    private final Map<String, Rest> groups = new HashMap<>();

    /// How often something has failed in a row.
    ///
    /// @param until it rests until then
    private record Rest(int failures, long until) {
        boolean at(long nanos) {
            return until - nanos > 0;
        }
    }

    /// Returns whether a file rests.
    ///
    /// @param nanos the time of a clock that nobody can set
    boolean rests(ExportQueue.Waiting file, long nanos) {
        return rests(files.get(name(file)), nanos) || rests(groups.get(group(file)), nanos);
    }

    private static boolean rests(@Nullable Rest rest, long nanos) {
        return rest != null && rest.at(nanos);
    }

    /// Notes that the store has not taken a file.
    void failed(ExportQueue.Waiting file, long nanos) {
        fail(files, name(file), 1, nanos);
        fail(groups, group(file), IN_A_ROW_MAX, nanos);
    }

    /// @param first the first failure after which it rests
    private static void fail(Map<String, Rest> rests, String name, int first, long nanos) {
        Rest before = rests.get(name);
        if (before == null && rests.size() >= REMEMBERED_MAX) {
            return;
        }
        int failures = before == null ? 1 : before.failures + 1;
        rests.put(name, new Rest(failures, failures < first ? nanos : nanos + nanos(failures - first)));
    }

    /// Returns how long something rests that has rested so often before.
    private static long nanos(int before) {
        return Math.min(LONGEST.toNanos(), SHORTEST.toNanos() << Math.min(before, DOUBLINGS_MAX));
    }

    /// Notes that the store has a file.
    void copied(ExportQueue.Waiting file) {
        files.remove(name(file));
        groups.remove(group(file));
    }

    private static String name(ExportQueue.Waiting file) {
        return file.bucket() + "/" + file.key();
    }

    /// Returns what the name of a file has up to its account.
    private static String group(ExportQueue.Waiting file) {
        String name = name(file);
        int logs = name.indexOf("/" + TrailKeys.LOGS + "/");
        int account = logs + TrailKeys.LOGS.length() + 2;
        int end = logs < 0 ? -1 : name.indexOf('/', account);
        return end < 0 ? name : file.bucket() + "/" + name.substring(account, end);
    }
}
