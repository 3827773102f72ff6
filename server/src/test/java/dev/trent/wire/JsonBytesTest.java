package dev.trent.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class JsonBytesTest {
    private static final int TEXTS = 5_000;
    private static final String UNUSUAL = "\"\\\u0000\n\u001f\u007f\u00e9\u20ac\ud83d\ude00";

    @Test
    void a_text_is_read_back_as_it_was() {
        long seed = 20261129;
        Random random = new Random(seed);
        for (int i = 0; i < TEXTS; i++) {
            String text = text(random);
            byte[] json = new JsonBytes(16).value(text).toByteArray();
            assertThat(read(json)).as("seed %s", seed).isEqualTo(text);
        }
    }

    @Test
    void a_text_that_fits_is_kept_whole_and_another_is_cut_where_it_no_longer_does() {
        long seed = 20261130;
        Random random = new Random(seed);
        for (int i = 0; i < TEXTS; i++) {
            String text = text(random);
            int bytesMax = random.nextInt(120);
            String fitting = JsonBytes.fitting(text, bytesMax);
            assertThat(text).as("seed %s", seed).startsWith(fitting);
            assertThat(writtenBytes(fitting)).as("seed %s", seed).isLessThanOrEqualTo(bytesMax);
            if (fitting.length() < text.length()) {
                int next = Character.charCount(text.codePointAt(fitting.length()));
                assertThat(writtenBytes(text.substring(0, fitting.length() + next)))
                        .as("seed %s", seed)
                        .isGreaterThan(bytesMax);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"plain,plain", "'',''", "ab\"cd,ab\\\"cd", "\"ab,\\\"ab", "ab\\,ab\\\\"})
    void quotes_and_backslashes_are_escaped_wherever_they_stand(String text, String written) {
        assertThat(new String(new JsonBytes(0).value(text).toByteArray(), UTF_8))
                .isEqualTo('"' + written + '"');
    }

    @Test
    void half_a_character_is_replaced() {
        assertThat(new String(new JsonBytes(0).value("a\ud83db").toByteArray(), UTF_8))
                .isEqualTo("\"a\\ufffdb\"");
    }

    private static String read(byte[] json) {
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            return parser.getString();
        }
    }

    private static int writtenBytes(String text) {
        return new JsonBytes(16).value(text).length() - 2;
    }

    /// Returns a text of mostly plain characters.
    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(60);
        while (text.length() < length) {
            int point = random.nextInt(8) == 0
                    ? UNUSUAL.codePointAt(
                            UNUSUAL.offsetByCodePoints(0, random.nextInt(UNUSUAL.codePointCount(0, UNUSUAL.length()))))
                    : ' ' + random.nextInt(0x7f - ' ');
            text.appendCodePoint(point);
        }
        return text.toString();
    }
}
