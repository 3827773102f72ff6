package dev.trent.metrics;

import dev.trent.aws.Accidents;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All meters of a server. The rooms count for themselves, and a meter asks for the number when it is scraped.
///
/// Names begin with `trent_`, and end with their unit. A help text is a sentence without its full stop. Register
/// all meters before the first scrape.
public final class Meters implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Meters.class);
    private static final String PREFIX = "trent";
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int TEXT_BYTES_FIRST = 64 * 1024;

    private final Accidents accidents = new Accidents(LOG);
    private final PrometheusRegistry families = new PrometheusRegistry();
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, families, Clock.SYSTEM);

    /// The registry refers to the sources of counters weakly.
    private final List<LongSupplier> counted = new ArrayList<>();

    private final ProcessMeters process;

    /// Makes the meters of the process: memory, processor time, threads, files.
    ///
    /// @param version the version of Trent
    public Meters(String version) {
        var _ = registry.throwExceptionOnRegistrationFailure();
        registry.config().meterFilter(new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                return id.getName().startsWith(PREFIX) ? id : id.withName(PREFIX + "." + id.getName());
            }
        });
        process = new ProcessMeters();
        process.addTo(this, registry, version);
    }

    /// Adds a number that goes up and down.
    ///
    /// @param number NaN if it is unknown
    public void gauge(String name, String help, Supplier<Number> number) {
        var _ = Gauge.builder(name, number).description(help).register(registry);
    }

    /// Adds a yes or no, which is shown as 1 or 0.
    public void flag(String name, String help, Supplier<Boolean> yes) {
        gauge(name, help, () -> yes.get() ? 1 : 0);
    }

    /// Adds a number that only goes up.
    ///
    /// @param name without the suffix `_total`, which is added
    public void counter(String name, String help, LongSupplier number) {
        counted.add(number);
        var _ = FunctionCounter.builder(name, number, LongSupplier::getAsLong)
                .description(help)
                .register(registry);
    }

    /// Adds numbers that go up and down, with labels.
    public void gauges(String name, String help, List<String> labels, Supplier<List<Measure>> measures) {
        families.register(MeterFamily.ofGauges(name, help, labels, orNone(name, measures)));
    }

    /// Adds numbers that only go up, with labels.
    ///
    /// @param name without the suffix `_total`, which is added
    public void counters(String name, String help, List<String> labels, Supplier<List<Measure>> measures) {
        families.register(MeterFamily.ofCounters(name, help, labels, orNone(name, measures)));
    }

    /// Adds histograms of numbers.
    public void histograms(String name, String help, List<String> labels, Supplier<List<Spread>> spreads) {
        families.register(MeterFamily.ofHistograms(name, help, labels, 1, orNone(name, spreads)));
    }

    /// Adds histograms of times, which are counted in nanoseconds and shown in seconds.
    public void times(String name, String help, List<String> labels, Supplier<List<Spread>> spreads) {
        families.register(MeterFamily.ofHistograms(name, help, labels, NANOS_PER_SECOND, orNone(name, spreads)));
    }

    /// Leaves a meter out that cannot be read. One room in trouble must not hide the others.
    private <T> Supplier<List<T>> orNone(String name, Supplier<List<T>> numbers) {
        return () -> {
            try {
                return numbers.get();
            } catch (RuntimeException | AssertionError failure) {
                accidents.outage("The meter " + name + " cannot be read", failure);
                return List.of();
            }
        };
    }

    /// Returns all meters in the text format of Prometheus, version 0.0.4.
    public byte[] text() {
        ByteArrayOutputStream text = new ByteArrayOutputStream(TEXT_BYTES_FIRST);
        try {
            registry.scrape(text);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toByteArray();
    }

    @Override
    public void close() {
        registry.close();
    }
}
