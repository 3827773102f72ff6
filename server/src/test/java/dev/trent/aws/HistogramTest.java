package dev.trent.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class HistogramTest {
    private final Histogram histogram = new Histogram(10, 20);

    @Test
    void a_bound_belongs_to_its_bucket_and_what_is_greater_to_the_last() {
        for (long value : new long[] {0, 10, 11, 20, 21, Long.MAX_VALUE / 2}) {
            histogram.add(value);
        }
        assertThat(histogram.bounds()).containsExactly(10, 20);
        assertThat(histogram.counts()).containsExactly(2, 2, 2);
        assertThat(histogram.sum()).isEqualTo(62 + Long.MAX_VALUE / 2);
    }

    @Test
    void no_value_of_many_threads_is_lost() {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int thread = 0; thread < 4; thread++) {
                threads.execute(() -> {
                    for (int i = 0; i < 10_000; i++) {
                        histogram.add(i % 30);
                    }
                });
            }
        }
        assertThat(Arrays.stream(histogram.counts()).sum()).isEqualTo(40_000);
    }
}
