package dev.trent.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// Measures what it costs a server to decide, by who asks: the root user, users and sessions that policies or
/// grants let in, and grantees of keys with very many grants.
///
/// All are measured for a few seconds in turn, round after round, and each is held against its base in the
/// same round, because machines drift. Figures are medians over the rounds.
public final class AccessLoad {
    private static final String USAGE = "AccessLoad --url=http://127.0.0.1:4599 --pid=PID of the server"
            + " --access-key=… --secret=… of a root user [--rounds=7] [--seconds=3] [--connections=16] [--grants=50000] [--only=part of a name]";

    private AccessLoad() {}

    /// A caller's requests, measured against those of another.
    ///
    /// @param base the name of what it is held against; its own name if it is a base
    record Contender(String name, String base, ClosedLoop.Requests requests) {}

    private record Measured(Contender contender, List<ClosedLoop.Result> rounds) {
        double median(ToDoubleFunction<ClosedLoop.Result> figure) {
            return AccessLoad.median(rounds.stream().mapToDouble(figure).toArray());
        }

        double ratio(Measured base, ToDoubleFunction<ClosedLoop.Result> figure) {
            double[] ratios = new double[rounds.size()];
            for (int i = 0; i < ratios.length; i++) {
                ratios[i] = figure.applyAsDouble(rounds.get(i)) / figure.applyAsDouble(base.rounds.get(i));
            }
            return AccessLoad.median(ratios);
        }
    }

    /// Sets up callers, keys and grants on a server, measures, and prints a table.
    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = Load.options(arguments);
        String given = options.get("url");
        String pid = options.get("pid");
        String accessKey = options.get("access-key");
        String secret = options.get("secret");
        if (given == null || pid == null || accessKey == null || secret == null) {
            System.err.println("usage: " + USAGE);
            System.exit(2);
            return;
        }
        URI url = URI.create(given);
        InetAddress host = InetAddress.getByName(url.getHost());
        if (!host.isLoopbackAddress()) {
            throw new IllegalArgumentException("AccessLoad is for servers on this machine.");
        }
        InetSocketAddress address = new InetSocketAddress(host, url.getPort());
        int rounds = Integer.parseInt(options.getOrDefault("rounds", "7"));
        Duration seconds = Duration.ofSeconds(Long.parseLong(options.getOrDefault("seconds", "3")));
        int connections = Integer.parseInt(options.getOrDefault("connections", "16"));
        ServerProcess server = new ServerProcess(pid);
        List<Contender> contenders;
        try (AccessSetup setup = AccessSetup.open(address, url.getHost() + ":" + url.getPort(), accessKey, secret)) {
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
        print(measure(new ClosedLoop(address, server), contenders, rounds, seconds, connections));
        System.out.printf(Locale.ROOT, "%nResident at the end: %d MiB.%n", server.residentKib() / 1024);
    }

    private static List<Measured> measure(
            ClosedLoop loop, List<Contender> contenders, int rounds, Duration seconds, int connections)
            throws IOException {
        List<Measured> measured = contenders.stream()
                .map(one -> new Measured(one, new ArrayList<>()))
                .toList();
        for (Contender contender : contenders) {
            // Warms up the compiler and the caches.
            loop.run(contender.requests, connections, Duration.ZERO, seconds);
        }
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < measured.size(); i++) {
                // Each round begins with another one, so that none always follows the same.
                Measured one = measured.get((i + round) % measured.size());
                one.rounds.add(loop.run(one.contender.requests, connections, Duration.ofMillis(300), seconds));
            }
        }
        return measured;
    }

    private static void print(List<Measured> measured) {
        System.out.println(
                "| who | requests/s | p50 ms | p99 ms | CPU µs/request | against | rate ÷ | p50 ÷ | CPU ÷ | errors |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        for (Measured one : measured) {
            Measured base = measured.stream()
                    .filter(other -> other.contender.name.equals(one.contender.base))
                    .findFirst()
                    .orElseThrow();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %,.0f | %.2f | %.2f | %.1f | %s | %.2f | %.2f | %.2f | %d |%n",
                    one.contender.name,
                    one.median(ClosedLoop.Result::rate),
                    one.median(result -> result.millis(50)),
                    one.median(result -> result.millis(99)),
                    one.median(AccessLoad::cpu),
                    base.equals(one) ? "–" : base.contender.name,
                    one.ratio(base, ClosedLoop.Result::rate),
                    one.ratio(base, result -> result.millis(50)),
                    one.ratio(base, AccessLoad::cpu),
                    one.rounds.stream().mapToLong(ClosedLoop.Result::errors).sum());
        }
    }

    private static double cpu(ClosedLoop.Result result) {
        return result.cpuMicros() == null ? Double.NaN : result.cpuMicros();
    }

    private static double median(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
