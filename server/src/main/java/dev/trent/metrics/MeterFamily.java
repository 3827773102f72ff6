package dev.trent.metrics;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/// The meters of one name, one for each combination of labels that there is at the moment of a scrape.
///
/// @param snapshot makes the form of the client of Prometheus
record MeterFamily(Supplier<MetricSnapshot> snapshot) implements Collector {
    static MeterFamily ofGauges(String name, String help, List<String> labels, Supplier<List<Measure>> measures) {
        return new MeterFamily(() -> {
            GaugeSnapshot.Builder gauges = GaugeSnapshot.builder().name(name).help(help);
            for (Measure measure : measures.get()) {
                gauges.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                        .labels(Labels.of(labels, measure.labels()))
                        .value(measure.value())
                        .build());
            }
            return gauges.build();
        });
    }

    static MeterFamily ofCounters(String name, String help, List<String> labels, Supplier<List<Measure>> measures) {
        return new MeterFamily(() -> {
            CounterSnapshot.Builder counters =
                    CounterSnapshot.builder().name(name).help(help);
            for (Measure measure : measures.get()) {
                counters.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                        .labels(Labels.of(labels, measure.labels()))
                        .value(measure.value())
                        .build());
            }
            return counters.build();
        });
    }

    /// @param perUnit how many of the values' units make the unit of the name
    static MeterFamily ofHistograms(
            String name, String help, List<String> labels, double perUnit, Supplier<List<Spread>> spreads) {
        return new MeterFamily(() -> {
            HistogramSnapshot.Builder histograms =
                    HistogramSnapshot.builder().name(name).help(help);
            for (Spread spread : spreads.get()) {
                histograms.dataPoint(HistogramSnapshot.HistogramDataPointSnapshot.builder()
                        .labels(Labels.of(labels, spread.labels()))
                        .classicHistogramBuckets(ClassicHistogramBuckets.of(
                                bounds(spread.values().bounds(), perUnit),
                                spread.values().counts()))
                        .sum(spread.values().sum() / perUnit)
                        .build());
            }
            return histograms.build();
        });
    }

    private static double[] bounds(long[] bounds, double perUnit) {
        double[] units = Arrays.copyOf(
                Arrays.stream(bounds).mapToDouble(bound -> bound / perUnit).toArray(), bounds.length + 1);
        units[bounds.length] = Double.POSITIVE_INFINITY;
        return units;
    }

    @Override
    public MetricSnapshot collect() {
        return snapshot.get();
    }
}
