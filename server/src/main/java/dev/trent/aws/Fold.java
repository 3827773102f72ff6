package dev.trent.aws;

/// Names compared without regard to case: letters within U+0000–U+00FF only.
///
/// All rooms fold only with this class. Unicode's wider folding turns the Kelvin sign U+212A into a `k`. With
/// it, a tag key with the Kelvin sign would pass a Deny on the key with the `k`, and then be the key with the
/// `k`. A policy document can hold no other letters than these.
public final class Fold {
    private static final int CASE_DISTANCE = 'a' - 'A';

    private Fold() {}

    /// Returns a character's small letter; the character itself if it has none.
    public static char fold(char c) {
        boolean upper = (c >= 'A' && c <= 'Z') || (c >= '\u00C0' && c <= '\u00DE' && c != '\u00D7');
        return upper ? (char) (c + CASE_DISTANCE) : c;
    }

    /// Returns a text in small letters.
    public static String fold(String text) {
        if (isFolded(text)) {
            return text;
        }
        char[] folded = text.toCharArray();
        for (int i = 0; i < folded.length; i++) {
            folded[i] = fold(folded[i]);
        }
        return new String(folded);
    }

    private static boolean isFolded(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (fold(text.charAt(i)) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// Returns a text in capitals.
    public static String capitals(String text) {
        char[] capitals = text.toCharArray();
        for (int i = 0; i < capitals.length; i++) {
            capitals[i] = capital(capitals[i]);
        }
        return new String(capitals);
    }

    /// Returns a name with a capital in front.
    public static String withCapital(String name) {
        return capital(name.charAt(0)) + name.substring(1);
    }

    /// Returns a name with a small letter in front.
    public static String withoutCapital(String name) {
        return fold(name.charAt(0)) + name.substring(1);
    }

    private static char capital(char c) {
        char capital = (char) (c - CASE_DISTANCE);
        return fold(capital) == c ? capital : c;
    }

    /// Returns whether two texts are equal without regard to case; allocates nothing.
    public static boolean same(String one, String other) {
        return one.length() == other.length() && same(one, 0, other);
    }

    /// Returns whether a text has another text at an index, without regard to case.
    public static boolean has(String text, int at, String other) {
        return at >= 0 && text.length() - at >= other.length() && same(text, at, other);
    }

    private static boolean same(String text, int at, String other) {
        for (int i = 0; i < other.length(); i++) {
            if (fold(text.charAt(at + i)) != fold(other.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /// Returns whether the text equals a name that is folded already; allocates nothing.
    public static boolean equal(String folded, String text) {
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
