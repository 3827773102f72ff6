package dev.trent.metrics;

import dev.trent.aws.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// The file with the token that a scraper must have.
public final class TokenFile {
    private static final int CHARACTERS_MIN = 16;
    private static final int CHARACTERS_MAX = 1024;

    private TokenFile() {}

    /// Reads a token: one line of printable characters of ASCII without blanks.
    ///
    /// @throws IOException with one clear sentence if there is no such file, or if it has something else
    public static Secret read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("The file '" + file + "' of --metrics-token-file does not exist.");
        }
        byte[] text = Files.size(file) > CHARACTERS_MAX ? new byte[0] : Files.readAllBytes(file);
        try {
            int length = text.length;
            while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == '\r')) {
                length--;
            }
            boolean printable = true;
            for (int i = 0; i < length; i++) {
                printable &= text[i] > ' ' && text[i] <= '~';
            }
            if (length < CHARACTERS_MIN || !printable) {
                throw new IOException("The file '" + file + "' of --metrics-token-file must hold one line of "
                        + CHARACTERS_MIN + " to " + (CHARACTERS_MAX - 2)
                        + " printable characters without blanks; 'openssl rand -hex 32' makes one.");
            }
            return Secret.owning(Arrays.copyOf(text, length));
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }
}
