package dev.trent.lookup;

import java.util.Arrays;

/// Gathers the places of records that may be wanted, up to a number.
final class Candidates {
    private static final int PLACES_FIRST = 64;

    private final EventQuery question;
    private final long before;
    private final int max;
    private long[] places;
    private int count;

    Candidates(EventQuery question, long before, int max) {
        this.question = question;
        this.before = before;
        this.max = max;
        this.places = new long[Math.min(max, PLACES_FIRST)];
    }

    /// Takes a record if it is early enough, and its time is wanted.
    ///
    /// @return whether another is wanted
    boolean take(long place, long second) {
        if (place < before && second >= question.fromSecond() && second <= question.toSecond()) {
            if (count == places.length) {
                places = Arrays.copyOf(places, Math.min(max, 2 * count));
            }
            places[count++] = place;
        }
        return count < max;
    }

    long[] places() {
        return Arrays.copyOf(places, count);
    }
}
