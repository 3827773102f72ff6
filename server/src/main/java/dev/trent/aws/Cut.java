package dev.trent.aws;

/// Cuts texts whose length others choose to a length that this server chooses.
public final class Cut {
    /// The last character of a cut text.
    public static final char MARK = '…';

    private Cut() {}

    /// Returns the text; one that is too long is cut and ends with [#MARK].
    ///
    /// @param charactersMax the greatest length of the answer without the mark
    public static String to(String text, int charactersMax) {
        if (text.length() <= charactersMax) {
            return text;
        }
        // Half a character would not be text any more.
        int end = Character.isHighSurrogate(text.charAt(charactersMax - 1)) ? charactersMax - 1 : charactersMax;
        return text.substring(0, end) + MARK;
    }
}
