package dev.trent.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {
    private static Glob glob(String pattern) {
        return Glob.of(Template.parse(pattern, true, false).pattern());
    }

    @ParameterizedTest
    @CsvSource({
        "*, '', true",
        "*, abc, true",
        "'', '', true",
        "'', a, false",
        "?, '', false",
        "?, a, true",
        "?, ab, false",
        "abc, abc, true",
        "abc, abcd, false",
        "abc, ab, false",
        "abc, aBc, false",
        "ab*, ab, true",
        "ab*, a, false",
        "*c, abc, true",
        "*c, abcd, false",
        "a*c, ac, true",
        "a*c, abcbc, true",
        "a*b*c, a-b-b-c, true",
        "a*b*c, a-c-b, false",
        "**, x, true",
        "*?*, '', false",
        "*?*, x, true",
        "?*?, x, false",
        "*ab, aab, true",
        "a?*b, ab, false",
    })
    void a_pattern_matches(String pattern, String text, boolean matches) {
        assertThat(glob(pattern).matches(text, Steps.unlimited())).isEqualTo(matches);
        assertThat(glob(pattern).matches("<" + text + ">", 1, text.length() + 1, Steps.unlimited()))
                .isEqualTo(matches);
    }

    @Test
    void case_is_ignored_when_asked() {
        Glob glob = Glob.ignoringCase(Template.parse("Re*CRYPT?o", true, false).pattern());
        assertThat(glob.matches("reEncryptTO", Steps.unlimited())).isTrue();
        assertThat(glob.matches("reEncryptFrom", Steps.unlimited())).isFalse();
    }

    /// Naive matching takes pattern × text steps for these patterns.
    @ParameterizedTest
    @ValueSource(strings = {"*%sb", "*%s%sb*", "*a*%sb*a", "*%s?b*", "*?%sb*", "*%sb*%sb*", "a*%s?%sc*"})
    void steps_are_linear_in_pattern_and_text(String shape) {
        long once = steps(shape, 500, 4_000);
        long twice = steps(shape, 1_000, 8_000);
        // A `?` costs one step for each 64 elements. With these lengths, a character costs less than forty
        // steps.
        assertThat(once).isLessThan(50L * (2 * 500 + 4_000));
        assertThat(twice).isLessThan(50L * (2 * 1_000 + 8_000));
    }

    private static long steps(String shape, int pieceLength, int textLength) {
        String piece = "a".repeat(pieceLength);
        Steps steps = Steps.unlimited();
        Glob glob = glob(shape.replace("%s", piece));
        assertThat(glob.matches("a".repeat(textLength), steps)).isFalse();
        return steps.spent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*%sb", "*%sb*", "*%s?b*", "*?%sb", "*%sb*%sb*", "a*%s?%sbc*", "*%s*%sb?*c"})
    void long_pieces_are_found(String shape) {
        for (int length : new int[] {1, 63, 64, 65, 127, 128, 129, 700}) {
            String piece = "a".repeat(length);
            Glob glob = glob(shape.replace("%s", piece));
            String found = shape.replace("*", "aaab").replace("?", "x").replace("%s", piece);
            Steps steps = Steps.unlimited();
            assertThat(glob.matches(shape.startsWith("*") ? "a".repeat(2_000) + found : "a" + found, steps))
                    .as("%s with %d", shape, length)
                    .isEqualTo(shape.endsWith("*") || found.endsWith(shape.substring(shape.length() - 1)));
            assertThat(glob.matches("a".repeat(3_000), steps)).isFalse();
        }
    }

    /// The matching by pieces and the plain matching give the same answers as a table of all prefixes.
    @Test
    void random_patterns_match_as_by_definition() {
        long seed = 20260711;
        Random random = new Random(seed);
        for (int round = 0; round < 30_000; round++) {
            String pattern =
                    text(random, "aab*?*", random.nextInt(12)) + "*" + text(random, "aaab?*", random.nextInt(90));
            String text = text(random, "aaaaaab", random.nextInt(200));
            assertThat(glob(pattern).matches(text, Steps.unlimited()))
                    .as("seed %d, round %d: %s in %s", seed, round, pattern, text)
                    .isEqualTo(byDefinition(pattern, text));
        }
    }

    private static String text(Random random, String alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private static boolean byDefinition(String pattern, String text) {
        boolean[] reachable = new boolean[text.length() + 1];
        reachable[0] = true;
        for (int p = 0; p < pattern.length(); p++) {
            char element = pattern.charAt(p);
            boolean[] next = new boolean[text.length() + 1];
            for (int i = 0; i <= text.length(); i++) {
                next[i] = element == '*'
                        ? reachable[i] || (i > 0 && next[i - 1])
                        : i > 0 && reachable[i - 1] && (element == '?' || element == text.charAt(i - 1));
            }
            reachable = next;
        }
        return reachable[text.length()];
    }

    @Test
    void a_count_ends_what_takes_too_long() {
        Glob glob = glob("*" + "a".repeat(500) + "b*");
        assertThatThrownBy(() -> glob.matches("a".repeat(4_000), Steps.atMost(2_000)))
                .isInstanceOf(Steps.Exceeded.class);
    }
}
