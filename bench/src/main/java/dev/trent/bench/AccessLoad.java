package dev.trent.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Measures what it costs a server to decide, by who asks: the root user, users and sessions that policies or
/// grants let in, and grantees of keys with very many grants.
///
/// All are measured for a few seconds in turn, round after round, and each is held against its base in the
/// same round, because machines drift. Figures are medians over the rounds.
public final class AccessLoad {
    private static final Duration SETTLE = Duration.ofMillis(300);

    private AccessLoad() {}

    /// A caller's requests, measured against those of another.
    ///
    /// @param base the name of what it is held against; its own name if it is a base
    record Contender(String name, String base, Requests requests) {}

    /// Sets up callers, keys and grants on a server, measures, and prints a table.
    ///
    /// Options: those of [Target#USAGE], `--rounds=7 --seconds=3 --connections=16 --grants=50000`, that of
    /// [Quiet#of], and `--only=` a part of the callers' names.
    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = Load.options(arguments);
        Target target = Target.of(options);
        int rounds = Integer.parseInt(options.getOrDefault("rounds", "7"));
        Duration seconds = Duration.ofSeconds(Long.parseLong(options.getOrDefault("seconds", "3")));
        int connections = Integer.parseInt(options.getOrDefault("connections", "16"));
        List<Contender> contenders;
        try (AccessSetup setup = AccessSetup.open(target)) {
            contenders = setup.contenders(Integer.parseInt(options.getOrDefault("grants", "50000")));
            System.out.println(setup.report());
        }
        String only = options.getOrDefault("only", "");
        Set<String> bases = contenders.stream()
                .filter(one -> one.name.contains(only))
                .map(Contender::base)
                .collect(Collectors.toSet());
        contenders = contenders.stream()
                .filter(one -> one.name.contains(only) || bases.contains(one.name))
                .toList();
        ClosedLoop loop = new ClosedLoop(target.address(), target.process());
        Map<Contender, Series<Result>> measured = new LinkedHashMap<>();
        for (Contender one : contenders) {
            measured.put(one, new Series<>(one.name, () -> loop.run(one.requests, connections, SETTLE, seconds)));
        }
        Quiet quiet = Quiet.of(options, target.process());
        Series.take(List.copyOf(measured.values()), rounds, quiet);
        print(measured);
        System.out.println(quiet.report());
        System.out.printf(
                Locale.ROOT,
                "%nResident at the end: %d MiB.%n",
                target.process().residentKib() / 1024);
    }

    private static void print(Map<Contender, Series<Result>> measured) {
        System.out.println(
                "| who | requests/s | p50 ms | p99 ms | CPU µs/request | against | rate ÷ | p50 ÷ | CPU ÷ | errors |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        measured.forEach((contender, series) -> {
            Series<Result> base = measured.values().stream()
                    .filter(other -> other.name().equals(contender.base))
                    .findFirst()
                    .orElseThrow();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %,.0f | %.2f | %.2f | %.1f | %s | %.2f | %.2f | %.2f | %.0f |%n",
                    series.name(),
                    series.median(Result::rate),
                    series.median(result -> result.millis(50)),
                    series.median(result -> result.millis(99)),
                    series.median(Result::cpu),
                    base.equals(series) ? "–" : base.name(),
                    series.ratio(base, Result::rate),
                    series.ratio(base, result -> result.millis(50)),
                    series.ratio(base, Result::cpu),
                    series.sum(Result::errors));
        });
    }
}
