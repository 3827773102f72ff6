package dev.trent.aws;

import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/// Logs unexpected failures: at most once a minute for each cause, with the number of failures since then.
///
/// A full disk or a lost database makes every request fail. Without a bound, the log lines would fill the rest
/// of the disk and hide everything else. Safe for many threads.
public final class Accidents {
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int CAUSES_MAX = 64;
    private static final int WORDS_CHARACTERS_MAX = 300;
    private static final String MANY = "many causes";

    private final Logger log;
    private final LongSupplier nanos;

    // Guarded by this.
    private final Map<String, Told> told = new HashMap<>();

    /// The last report of a cause, and the number of its failures since then.
    private static final class Told {
        private final long at;
        private long since;

        Told(long at) {
            this.at = at;
        }
    }

    /// Makes the log of one class.
    public Accidents(Logger log) {
        this(log, System::nanoTime);
    }

    /// Makes the log of one class.
    ///
    /// @param nanos a clock that never goes back
    public Accidents(Logger log, LongSupplier nanos) {
        this.log = log;
        this.nanos = nanos;
    }

    /// Logs in one line, without a stack trace, that something outside this process does not work: a disk, a
    /// database.
    ///
    /// @param what the consequence for the server, in words that are the same each time
    public void outage(String what, Throwable cause) {
        String words = words(cause);
        String count = due("outage " + what + words);
        if (count != null) {
            log.error("{}: {}{}", what, words, count);
        }
    }

    /// As [#outage], of something that somebody has done to this server.
    ///
    /// @return whether it was logged; false if the same was logged within the last minute
    public boolean incident(String what, Throwable cause) {
        String words = words(cause);
        String count = due("incident " + what + words);
        if (count == null) {
            return false;
        }
        log.error("{}: {}{}", what, words, count);
        return true;
    }

    /// Logs a defect, with its stack trace.
    ///
    /// @param what what failed; it may differ from time to time
    public void defect(String what, Throwable defect) {
        StackTraceElement[] stack = defect.getStackTrace();
        String count = due("defect " + defect.getClass().getName() + (stack.length == 0 ? "" : stack[0]));
        if (count != null) {
            log.error("{}{}", what, count, defect);
        }
    }

    /// Returns the number of failures of a cause since its last report, as the end of a line. Null if it must
    /// not be reported again yet.
    private synchronized @Nullable String due(String cause) {
        long now = nanos.getAsLong();
        if (!told.containsKey(cause) && told.size() >= CAUSES_MAX) {
            told.values().removeIf(each -> isOver(each, now));
        }
        String key = told.containsKey(cause) || told.size() < CAUSES_MAX ? cause : MANY;
        Told last = told.get(key);
        if (last != null && !isOver(last, now)) {
            last.since++;
            return null;
        }
        told.put(key, new Told(now));
        return last == null || last.since == 0 ? "" : " (and " + last.since + " more times since this was last told)";
    }

    private static boolean isOver(Told last, long now) {
        return now - last.at >= PAUSE.toNanos();
    }

    /// Returns the message of an exception and the message of its deepest cause, on one line.
    public static String words(Throwable failure) {
        Throwable root = failure;
        for (int depth = 0; root.getCause() != null && depth < CAUSES_MAX; depth++) {
            root = root.getCause();
        }
        String top = message(failure);
        String bottom = message(root);
        return top.contains(bottom) ? top : top + " (" + bottom + ")";
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage();
        String text = message == null || failure instanceof NoSuchFileException
                ? failure.getClass().getSimpleName() + (message == null ? "" : " " + message)
                : message;
        String line = text.lines().findFirst().orElse("");
        String cut = line.length() <= WORDS_CHARACTERS_MAX ? line : line.substring(0, WORDS_CHARACTERS_MAX) + "…";
        return cut.codePoints()
                .map(c -> Character.isISOControl(c) ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
