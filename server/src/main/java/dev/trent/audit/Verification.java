package dev.trent.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Verifies the chain of a whole log. A server may be writing it.
public final class Verification {
    private static final Pattern HEAD = Pattern.compile("([0-9]{1,18}):([0-9a-f]{64})");

    /// A server may write into a segment while it is read, so the reader may see a later block before an earlier one.
    private static final int READINGS_MAX = 3;

    private final List<SegmentFile> files;
    private final List<String> troubles = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long records;
    private long first;
    private ChainHead last = ChainHead.START;
    private @Nullable String log;

    private Verification(List<SegmentFile> files) {
        this.files = files;
    }

    /// Verifies a log.
    ///
    /// @param folder the folder of the log
    /// @param expected a record that the log must have, as an earlier verification has named it; null for none
    /// @throws IllegalArgumentException if the expected record has another form
    public static Verification of(Path folder, @Nullable String expected) throws IOException {
        ChainHead head = expected == null ? null : head(expected);
        Verification verification = new Verification(SegmentFile.in(folder));
        for (int i = 0; i < verification.files.size(); i++) {
            verification.verify(i);
        }
        if (head != null && !verification.has(head)) {
            verification.troubles.add(
                    "record " + head.seq() + ": it is missing or was changed, because its hash was " + head.hash());
        }
        return verification;
    }

    private static ChainHead head(String text) {
        Matcher head = HEAD.matcher(text);
        if (!head.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not the number and the hash of a record");
        }
        return new ChainHead(Long.parseLong(head.group(1)), head.group(2));
    }

    /// Returns whether nothing was found.
    public boolean sound() {
        return troubles.isEmpty();
    }

    /// Returns what was found, each as one line: first the breaks of the chain in their order.
    public List<String> lines() {
        List<String> lines = new ArrayList<>(troubles);
        lines.addAll(notes);
        lines.add(
                first == 0
                        ? "The log has no chained record."
                        : "Verified: " + records + " records, from " + first + " to " + last.seq()
                                + " in the chain of log " + log + ".");
        if (first > 1) {
            lines.add("The files before record " + first + " are not here, so they were not verified.");
        }
        if (first > 0) {
            lines.add("The last record is " + last.seq() + ":" + last.hash());
        }
        return lines;
    }

    private void verify(int index) throws IOException {
        SegmentFile file = files.get(index);
        if (!file.chained()) {
            if (log != null) {
                trouble(file, "the file has no chain, and an earlier file has one");
            } else {
                notes.add("'" + file.name() + "' is from before the chain: it was not verified.");
            }
            return;
        }
        Link next = firstAfter(index);
        SegmentHeader nextHeader = next == null ? null : SegmentHeader.of(next.payload());
        ChainHead named = next == null || nextHeader == null
                ? null
                : new ChainHead(next.head().seq() - 1, nextHeader.previous());
        SegmentWalk walk = read(file, named);
        SegmentHeader header = walk.header();
        if (header == null) {
            lookAtRest(file, walk);
            return;
        }
        if (first == 0) {
            first = walk.first();
            log = header.log();
        }
        if (header.number() != file.number() || !header.log().equals(log)) {
            trouble(file, "the file is segment " + header.number() + " of log " + header.log());
        }
        records += walk.records();
        last = walk.last();
        if (walk.linked() && named != null) {
            // The write of the records after it failed. Nobody got an answer for them.
            records -= last.seq() - named.seq();
            last = named;
        } else if (named != null) {
            trouble(
                    file,
                    nextHeader != null && nextHeader.accepted()
                            ? "an operator has accepted this at " + nextHeader.created()
                            : "the next file does not follow it");
        } else {
            lookAtRest(file, walk);
        }
    }

    private SegmentWalk read(SegmentFile file, @Nullable ChainHead named) throws IOException {
        SegmentWalk walk = SegmentWalk.of(file, named);
        for (int i = 1; named == null && walk.state() != SegmentWalk.State.WHOLE && i < READINGS_MAX; i++) {
            walk = SegmentWalk.of(file, null);
        }
        return walk;
    }

    private void lookAtRest(SegmentFile file, SegmentWalk walk) {
        switch (walk.state()) {
            case WHOLE -> {}
            case TORN ->
                notes.add("'" + file.name() + "' ends in a batch that is not whole: a crash has torn it, or a server is"
                        + " writing it.");
            case CHANGED -> trouble(file, "more records follow");
        }
    }

    private void trouble(SegmentFile file, String what) {
        troubles.add(
                "record " + (last.seq() + 1) + ": it is missing or was changed, in '" + file.name() + "'; " + what);
    }

    /// Returns the header of the next segment that has one, as a record; null if there is none.
    private @Nullable Link firstAfter(int index) throws IOException {
        for (SegmentFile file : files.subList(index + 1, files.size())) {
            Link first = file.chained() ? SegmentWalk.first(file) : null;
            if (first != null) {
                return first;
            }
        }
        return null;
    }

    private boolean has(ChainHead head) throws IOException {
        for (SegmentFile file : files.reversed()) {
            Link begins = file.chained() ? SegmentWalk.first(file) : null;
            if (begins != null && begins.head().seq() <= head.seq()) {
                return SegmentWalk.of(file, head).linked();
            }
        }
        return false;
    }
}
