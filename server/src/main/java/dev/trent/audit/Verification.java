package dev.trent.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Verifies the chain of a log. A server may be writing it.
public final class Verification {
    private static final Pattern HEAD = Pattern.compile("(?:([0-9]{1,18}):)?([0-9a-f]{64})");

    /// A server may write into a segment while it is read, so the reader may see a later block before an earlier one.
    private static final int READINGS_MAX = 3;

    private final Segments segments;
    private final List<String> troubles = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Set<ChainHead> removed = new HashSet<>();
    private long records;
    private long files;
    private long first;
    private ChainHead last = ChainHead.START;
    private @Nullable String log;

    /// The record before the first one that is here.
    private @Nullable ChainHead before;

    private Verification(Segments segments) {
        this.segments = segments;
    }

    /// Verifies a log.
    ///
    /// @param folder the folder of the log
    /// @param expected a record that the log must have, as an earlier verification has named it, or its hash alone;
    ///     null for none
    /// @throws IllegalArgumentException if the expected record has another form
    public static Verification of(Path folder, @Nullable String expected) throws IOException {
        return of(folder, expected, null, null);
    }

    /// Verifies the files of a log that have records of a range.
    ///
    /// @param from where the range begins; null for the beginning of the log, which then must be there, or removed
    ///     with a record of it
    /// @param to where the range ends; null for the end of the log
    public static Verification of(
            Path folder, @Nullable String expected, @Nullable LogPoint from, @Nullable LogPoint to) throws IOException {
        Matcher head = HEAD.matcher(expected == null ? "" : expected);
        if (expected != null && !head.matches()) {
            throw new IllegalArgumentException("'" + expected + "' is not the number and the hash of a record");
        }
        Verification verification = new Verification(Segments.in(folder));
        Segments segments = verification.segments;
        int end = to == null ? segments.files().size() : segments.indexAt(to) + 1;
        for (int i = from == null ? 0 : segments.indexAt(from); i < end; i++) {
            verification.verify(i);
        }
        if (from == null) {
            verification.lookAtBeginning();
        }
        if (expected != null) {
            verification.requireRecord(head.group(1), head.group(2));
        }
        return verification;
    }

    /// @param number null if only the hash is known
    private void requireRecord(@Nullable String number, String hash) throws IOException {
        if (number == null && !segments.hasHash(hash)) {
            troubles.add("a record with the hash " + hash + " is missing or was changed");
        } else if (number != null && !segments.has(new ChainHead(Long.parseLong(number), hash))) {
            troubles.add("record " + number + ": it is missing or was changed, because its hash was " + hash);
        }
    }

    /// Requires a record that a signed checkpoint names, unless its file was kept long enough.
    public void requireSigned(ChainHead signed) throws IOException {
        boolean gone = signed.seq() < first && !(before != null && before.seq() == signed.seq());
        boolean there = signed.equals(before) || (signed.seq() >= first && segments.has(signed));
        if (!gone && !there) {
            troubles.add("record " + signed.seq()
                    + ": it is missing or was changed, because a signed checkpoint has the hash " + signed.hash());
        }
    }

    /// Returns the id of the log; null if it has no chained record.
    public @Nullable String log() {
        return log;
    }

    /// Segments are removed from the oldest on, so the last removal covers all that is missing.
    private void lookAtBeginning() {
        if (before == null || before.seq() == 0) {
            return;
        }
        if (removed.contains(before)) {
            notes.add(
                    "The files before record " + first + " were kept long enough, and the log tells of their removal.");
        } else {
            troubles.addFirst("record 1: it is missing or was changed; no file is here from before record " + first
                    + ", and no record tells of a removal. Verify the rest with '--from " + first + "'");
        }
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
                                + " in the chain of log " + log + ". The heads of the files have numbers too, " + files
                                + " in all.");
        if (first > 0) {
            lines.add("The last record is " + last.seq() + ":" + last.hash());
        }
        return lines;
    }

    private void verify(int index) throws IOException {
        SegmentFile file = segments.files().get(index);
        if (!file.chained()) {
            if (log != null) {
                trouble(file, "the file has no chain, and an earlier file has one");
            } else {
                notes.add("'" + file.name() + "' is from before the chain: it was not verified.");
            }
            return;
        }
        Opening next = segments.after(index);
        ChainHead named = next == null ? null : next.previous();
        SegmentWalk walk = read(file, named);
        SegmentHeader header = walk.header();
        if (header == null) {
            lookAtRest(file, walk);
            return;
        }
        if (named != null && walk.unused(named)) {
            return;
        }
        if (first == 0) {
            first = walk.first();
            before = new ChainHead(first - 1, header.previous());
            log = header.log();
        }
        if (header.number() != file.number() || !header.log().equals(log)) {
            trouble(file, "the file is segment " + header.number() + " of log " + header.log());
        }
        records += walk.records();
        files++;
        last = walk.last();
        if (walk.linked() && named != null) {
            // The write of the records after it failed. Nobody got an answer for them.
            records -= last.seq() - named.seq();
            last = named;
        } else if (next != null) {
            trouble(
                    file,
                    next.header().accepted()
                            ? "an operator has accepted this at "
                                    + next.header().created()
                            : "the next file does not follow it");
        } else {
            lookAtRest(file, walk);
        }
    }

    private SegmentWalk read(SegmentFile file, @Nullable ChainHead named) throws IOException {
        SegmentWalk walk = SegmentWalk.of(file, named, this::lookAt);
        for (int i = 1; named == null && walk.state() != SegmentWalk.State.WHOLE && i < READINGS_MAX; i++) {
            walk = SegmentWalk.of(file, null);
        }
        return walk;
    }

    private void lookAt(byte[] record) {
        ChainHead last = RemovedSegment.lastOf(record);
        if (last != null) {
            removed.add(last);
        }
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
}
