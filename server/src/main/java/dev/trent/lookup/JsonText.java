package dev.trent.lookup;

import java.nio.charset.StandardCharsets;

/// The content of a JSON text with escapes.
final class JsonText {
    private static final int HEX = 16;
    private static final int UNICODE_DIGITS = 4;

    private JsonText() {}

    /// Returns the content in UTF-8.
    ///
    /// @param start the place after the first quote
    /// @param end the place of the last quote
    static byte[] plain(byte[] json, int start, int end) {
        String written = new String(json, start, end - start, StandardCharsets.UTF_8);
        StringBuilder plain = new StringBuilder(written.length());
        int at = 0;
        while (at < written.length()) {
            char c = written.charAt(at++);
            if (c != '\\' || at == written.length()) {
                plain.append(c);
                continue;
            }
            char escape = written.charAt(at++);
            if (escape == 'u' && at + UNICODE_DIGITS <= written.length()) {
                plain.append(unit(written, at));
                at += UNICODE_DIGITS;
            } else {
                plain.append(
                        switch (escape) {
                            case 'b' -> '\b';
                            case 'f' -> '\f';
                            case 'n' -> '\n';
                            case 'r' -> '\r';
                            case 't' -> '\t';
                            default -> escape;
                        });
            }
        }
        return plain.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static char unit(String written, int at) {
        int unit = 0;
        for (int i = 0; i < UNICODE_DIGITS; i++) {
            unit = HEX * unit + Math.max(0, Character.digit(written.charAt(at + i), HEX));
        }
        return (char) unit;
    }
}
