package dev.trent.policy;

/// Names compared without regard to case: letters within U+0000–U+00FF only.
///
/// A policy document can hold no other letters, and Unicode's wider folding would let a name with the Kelvin sign
/// U+212A pass for one with a `k`.
final class Fold {
    private static final int CASE_DISTANCE = 'a' - 'A';

    private Fold() {}

    static char fold(char c) {
        boolean upper = (c >= 'A' && c <= 'Z') || (c >= '\u00C0' && c <= '\u00DE' && c != '\u00D7');
        return upper ? (char) (c + CASE_DISTANCE) : c;
    }

    static String fold(String text) {
        char[] folded = text.toCharArray();
        for (int i = 0; i < folded.length; i++) {
            folded[i] = fold(folded[i]);
        }
        return new String(folded);
    }

    /// Returns whether the text equals a name that is folded already; allocates nothing.
    static boolean equal(String folded, String text) {
        if (folded.length() != text.length()) {
            return false;
        }
        for (int i = 0; i < folded.length(); i++) {
            if (folded.charAt(i) != fold(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
