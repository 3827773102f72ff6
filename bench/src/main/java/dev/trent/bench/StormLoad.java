package dev.trent.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// Measures what callers of Encrypt notice of others who make and use the largest keys: once as callers who
/// wait for each answer, once at a fixed rate. And how long one waits for a key alone.
public final class StormLoad {
    private static final int CONNECTIONS = 4;
    private static final Duration SETTLE = Duration.ofMillis(300);

    private final List<Pair> pairs = new ArrayList<>();
    private final List<Series<Result>> makings = new ArrayList<>();

    /// A measurement in calm and in storm.
    private record Pair(Series<Result> calm, Series<Storm.Weathered> storm) {}

    private StormLoad() {}

    /// Makes keys on a server, measures, and prints tables.
    ///
    /// Options: those of [Target#USAGE], `--rounds=7 --seconds=3 --rate=1000 --creators=4 --signers=8`, and
    /// that of [Quiet#of].
    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = Load.options(arguments);
        Target target = Target.of(options);
        Duration seconds = Duration.ofSeconds(Long.parseLong(options.getOrDefault("seconds", "3")));
        int rate = Integer.parseInt(options.getOrDefault("rate", "1000"));
        ClosedLoop closed = new ClosedLoop(target.address(), target.process());
        OpenLoop open = new OpenLoop(target.address(), rate);
        try (KeysSetup setup = KeysSetup.open(target)) {
            Storm storm = new Storm(
                    target,
                    setup.createKey(Storm.KIND),
                    Integer.parseInt(options.getOrDefault("creators", "4")),
                    setup.sign(Storm.KIND),
                    Integer.parseInt(options.getOrDefault("signers", "8")),
                    setup);
            Requests encrypt = setup.encrypt();
            StormLoad load = new StormLoad();
            Duration lasting = SETTLE.plus(seconds);
            load.add(
                    CONNECTIONS + " connections",
                    storm,
                    lasting,
                    () -> closed.run(encrypt, CONNECTIONS, SETTLE, seconds));
            load.add(
                    String.format(Locale.ROOT, "%,d requests/s", rate),
                    storm,
                    lasting,
                    () -> open.run(encrypt, SETTLE, seconds));
            load.making("CreateKey, RSA_2048", closed, setup.createKey(SigningKind.RSA_2048), seconds);
            load.making("CreateKey, RSA_4096", closed, setup.createKey(SigningKind.RSA_4096), seconds);
            load.making(
                    "GenerateDataKeyPair, RSA_2048", closed, setup.generateDataKeyPair(SigningKind.RSA_2048), seconds);
            Quiet quiet = Quiet.of(options, target.process());
            load.take(Integer.parseInt(options.getOrDefault("rounds", "7")), quiet);
            load.print();
            System.out.println(quiet.report());
        }
    }

    private void add(String name, Storm storm, Duration lasting, Series.Measurement<Result> measurement) {
        pairs.add(new Pair(
                new Series<>(name, measurement), new Series<>(name, () -> storm.during(lasting, measurement))));
    }

    private void making(String name, ClosedLoop loop, Requests requests, Duration seconds) {
        makings.add(new Series<>(name, () -> loop.run(requests, 1, Duration.ZERO, seconds)));
    }

    private void take(int rounds, Quiet quiet) throws Exception {
        List<Series<?>> all = new ArrayList<>();
        for (Pair pair : pairs) {
            all.add(pair.calm);
            all.add(pair.storm);
        }
        all.addAll(makings);
        Series.take(all, rounds, quiet);
    }

    private void print() {
        System.out.println("| Encrypt | | requests/s | p50 ms | p99 ms | p50 ÷ calm | p99 ÷ calm | errors"
                + " | keys made | signed | throttled |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        for (Pair pair : pairs) {
            System.out.printf(
                    Locale.ROOT,
                    "| %s | calm | %,.0f | %.2f | %.2f | 1.00 | 1.00 | %.0f | – | – | – |%n",
                    pair.calm.name(),
                    pair.calm.median(Result::rate),
                    pair.calm.median(result -> result.millis(50)),
                    pair.calm.median(result -> result.millis(99)),
                    pair.calm.sum(Result::errors));
            System.out.printf(
                    Locale.ROOT,
                    "| %s | storm | %,.0f | %.2f | %.2f | %.2f | %.2f | %.0f | %.0f | %.0f | %.0f |%n",
                    pair.storm.name(),
                    pair.storm.median(weathered -> weathered.measured().rate()),
                    pair.storm.median(weathered -> weathered.measured().millis(50)),
                    pair.storm.median(weathered -> weathered.measured().millis(99)),
                    ratio(pair, result -> result.millis(50)),
                    ratio(pair, result -> result.millis(99)),
                    pair.storm.sum(weathered -> weathered.measured().errors()),
                    pair.storm.sum(weathered -> done(weathered.creating())),
                    pair.storm.sum(weathered -> done(weathered.signing())),
                    pair.storm.sum(weathered -> weathered.creating().throttled()
                            + weathered.signing().throttled()));
        }
        System.out.println("\n| alone, one connection | requests | p50 ms | p90 ms | errors |");
        System.out.println("| --- | --- | --- | --- | --- |");
        for (Series<Result> making : makings) {
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.0f | %.0f | %.0f | %.0f |%n",
                    making.name(),
                    making.sum(Result::requests),
                    making.median(result -> result.millis(50)),
                    making.median(result -> result.millis(90)),
                    making.sum(Result::errors));
        }
    }

    private static double ratio(Pair pair, ToDoubleFunction<Result> figure) {
        return Series.ratio(
                pair.storm.figures(weathered -> figure.applyAsDouble(weathered.measured())), pair.calm.figures(figure));
    }

    private static long done(Result result) {
        return result.requests() - result.errors();
    }
}
