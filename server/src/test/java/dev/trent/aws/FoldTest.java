package dev.trent.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldTest {
    @Test
    void latin_letters_are_folded_and_nothing_else() {
        assertThat(Fold.fold("AWS:RequestTag/Größe-Ä×÷ß")).isEqualTo("aws:requesttag/größe-ä×÷ß");
        for (char c = 0x100; c < Character.MAX_VALUE; c++) {
            assertThat(Fold.fold(c)).isEqualTo(c);
        }
    }

    /// The Kelvin sign, the long s, the capital I with a dot and the small one without, the Y with two dots.
    @ParameterizedTest
    @CsvSource({
        "\u212A, k",
        "\u212A, K",
        "\u017F, s",
        "\u017F, S",
        "\u0130, i",
        "\u0130, I",
        "\u0131, i",
        "\u0178, \u00FF"
    })
    void what_only_unicode_folds_stays_another_letter(String one, String other) {
        assertThat(Fold.same(one, other)).isFalse();
        assertThat(Fold.same(other, one)).isFalse();
        assertThat(Fold.equal(Fold.fold(one), other)).isFalse();
        assertThat(Fold.has(one, 0, other)).isFalse();
        assertThat(Fold.fold(one)).isNotEqualTo(Fold.fold(other));
    }

    @Test
    void a_text_is_found_at_a_place() {
        assertThat(Fold.has("HTTP://a", 0, "http://")).isTrue();
        assertThat(Fold.has("http:/", 0, "http://")).isFalse();
        assertThat(Fold.has("x-Host:80", 2, "HOST")).isTrue();
        assertThat(Fold.has("x", 2, "")).isFalse();
    }

    @Test
    void capitals_are_the_way_back() {
        assertThat(Fold.capitals("audit_days-1ä÷ÿß")).isEqualTo("AUDIT_DAYS-1Ä÷ÿß");
        assertThat(Fold.withCapital("keyId")).isEqualTo("KeyId");
        assertThat(Fold.withoutCapital("KeyId")).isEqualTo("keyId");
    }
}
