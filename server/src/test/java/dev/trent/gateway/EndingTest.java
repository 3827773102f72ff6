package dev.trent.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.AwsError;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EndingTest {
    @Test
    void a_fault_is_what_the_server_is_the_reason_for() {
        assertThat(endingIn(Ending.FAULT))
                .isEqualTo(Stream.of(AwsError.values())
                        .filter(error -> error.status() >= 500)
                        .collect(Collectors.toSet()));
    }

    @Test
    void an_unproven_caller_is_not_a_denied_one() {
        assertThat(endingIn(Ending.UNAUTHENTICATED))
                .contains(AwsError.INVALID_SIGNATURE, AwsError.UNRECOGNIZED_CLIENT, AwsError.EXPIRED_TOKEN)
                .doesNotContain(AwsError.ACCESS_DENIED);
        assertThat(endingIn(Ending.DENIED)).containsOnly(AwsError.ACCESS_DENIED, AwsError.NOT_AUTHORIZED);
        assertThat(endingIn(Ending.THROTTLED)).containsOnly(AwsError.THROTTLING);
    }

    @Test
    void a_dry_run_that_would_succeed_is_a_success() {
        assertThat(endingIn(Ending.SUCCESS)).containsOnly(AwsError.DRY_RUN_OPERATION);
        assertThat(Ending.of(null)).isEqualTo(Ending.SUCCESS);
    }

    private static Set<AwsError> endingIn(Ending ending) {
        EnumSet<AwsError> errors = EnumSet.allOf(AwsError.class);
        errors.removeIf(error -> Ending.of(error.withoutMessage()) != ending);
        return errors;
    }
}
