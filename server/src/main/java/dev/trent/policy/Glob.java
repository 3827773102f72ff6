package dev.trent.policy;

import dev.trent.aws.Fold;
import dev.trent.aws.Footprint;
import java.util.Arrays;

/// A compiled pattern: `*` stands for any characters, `?` for exactly one.
///
/// Matching remembers one place to return to: the latest `*`. An earlier `*` never needs another try, because
/// the text after it was already found as early as possible (compare Russ Cox, "Glob Matching Can Be Simple And
/// Fast Too", 2017). In the worst case this takes pattern length × text length steps. So it stops after
/// [#PLAIN_FACTOR] times the length of both. From there [Piece] looks for the part of the pattern after the
/// latest `*`. [Piece] reads each place of the text only once.
///
/// A pattern is given as an array of UTF-16 units with [#ANY] and [#ONE] for the wildcards. Both lie outside
/// the range of characters. So a `*` from a request is never read as a wildcard.
final class Glob {
    static final int ANY = -1;
    static final int ONE = -2;

    private static final int PLAIN_FACTOR = 2;

    private final int[] pattern;
    private final boolean ignoringCase;
    // The number of characters before the first wildcard. Most patterns have no wildcard, or only one `*` at
    // the end.
    private final int fixed;
    // No shorter text matches.
    private final int lengthMin;

    private Glob(int[] pattern, boolean ignoringCase) {
        this.pattern = pattern;
        this.ignoringCase = ignoringCase;
        int first = 0;
        while (first < pattern.length && pattern[first] >= 0) {
            first++;
        }
        this.fixed = first;
        int least = 0;
        for (int element : pattern) {
            least += element == ANY ? 0 : 1;
        }
        this.lengthMin = least;
    }

    static Glob of(int[] pattern) {
        return new Glob(pattern, false);
    }

    static Glob ignoringCase(int[] pattern) {
        int[] folded =
                Arrays.stream(pattern).map(c -> c < 0 ? c : Fold.fold((char) c)).toArray();
        return new Glob(folded, true);
    }

    boolean matches(String text, Steps steps) {
        return matches(text, 0, text.length(), steps);
    }

    /// Returns whether the pattern matches all of the text between two indexes.
    boolean matches(String text, int from, int to, Steps steps) {
        if (to - from < lengthMin) {
            steps.spend(1);
            return false;
        }
        for (int i = 0; i < fixed; i++) {
            if (pattern[i] != at(text, from + i)) {
                steps.spend(i + 1);
                return false;
            }
        }
        steps.spend(fixed + 1);
        if (fixed == pattern.length) {
            return to - from == fixed;
        }
        boolean restIsAny = fixed == pattern.length - 1 && pattern[fixed] == ANY;
        return restIsAny || (endMatches(text, to, steps) && wild(text, from + fixed, to, steps));
    }

    /// Returns about how many bytes of the heap this takes.
    long bytes() {
        return Footprint.object(5) + Footprint.array(pattern.length, Integer.BYTES);
    }

    /// Returns whether the part of the pattern after the last `*` matches the end of the text. The text is long
    /// enough.
    private boolean endMatches(String text, int to, Steps steps) {
        int p = pattern.length;
        int t = to;
        while (p > fixed && pattern[p - 1] != ANY) {
            p--;
            t--;
            if (pattern[p] != ONE && pattern[p] != at(text, t)) {
                steps.spend(pattern.length - p);
                return false;
            }
        }
        steps.spend(pattern.length - p);
        return true;
    }

    private boolean wild(String text, int from, int to, Steps steps) {
        int t = from;
        int p = fixed;
        int afterStar = -1;
        int retry = 0;
        int taken = 0;
        int plainMax = PLAIN_FACTOR * (pattern.length - fixed + to - from);
        while (t < to) {
            taken++;
            if (p < pattern.length && pattern[p] == ANY) {
                afterStar = ++p;
                retry = t;
                if (p == pattern.length) {
                    break;
                }
            } else if (p < pattern.length && (pattern[p] == ONE || pattern[p] == at(text, t))) {
                p++;
                t++;
            } else if (afterStar >= 0) {
                if (taken > plainMax) {
                    steps.spend(taken);
                    return sure(text, ++retry, to, afterStar, steps);
                }
                p = afterStar;
                t = ++retry;
            } else {
                steps.spend(taken);
                return false;
            }
        }
        steps.spend(taken);
        while (p < pattern.length && pattern[p] == ANY) {
            p++;
        }
        return p == pattern.length;
    }

    /// Continues after a `*`, piece by piece. Each piece except the last is taken at its first place. The last
    /// one matches the end of the text; this was checked before.
    private boolean sure(String text, int from, int to, int start, Steps steps) {
        int last = pattern.length;
        while (last > start && pattern[last - 1] != ANY) {
            last--;
        }
        int tail = to - (pattern.length - last);
        int t = from;
        int p = start;
        while (p < last) {
            int end = p;
            while (pattern[end] != ANY) {
                end++;
            }
            if (end > p) {
                t = new Piece(this, p, end).endOfFirst(text, t, tail, steps);
                if (t < 0) {
                    return false;
                }
            }
            p = end + 1;
        }
        return t <= tail;
    }

    int element(int index) {
        return pattern[index];
    }

    char at(String text, int index) {
        char c = text.charAt(index);
        return ignoringCase ? Fold.fold(c) : c;
    }
}
