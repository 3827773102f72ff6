package dev.trent.sigv4;

/// Cuts and cleans what a refusal repeats of an unauthenticated request.
final class Echo {
    private static final int CHARACTERS_MAX = 256;

    private Echo() {}

    static String of(String text) {
        StringBuilder clean = new StringBuilder(Math.min(text.length(), CHARACTERS_MAX));
        for (int i = 0; i < text.length() && i < CHARACTERS_MAX; i++) {
            char c = text.charAt(i);
            clean.append(c < ' ' || c > '~' ? '?' : c);
        }
        return clean.toString();
    }
}
