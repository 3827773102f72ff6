package dev.trent.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AllowanceTest {
    private static final int BYTES_PER_SECOND = 1_000;
    private static final int FULL = BYTES_PER_SECOND * Allowance.BURST_SECONDS;

    private long nanos;
    private final Allowance allowance = new Allowance(BYTES_PER_SECOND, () -> nanos);

    @Test
    void strangers_leave_half_of_it_to_the_account() {
        assertThat(allowance.takeForStranger("a", FULL / 2)).isTrue();
        assertThat(allowance.takeForStranger("a", 1)).isFalse();
        assertThat(allowance.take("a", FULL / 2)).isTrue();
        assertThat(allowance.take("a", 1)).isFalse();

        nanos += 1_000_000_000L;
        assertThat(allowance.takeForStranger("a", 1)).isFalse();
        assertThat(allowance.take("a", BYTES_PER_SECOND)).isTrue();
        assertThat(allowance.missed()).containsEntry("a", 3L);
    }

    @Test
    void one_account_takes_nothing_from_another() {
        assertThat(allowance.take("a", FULL)).isTrue();
        assertThat(allowance.take("b", FULL)).isTrue();
    }
}
