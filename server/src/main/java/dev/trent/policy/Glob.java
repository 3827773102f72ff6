package dev.trent.policy;

import dev.trent.aws.Footprint;
import java.util.Arrays;

/// A compiled pattern: `*` stands for any characters, `?` for exactly one.
///
/// Matching keeps one place to return to, the latest `*`: an earlier one never needs another try, since whatever
/// follows it was found as early as possible. So a match takes at most pattern length × text length steps and no
/// memory, whatever the pattern (compare Russ Cox, "Glob Matching Can Be Simple And Fast Too", 2017).
///
/// A pattern is given as an array of UTF-16 units with [#ANY] and [#ONE] for the wildcards. The two lie outside the
/// range of characters, so that a `*` out of a request can never be taken for a wildcard.
final class Glob {
    static final int ANY = -1;
    static final int ONE = -2;

    private final int[] pattern;
    private final boolean ignoringCase;
    // How many characters before the first wildcard; most patterns are such a prefix and one `*`, or have no wildcard.
    private final int fixed;

    private Glob(int[] pattern, boolean ignoringCase) {
        this.pattern = pattern;
        this.ignoringCase = ignoringCase;
        int first = 0;
        while (first < pattern.length && pattern[first] >= 0) {
            first++;
        }
        this.fixed = first;
    }

    static Glob of(int[] pattern) {
        return new Glob(pattern, false);
    }

    static Glob ignoringCase(int[] pattern) {
        int[] folded =
                Arrays.stream(pattern).map(c -> c < 0 ? c : Fold.fold((char) c)).toArray();
        return new Glob(folded, true);
    }

    boolean matches(String text) {
        return matches(text, 0, text.length());
    }

    /// Returns whether the pattern matches all of the text between two indexes.
    boolean matches(String text, int from, int to) {
        if (to - from < fixed) {
            return false;
        }
        for (int i = 0; i < fixed; i++) {
            if (pattern[i] != at(text, from + i)) {
                return false;
            }
        }
        if (fixed == pattern.length) {
            return to - from == fixed;
        }
        boolean restIsAny = fixed == pattern.length - 1 && pattern[fixed] == ANY;
        return restIsAny || wild(text, from + fixed, to);
    }

    /// Returns about how many bytes of the heap this takes.
    long bytes() {
        return Footprint.object(4) + Footprint.array(pattern.length, Integer.BYTES);
    }

    private boolean wild(String text, int from, int to) {
        int t = from;
        int p = fixed;
        int afterStar = -1;
        int retry = 0;
        while (t < to) {
            if (p < pattern.length && pattern[p] == ANY) {
                afterStar = ++p;
                retry = t;
            } else if (p < pattern.length && (pattern[p] == ONE || pattern[p] == at(text, t))) {
                p++;
                t++;
            } else if (afterStar >= 0) {
                p = afterStar;
                t = ++retry;
            } else {
                return false;
            }
        }
        while (p < pattern.length && pattern[p] == ANY) {
            p++;
        }
        return p == pattern.length;
    }

    private char at(String text, int index) {
        char c = text.charAt(index);
        return ignoringCase ? Fold.fold(c) : c;
    }
}
