package dev.trent.lookup;

import dev.trent.audit.LogRecord;
import dev.trent.audit.LogSegment;
import java.io.IOException;
import java.util.Arrays;

/// The index of one segment in memory, while records are added to it.
///
/// For each term it has a chain of postings, the newest first. A posting is the number of a record in the segment. One
/// thread at a time uses it.
final class GrowingIndex implements SegmentIndex {
    private static final int RECORDS_FIRST = 256;
    private static final int POSTINGS_FIRST = 2048;
    private static final int SLOTS_FIRST = 1024;

    /// So many of the slots are in use at most: half of them.
    private static final int SLOTS_PER_TERM = 2;

    private final long segment;
    private final String identity;
    private final Terms terms;
    private final EventScan scan = new EventScan();

    private LogSegment.Position position = LogSegment.Position.START;
    private long last;
    private int records;
    private long[] places = new long[RECORDS_FIRST];
    private int[] seconds = new int[RECORDS_FIRST];
    private long earliest = Long.MAX_VALUE;
    private long latest = Long.MIN_VALUE;

    private int postings;
    private int[] numbers = new int[POSTINGS_FIRST];

    /// The posting before, plus one; 0 for none.
    private int[] previous = new int[POSTINGS_FIRST];

    private int termCount;
    private long[] slots = new long[SLOTS_FIRST];

    /// The newest posting of the term of each slot, plus one.
    private int[] heads = new int[SLOTS_FIRST];

    /// @param identity as in [LogSegment#identity]
    GrowingIndex(long segment, String identity, Terms terms) {
        this.segment = segment;
        this.identity = identity;
        this.terms = terms;
    }

    /// Adds records of the segment that were not added yet.
    ///
    /// @param last as in [LogSegment#read]
    /// @param recordsMax how many are read at most
    /// @return how many were read: less than that many at the end
    int extend(LogSegment log, long last, int recordsMax) throws IOException {
        int[] read = {0};
        position = log.read(position, last, record -> {
            add(record);
            read[0]++;
            return read[0] < recordsMax;
        });
        if (read[0] < recordsMax) {
            this.last = last;
        }
        return read[0];
    }

    private void add(LogRecord record) {
        if (!scan.read(record.payload())) {
            return;
        }
        long second = scan.second();
        if (second < 0 || second > Integer.MAX_VALUE || !terms.of(scan, this::post)) {
            return;
        }
        if (records == places.length) {
            places = Arrays.copyOf(places, 2 * records);
            seconds = Arrays.copyOf(seconds, 2 * records);
        }
        places[records] = record.offset();
        seconds[records] = (int) second;
        records++;
        earliest = Math.min(earliest, second);
        latest = Math.max(latest, second);
    }

    private void post(long term) {
        int slot = slot(term);
        if (slots[slot] == 0) {
            if (SLOTS_PER_TERM * (termCount + 1) > slots.length) {
                grow();
                slot = slot(term);
            }
            slots[slot] = term;
            termCount++;
        }
        int head = heads[slot];
        if (head > 0 && numbers[head - 1] == records) {
            return;
        }
        if (postings == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * postings);
            previous = Arrays.copyOf(previous, 2 * postings);
        }
        numbers[postings] = records;
        previous[postings] = head;
        postings++;
        heads[slot] = postings;
    }

    private int slot(long term) {
        int mask = slots.length - 1;
        int slot = (int) term & mask;
        while (slots[slot] != 0 && slots[slot] != term) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldSlots = slots;
        int[] oldHeads = heads;
        slots = new long[2 * oldSlots.length];
        heads = new int[slots.length];
        for (int i = 0; i < oldSlots.length; i++) {
            if (oldSlots[i] != 0) {
                int slot = slot(oldSlots[i]);
                slots[slot] = oldSlots[i];
                heads[slot] = oldHeads[i];
            }
        }
    }

    @Override
    public long[] newest(EventQuery question, long before, int max) {
        Candidates found = new Candidates(question, before, max);
        int posting = head(terms.of(question));
        boolean more = true;
        while (posting > 0 && more) {
            int number = numbers[posting - 1];
            more = found.take(places[number], seconds[number]);
            posting = previous[posting - 1];
        }
        return found.places();
    }

    long segment() {
        return segment;
    }

    String identity() {
        return identity;
    }

    Terms terms() {
        return terms;
    }

    /// Returns where the records end that were read.
    long offset() {
        return position.offset();
    }

    /// Returns the number up to which all records were read.
    long last() {
        return last;
    }

    int records() {
        return records;
    }

    long place(int number) {
        return places[number];
    }

    int second(int number) {
        return seconds[number];
    }

    /// Returns the time of the earliest record, in seconds.
    long earliest() {
        return earliest;
    }

    /// Returns the time of the latest record, in seconds.
    long latest() {
        return latest;
    }

    /// Returns all terms in the order of unsigned numbers.
    long[] sortedTerms() {
        long[] sorted = new long[termCount];
        int count = 0;
        for (long term : slots) {
            if (term != 0) {
                sorted[count++] = term ^ Long.MIN_VALUE;
            }
        }
        Arrays.sort(sorted);
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] ^= Long.MIN_VALUE;
        }
        return sorted;
    }

    /// Returns the newest posting of a term; 0 for none.
    int head(long term) {
        int slot = slot(term);
        return slots[slot] == 0 ? 0 : heads[slot];
    }

    /// Returns the number of the record of a posting.
    int number(int posting) {
        return numbers[posting - 1];
    }

    /// Returns the posting before; 0 for none.
    int before(int posting) {
        return previous[posting - 1];
    }
}
