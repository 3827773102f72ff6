package dev.trent.operator;

import java.io.IOException;
import java.io.Writer;

/// Collects written text up to a number of characters, and fails beyond that.
final class BoundedText extends Writer {
    private final StringBuilder text = new StringBuilder();
    private final int charactersMax;

    BoundedText(int charactersMax) {
        this.charactersMax = charactersMax;
    }

    @Override
    public void write(char[] buffer, int offset, int length) throws IOException {
        if (length > charactersMax - text.length()) {
            throw new IOException("more than " + charactersMax + " characters");
        }
        text.append(buffer, offset, length);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
        return text.toString();
    }
}
