package dev.trent.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SecretTest {
    private final Secret secret = Secret.owning(new byte[] {1, 2, 3});

    @Test
    void what_holds_a_secret_is_returned_and_the_secret_stays() {
        assertThat(secret.<Secret>handedTo(held -> held)).isSameAs(secret);
        assertThat(secret.exposed()).containsExactly(1, 2, 3);
    }

    @Test
    void a_secret_that_cannot_be_handed_over_is_zeroed() {
        assertThatThrownBy(() -> secret.handedTo(_ -> {
                    throw new IllegalStateException("no answer");
                }))
                .hasMessage("no answer");
        assertThat(secret.exposed()).containsOnly(0);
    }

    @Test
    void it_is_zeroed_after_an_error_too() {
        assertThatThrownBy(() -> secret.handedTo(_ -> {
                    throw new AssertionError("broken");
                }))
                .hasMessage("broken");
        assertThat(secret.exposed()).containsOnly(0);
    }
}
