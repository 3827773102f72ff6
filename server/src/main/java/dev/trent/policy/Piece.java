package dev.trent.policy;

import java.util.HashMap;
import java.util.Map;

/// Finds the part of a pattern between two `*` in a text, and reads the text only forwards.
///
/// A piece without `?` uses the algorithm of Knuth, Morris and Pratt: its steps are linear in the lengths of
/// piece and text. A piece with `?` keeps one bit for each of its elements. The bit is set if the piece up to
/// that element matches the characters read last (Baeza-Yates and Gonnet, "A New Approach to Text Searching",
/// 1992). It takes one step for each character of the text and each 64 elements of the piece.
final class Piece {
    private static final int LATIN = 0x100;

    private final Glob glob;
    private final int start;
    private final int end;

    /// @param start the start of the piece in the pattern
    /// @param end the end of the piece; it has at least one element and no `*`
    Piece(Glob glob, int start, int end) {
        this.glob = glob;
        this.start = start;
        this.end = end;
    }

    /// Returns the index after the first match of the piece in the text; -1 if there is none.
    int endOfFirst(String text, int from, int to, Steps steps) {
        for (int i = start; i < end; i++) {
            if (glob.element(i) == Glob.ONE) {
                return byBits(text, from, to, steps);
            }
        }
        return byBorders(text, from, to, steps);
    }

    private int byBorders(String text, int from, int to, Steps steps) {
        int[] borders = borders();
        steps.spend(2 * borders.length);
        int matched = 0;
        for (int t = from; t < to; t++) {
            char c = glob.at(text, t);
            while (matched > 0 && glob.element(start + matched) != c) {
                matched = borders[matched - 1];
            }
            matched += glob.element(start + matched) == c ? 1 : 0;
            if (matched == borders.length) {
                steps.spend(2 * (t + 1 - from));
                return t + 1;
            }
        }
        steps.spend(2 * Math.max(to - from, 0));
        return -1;
    }

    /// Returns, for each prefix of the piece, the length of the longest shorter prefix that is also its suffix.
    private int[] borders() {
        int[] borders = new int[end - start];
        int border = 0;
        for (int i = 1; i < borders.length; i++) {
            while (border > 0 && glob.element(start + i) != glob.element(start + border)) {
                border = borders[border - 1];
            }
            border += glob.element(start + i) == glob.element(start + border) ? 1 : 0;
            borders[i] = border;
        }
        return borders;
    }

    private int byBits(String text, int from, int to, Steps steps) {
        int length = end - start;
        int words = (length + Long.SIZE - 1) / Long.SIZE;
        long[] everywhere = new long[words];
        Map<Integer, long[]> accepting = accepting(everywhere, steps);
        long[][] latin = new long[LATIN][];
        for (int c = 0; c < LATIN; c++) {
            latin[c] = accepting.getOrDefault(c, everywhere);
        }
        long[] state = new long[words];
        long last = 1L << (length - 1);
        for (int t = from; t < to; t++) {
            char c = glob.at(text, t);
            long[] accepts = c < LATIN ? latin[c] : accepting.getOrDefault((int) c, everywhere);
            long carried = 1;
            for (int word = 0; word < words; word++) {
                long next = state[word] >>> (Long.SIZE - 1);
                state[word] = (state[word] << 1 | carried) & accepts[word];
                carried = next;
            }
            steps.spend(1 + words);
            if ((state[words - 1] & last) != 0) {
                return t + 1;
            }
        }
        return -1;
    }

    /// Returns, for each character of the piece, the elements that it matches.
    ///
    /// @param everywhere receives the elements that match every character
    private Map<Integer, long[]> accepting(long[] everywhere, Steps steps) {
        for (int i = start; i < end; i++) {
            if (glob.element(i) == Glob.ONE) {
                set(everywhere, i);
            }
        }
        steps.spend(LATIN + 2 * (end - start));
        Map<Integer, long[]> accepting = new HashMap<>();
        for (int i = start; i < end; i++) {
            if (glob.element(i) != Glob.ONE) {
                long[] bits = accepting.computeIfAbsent(glob.element(i), _ -> {
                    steps.spend(everywhere.length * Long.BYTES);
                    return everywhere.clone();
                });
                set(bits, i);
            }
        }
        return accepting;
    }

    private void set(long[] bits, int index) {
        int bit = index - start;
        bits[bit / Long.SIZE] |= 1L << (bit % Long.SIZE);
    }
}
