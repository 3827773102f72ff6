package dev.trent.delivery;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.aws.AwsException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// How often an account may have the folders of a bucket walked through.
class WalkRateTest {
    @Test
    void an_account_has_its_walks_of_each_second() {
        AtomicLong nanos = new AtomicLong(-5);
        WalkRate rate = new WalkRate(20, nanos::get);
        for (int i = 0; i < 20; i++) {
            rate.admit("111122223333");
        }
        assertThatThrownBy(() -> rate.admit("111122223333")).isInstanceOf(AwsException.class);
        rate.admit("444455556666");
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(50));
        rate.admit("111122223333");
        assertThatThrownBy(() -> rate.admit("111122223333")).isInstanceOf(AwsException.class);
    }
}
