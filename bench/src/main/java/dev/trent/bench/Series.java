package dev.trent.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// One measurement, taken again in every round, because machines drift.
///
/// Whatever is compared is compared within a round; the figures are medians over the rounds.
final class Series<R> {
    private final String name;
    private final Measurement<R> measurement;
    private final List<R> rounds = new ArrayList<>();

    /// What is done in every round.
    interface Measurement<R> {
        R take() throws Exception;
    }

    Series(String name, Measurement<R> measurement) {
        this.name = name;
        this.measurement = measurement;
    }

    /// Takes all of them in turn, round after round; once before it counts, which warms up compiler and caches.
    ///
    /// @param quiet decides when
    static void take(List<? extends Series<?>> all, int rounds, Quiet quiet) throws Exception {
        for (Series<?> one : all) {
            one.measurement.take();
        }
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < all.size(); i++) {
                // Each round begins with another one, so that none always follows the same.
                Series<?> one = all.get((i + round) % all.size());
                one.takeOnce(quiet);
            }
        }
    }

    String name() {
        return name;
    }

    double median(ToDoubleFunction<? super R> figure) {
        return median(figures(figure));
    }

    double sum(ToDoubleFunction<? super R> figure) {
        return Arrays.stream(figures(figure)).sum();
    }

    double ratio(Series<? extends R> base, ToDoubleFunction<? super R> figure) {
        return ratio(figures(figure), base.figures(figure));
    }

    /// Returns a figure of every round.
    double[] figures(ToDoubleFunction<? super R> figure) {
        return rounds.stream().mapToDouble(figure).toArray();
    }

    /// Returns the median of the ratios within the rounds.
    static double ratio(double[] figures, double[] bases) {
        double[] ratios = new double[figures.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = figures[i] / bases[i];
        }
        return median(ratios);
    }

    static double median(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private void takeOnce(Quiet quiet) throws Exception {
        rounds.add(quiet.take(measurement));
    }
}
