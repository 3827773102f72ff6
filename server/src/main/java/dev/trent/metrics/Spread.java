package dev.trent.metrics;

import dev.trent.aws.Histogram;
import java.util.List;

/// The values of one histogram.
///
/// @param labels the values of the labels, as in [Measure]
public record Spread(List<String> labels, Histogram values) {
    /// Copies the list.
    public Spread {
        labels = List.copyOf(labels);
    }
}
