package dev.trent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForbiddenTextsTest {
    private static final String SECRET = "marker-of-a-secret~~\u00ff\u00fe?";
    private static final ForbiddenTexts TEXTS = new ForbiddenTexts(List.of(
            "another secret".getBytes(StandardCharsets.ISO_8859_1), SECRET.getBytes(StandardCharsets.ISO_8859_1)));

    private static List<String> in(String content) {
        return TEXTS.in(content.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @CsvSource({
        "as it is, marker-of-a-secret~~\u00ff\u00fe?",
        "reversed, ?\u00fe\u00ff~~terces-a-fo-rekram",
        "in hex, 6d61726b65722d6f662d612d7365637265747e7efffe3f",
        "in upper-case hex, 6D61726B65722D6F662D612D7365637265747E7EFFFE3F",
        "in Base64, bWFya2VyLW9mLWEtc2VjcmV0fn7//j8",
        "in Base64 for URLs, bWFya2VyLW9mLWEtc2VjcmV0fn7__j8"
    })
    void each_form_is_found_wherever_it_is(String form, String text) {
        for (String content : List.of(text, "m" + text, text + "m", "mar\0" + text + "\n")) {
            assertThat(in(content)).as(content).containsExactly(SECRET + ", " + form);
        }
    }

    @Test
    void a_part_of_a_secret_is_not_found() {
        assertThat(in("")).isEmpty();
        assertThat(in("ma")).isEmpty();
        assertThat(in(SECRET.substring(1))).isEmpty();
        assertThat(in(SECRET.substring(0, SECRET.length() - 1))).isEmpty();
    }
}
