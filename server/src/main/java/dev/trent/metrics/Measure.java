package dev.trent.metrics;

import java.util.List;

/// One number of a meter with labels.
///
/// @param labels the values of the labels. They come from a bounded set that no caller can add to
public record Measure(List<String> labels, double value) {
    /// Copies the list.
    public Measure {
        labels = List.copyOf(labels);
    }

    /// Makes a number with one label.
    public Measure(String label, double value) {
        this(List.of(label), value);
    }
}
