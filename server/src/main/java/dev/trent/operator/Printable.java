package dev.trent.operator;

/// Text of callers on its way to a terminal.
///
/// SAFE: a terminal obeys control characters. Letters that change the direction of writing make a line look
/// like another line. All of these are removed, and the length is limited.
public final class Printable {
    private static final char REPLACEMENT = '?';

    private Printable() {}

    /// Returns a text of at most so many characters without anything that a terminal would obey.
    public static String of(String text, int charactersMax) {
        StringBuilder clean = new StringBuilder(Math.min(text.length(), charactersMax));
        int at = 0;
        while (at < text.length() && clean.length() < charactersMax) {
            int character = text.codePointAt(at);
            at += Character.charCount(character);
            if (isHarmless(character)) {
                clean.appendCodePoint(character);
            } else {
                clean.append(REPLACEMENT);
            }
        }
        return at < text.length() ? clean.append('…').toString() : clean.toString();
    }

    private static boolean isHarmless(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
