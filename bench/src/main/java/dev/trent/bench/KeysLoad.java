package dev.trent.bench;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Measures what a server's operations on keys of every kind cost beyond the cryptography itself.
///
/// In every round each operation is put beside Encrypt and beside the provider's bare call. An operation may
/// cost that call and 1.2 times what Encrypt costs.
public final class KeysLoad {
    private static final double ENCRYPTS_ALLOWED = 1.2;
    private static final Duration SETTLE = Duration.ofMillis(300);
    private static final List<SigningKind> KINDS = List.of(
            SigningKind.ECC_NIST_P256, SigningKind.ECC_NIST_EDWARDS25519, SigningKind.RSA_2048, SigningKind.ML_DSA_65);

    private final ClosedLoop loop;
    private final int connections;
    private final Duration seconds;
    private final Series<Result> encrypt;
    private final List<Operation> operations = new ArrayList<>();

    /// An operation, and the bare call that it consists in.
    private record Operation(Series<Result> served, Series<Double> raw) {
        double overEncrypts(Series<Result> encrypt) {
            double[] beyond = served.figures(Result::cpu);
            for (int i = 0; i < beyond.length; i++) {
                beyond[i] = (beyond[i] - raw.figures(Double::doubleValue)[i]) / encrypt.figures(Result::cpu)[i];
            }
            return Series.median(beyond);
        }
    }

    private KeysLoad(ClosedLoop loop, int connections, Duration seconds, KeysSetup setup, String only)
            throws IOException, GeneralSecurityException {
        this.loop = loop;
        this.connections = connections;
        this.seconds = seconds;
        this.encrypt = served("Encrypt", setup.encrypt());
        for (SigningKind kind : KINDS) {
            if (("Sign, " + kind).contains(only)) {
                add("Sign, " + kind, setup.sign(kind), RawCall.sign(kind));
            }
        }
        for (SigningKind kind : KINDS) {
            if (("Verify, " + kind).contains(only)) {
                add("Verify, " + kind, setup.verify(kind), RawCall.verify(kind));
            }
        }
        if ("GenerateMac, HMAC_256".contains(only)) {
            add("GenerateMac, HMAC_256", setup.generateMac(), RawCall.mac());
        }
    }

    /// Makes keys on a server, measures, and prints a table.
    ///
    /// Options: those of [Target#USAGE], `--rounds=7 --seconds=3 --connections=16`, that of [Quiet#of], and
    /// `--only=` a part of the operations' names.
    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = Load.options(arguments);
        Target target = Target.of(options);
        KeysLoad load;
        try (KeysSetup setup = KeysSetup.open(target)) {
            load = new KeysLoad(
                    new ClosedLoop(target.address(), target.process()),
                    Integer.parseInt(options.getOrDefault("connections", "16")),
                    Duration.ofSeconds(Long.parseLong(options.getOrDefault("seconds", "3"))),
                    setup,
                    options.getOrDefault("only", ""));
        }
        List<Series<?>> all = new ArrayList<>(List.of(load.encrypt));
        for (Operation one : load.operations) {
            all.add(one.served);
            all.add(one.raw);
        }
        Quiet quiet = Quiet.of(options, target.process());
        Series.take(all, Integer.parseInt(options.getOrDefault("rounds", "7")), quiet);
        load.print();
        System.out.println(quiet.report());
    }

    private void add(String name, Requests requests, RawCall raw) {
        operations.add(
                new Operation(served(name, requests), new Series<>(name, () -> raw.cpuMicros(seconds.dividedBy(3)))));
    }

    private Series<Result> served(String name, Requests requests) {
        return new Series<>(name, () -> loop.run(requests, connections, SETTLE, seconds));
    }

    private void print() {
        System.out.println("| operation | requests/s | p50 ms | p99 ms | raw call µs | Encrypt µs | operation µs"
                + " | budget µs | (operation − raw) ÷ Encrypt | errors |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        double encryptCpu = encrypt.median(Result::cpu);
        line(encrypt, Double.NaN, encryptCpu, Double.NaN, 1);
        for (Operation one : operations) {
            double raw = one.raw.median(Double::doubleValue);
            line(one.served, raw, encryptCpu, raw + ENCRYPTS_ALLOWED * encryptCpu, one.overEncrypts(encrypt));
        }
    }

    private static void line(Series<Result> served, double raw, double encrypt, double budget, double over) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %,.0f | %.2f | %.2f | %s | %.1f | %.1f | %s | %.2f | %.0f |%n",
                served.name(),
                served.median(Result::rate),
                served.median(result -> result.millis(50)),
                served.median(result -> result.millis(99)),
                figure(raw),
                encrypt,
                served.median(Result::cpu),
                figure(budget),
                over,
                served.sum(Result::errors));
    }

    private static String figure(double micros) {
        return Double.isNaN(micros) ? "–" : String.format(Locale.ROOT, "%.1f", micros);
    }
}
