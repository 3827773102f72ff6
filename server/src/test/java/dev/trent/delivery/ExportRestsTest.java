package dev.trent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// When files are copied again that the other store did not take.
class ExportRestsTest {
    private static final String BAD = "111122223333";

    private final ExportRests rests = new ExportRests();
    private long nanos = Long.MAX_VALUE - 5;

    private static ExportQueue.Waiting file(String account, int number) {
        return new ExportQueue.Waiting(
                false, "files", "a/AWSLogs/" + account + "/CloudTrail/eu-central-1/" + number + ".json.gz");
    }

    private boolean restsAfter(ExportQueue.Waiting file, Duration time) {
        return rests.rests(file, nanos + time.toNanos());
    }

    @Test
    void a_file_rests_twice_as_long_after_each_failure_and_an_hour_at_most() {
        ExportQueue.Waiting file = file(BAD, 1);
        for (int failures = 1; failures < ExportRests.IN_A_ROW_MAX; failures++) {
            rests.failed(file, nanos);
            Duration rest = Duration.ofMinutes(Math.min(60, 1L << (failures - 1)));
            assertThat(restsAfter(file, rest.minusNanos(1)))
                    .as("after %s", failures)
                    .isTrue();
            assertThat(restsAfter(file, rest)).as("after %s", failures).isFalse();
            nanos += rest.toNanos();
        }
        assertThat(restsAfter(file(BAD, 2), Duration.ZERO)).isFalse();
    }

    @Test
    void a_file_that_never_goes_is_tried_each_hour() {
        ExportQueue.Waiting file = file(BAD, 1);
        for (int failures = 0; failures < 1000; failures++) {
            rests.failed(file, nanos);
        }
        assertThat(restsAfter(file, ExportRests.LONGEST.minusNanos(1))).isTrue();
        assertThat(restsAfter(file, ExportRests.LONGEST)).isFalse();
    }

    @Test
    void many_failures_in_a_row_let_the_files_of_that_account_rest_and_no_others() {
        for (int i = 0; i < ExportRests.IN_A_ROW_MAX; i++) {
            assertThat(restsAfter(file(BAD, 100), Duration.ZERO)).isFalse();
            rests.failed(file(BAD, i), nanos);
        }
        assertThat(restsAfter(file(BAD, 100), Duration.ZERO)).isTrue();
        assertThat(restsAfter(file("222222222222", 100), Duration.ZERO)).isFalse();
        assertThat(restsAfter(file(BAD, 100), ExportRests.SHORTEST)).isFalse();
        rests.copied(file(BAD, 100));
        assertThat(restsAfter(file(BAD, 101), Duration.ZERO)).isFalse();
        assertThat(restsAfter(file(BAD, 1), Duration.ZERO)).isTrue();
    }
}
