package dev.trent.delivery;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// The trails whose files could not be written when it was tried the last time. Safe for many threads.
final class TrailTroubles {
    private static final int TOLD_MAX = 10;

    private final Map<String, IOException> files = new ConcurrentHashMap<>();
    private final Map<String, IOException> digests = new ConcurrentHashMap<>();

    /// Notes how the log files of some trails were written.
    ///
    /// @param failures why some could not be, by the ARN of the trail
    void noteFiles(Collection<Trail> tried, Map<String, IOException> failures) {
        note(files, tried, failures);
    }

    /// As [#noteFiles], of digests.
    void noteDigests(Collection<Trail> tried, Map<String, IOException> failures) {
        note(digests, tried, failures);
    }

    private static void note(Map<String, IOException> all, Collection<Trail> tried, Map<String, IOException> failures) {
        for (Trail trail : tried) {
            all.remove(trail.arn().toString());
        }
        all.putAll(failures);
    }

    /// Forgets the trails that have nothing to deliver any more.
    void keep(List<Trail> active) {
        List<String> arns = active.stream().map(trail -> trail.arn().toString()).toList();
        files.keySet().retainAll(arns);
        digests.keySet().retainAll(arns);
    }

    boolean hasFiles(Trail trail) {
        return files.containsKey(trail.arn().toString());
    }

    boolean hasDigests(Trail trail) {
        return digests.containsKey(trail.arn().toString());
    }

    /// Returns how many trails cannot be written.
    int count() {
        Map<String, IOException> all = new HashMap<>(files);
        all.putAll(digests);
        return all.size();
    }

    /// Fails if some could not be written. The message has the reason of each, as far as there is room.
    void raise() throws UnwrittenException {
        Map<String, IOException> all = new TreeMap<>(files);
        digests.forEach(all::putIfAbsent);
        if (!all.isEmpty()) {
            throw new UnwrittenException(all);
        }
    }

    /// The files of trails could not be written, and everything else is done.
    static final class UnwrittenException extends IOException {
        private static final long serialVersionUID = 1;

        private UnwrittenException(Map<String, IOException> failures) {
            super(
                    failures.entrySet().stream()
                            .limit(TOLD_MAX)
                            .map(one -> "the files of the trail '" + one.getKey() + "' cannot be written: "
                                    + one.getValue())
                            .collect(Collectors.joining("; ", "", more(failures.size() - TOLD_MAX))),
                    failures.values().iterator().next());
        }

        private static String more(int others) {
            return others > 0 ? "; and those of " + others + " other trails" : "";
        }
    }
}
