package dev.trent.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {
    private static final String TOKEN = "0123456789abcdef";

    @TempDir
    Path folder;

    @Test
    void the_end_of_the_line_is_no_part_of_the_token() throws IOException {
        for (String end : new String[] {"", "\n", "\r\n"}) {
            assertThat(new String(TokenFile.read(written(TOKEN + end)).exposed(), StandardCharsets.US_ASCII))
                    .isEqualTo(TOKEN);
        }
    }

    @Test
    void a_token_that_can_be_guessed_or_not_be_sent_is_refused() throws IOException {
        for (String text : new String[] {
            "", "\n", TOKEN.substring(1), TOKEN + " x", TOKEN + "\n" + TOKEN, TOKEN + "ü", TOKEN.repeat(100)
        }) {
            Path file = written(text);
            assertThatThrownBy(() -> TokenFile.read(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("one line");
        }
        assertThatThrownBy(() -> TokenFile.read(folder.resolve("none"))).hasMessageContaining("does not exist");
    }

    private Path written(String text) throws IOException {
        return Files.writeString(folder.resolve("token"), text);
    }
}
