package dev.trent.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
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
        assertThat(glob(pattern).matches(text)).isEqualTo(matches);
        assertThat(glob(pattern).matches("<" + text + ">", 1, text.length() + 1))
                .isEqualTo(matches);
    }

    @Test
    void case_is_ignored_when_asked() {
        Glob glob = Glob.ignoringCase(Template.parse("Re*CRYPT?o", true, false).pattern());
        assertThat(glob.matches("reEncryptTO")).isTrue();
        assertThat(glob.matches("reEncryptFrom")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a*a*a*a*b", "*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b", "?*?*?*?*?*?*?*b", "*aaaaaaaaaaaaaaaaaaaab"})
    void no_pattern_explodes(String pattern) {
        String text = "a".repeat(10_000);
        Glob glob = glob(pattern);
        // A thousand runs, so that a pause of the machine cannot decide; exponential matching would not end at all.
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            for (int i = 0; i < 1_000; i++) {
                assertThat(glob.matches(text)).isFalse();
            }
        });
        assertThat(glob.matches(text + "b")).isTrue();
    }
}
