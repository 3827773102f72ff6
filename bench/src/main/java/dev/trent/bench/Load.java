package dev.trent.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// A load generator on one thread: connections that each send the next request when their answer is complete.
///
/// The loop is closed, so latencies do not include the waiting of requests that would have been sent meanwhile.
/// Requests are signed before they are needed, and signed again before the five minutes of a signature are
/// over.
public final class Load {
    private static final int REQUESTS = 2000;
    private static final Duration RESIGN_AFTER = Duration.ofMinutes(2);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);
    private static final int PLAINTEXT_BYTES = 64;
    private static final String USAGE =
            "Load --url=http://127.0.0.1:4599 [--connections=16] [--seconds=10] [--warmup=5]"
                    + " [--operation=Encrypt|Decrypt|GenerateDataKey|DescribeKey|echo] [--pid=PID of the server]"
                    + " [--access-key=test] [--secret=test] [--region=us-east-1] [--json=true]";

    private final InetSocketAddress address;
    private final Signer signer;
    private final String operation;
    private final Random random = new Random(7);

    private Load(URI url, Map<String, String> options) throws IOException {
        InetAddress host = InetAddress.getByName(url.getHost());
        if (!host.isLoopbackAddress()) {
            throw new IllegalArgumentException("Load is for servers on this machine; " + url.getHost() + " is not.");
        }
        this.address = new InetSocketAddress(host, url.getPort());
        this.operation = options.getOrDefault("operation", "Encrypt");
        this.signer = new Signer(
                url.getHost() + ":" + url.getPort(),
                options.getOrDefault("region", "us-east-1"),
                options.getOrDefault("access-key", "test"),
                options.getOrDefault("secret", "test"));
    }

    /// What was measured.
    ///
    /// @param cpuMicros of the server, per request; null if its process was not named
    record Result(
            long requests,
            long errors,
            double seconds,
            Histogram latency,
            @Nullable Double cpuMicros,
            long residentKib) {}

    /// Puts a server under load and prints one line of figures.
    public static void main(String[] arguments) throws IOException {
        Map<String, String> options = options(arguments);
        String url = options.get("url");
        if (url == null) {
            System.err.println("usage: " + USAGE);
            System.exit(2);
            return;
        }
        try {
            Result result = run(options);
            System.out.println(options.containsKey("json") ? json(result) : line(result));
            System.exit(result.errors == 0 ? 0 : 1);
        } catch (IOException | IllegalArgumentException failure) {
            System.err.println("Load: " + failure.getMessage());
            System.exit(1);
        }
    }

    static Result run(Map<String, String> options) throws IOException {
        Load load = new Load(URI.create(options.getOrDefault("url", "")), options);
        int connections = Integer.parseInt(options.getOrDefault("connections", "16"));
        Duration warmup = Duration.ofSeconds(Long.parseLong(options.getOrDefault("warmup", "5")));
        Duration measured = Duration.ofSeconds(Long.parseLong(options.getOrDefault("seconds", "10")));
        return load.measure(connections, warmup, measured, options.get("pid"));
    }

    static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (!argument.startsWith("--") || equals < 0) {
                throw new IllegalArgumentException("usage: " + USAGE);
            }
            options.put(argument.substring(2, equals), argument.substring(equals + 1));
        }
        return options;
    }

    private Result measure(int count, Duration warmup, Duration measured, @Nullable String pid) throws IOException {
        List<String> bodies = bodies();
        List<byte[]> requests = sign(bodies);
        try (Selector selector = Selector.open()) {
            List<Connection> connections = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                connections.add(Connection.open(address, selector));
            }
            Histogram latency = new Histogram(Duration.ofSeconds(60).toNanos(), 3);
            int next = 0;
            for (Connection connection : connections) {
                connection.send(requests.get(next++ % REQUESTS));
            }
            long begin = System.nanoTime() + warmup.toNanos();
            long end = begin + measured.toNanos();
            long signed = System.nanoTime();
            long done = 0;
            long errors = 0;
            boolean measuring = false;
            double cpuAtBegin = 0;
            while (System.nanoTime() < end) {
                if (!measuring && System.nanoTime() >= begin) {
                    measuring = true;
                    latency.reset();
                    done = 0;
                    errors = 0;
                    cpuAtBegin = cpuSeconds(pid);
                }
                if (System.nanoTime() - signed > RESIGN_AFTER.toNanos()) {
                    requests = sign(bodies);
                    signed = System.nanoTime();
                }
                if (selector.select(ANSWER_WITHIN.toMillis()) == 0) {
                    throw new IOException("no answer within " + ANSWER_WITHIN.toSeconds() + " seconds");
                }
                Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
                while (ready.hasNext()) {
                    Connection connection = (Connection) ready.next().attachment();
                    ready.remove();
                    if (connection.receive()) {
                        latency.recordValue(System.nanoTime() - connection.sentNanos());
                        done++;
                        errors += connection.succeeded() ? 0 : 1;
                        connection.send(requests.get(next++ % REQUESTS));
                    }
                }
            }
            double cpu = cpuSeconds(pid) - cpuAtBegin;
            for (Connection connection : connections) {
                connection.close();
            }
            return new Result(
                    done,
                    errors,
                    measured.toNanos() / 1e9,
                    latency,
                    pid == null ? null : cpu * 1e6 / done,
                    residentKib(pid));
        }
    }

    private List<byte[]> sign(List<String> bodies) {
        Instant now = Instant.now();
        String name = operation.equals("echo") ? "Encrypt" : operation;
        return bodies.stream().map(body -> signer.request(name, body, now)).toList();
    }

    private List<String> bodies() throws IOException {
        String keyId = operation.equals("echo") ? "1234abcd-12ab-34cd-56ef-1234567890ab" : createKey();
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            byte[] plaintext = new byte[PLAINTEXT_BYTES];
            random.nextBytes(plaintext);
            String encrypt = "{\"KeyId\":\"" + keyId + "\",\"Plaintext\":\""
                    + Base64.getEncoder().encodeToString(plaintext) + "\"}";
            bodies.add(
                    switch (operation) {
                        case "Decrypt" -> {
                            String blob = member(single("Encrypt", encrypt), "CiphertextBlob");
                            yield "{\"CiphertextBlob\":\"" + blob + "\"}";
                        }
                        case "GenerateDataKey" -> "{\"KeyId\":\"" + keyId + "\",\"KeySpec\":\"AES_256\"}";
                        case "DescribeKey" -> "{\"KeyId\":\"" + keyId + "\"}";
                        default -> encrypt;
                    });
        }
        return bodies;
    }

    private String createKey() throws IOException {
        return member(single("CreateKey", "{\"Description\":\"load\"}"), "KeyId");
    }

    private String single(String name, String body) throws IOException {
        try (Selector selector = Selector.open()) {
            Connection connection = Connection.open(address, selector);
            connection.send(signer.request(name, body, Instant.now()));
            while (true) {
                if (selector.select(ANSWER_WITHIN.toMillis()) == 0) {
                    throw new IOException("no answer to " + name);
                }
                selector.selectedKeys().clear();
                if (connection.receive()) {
                    String text = connection.text();
                    connection.close();
                    if (!connection.succeeded()) {
                        throw new IOException(
                                name + " was refused: " + text.lines().toList().getLast());
                    }
                    return text;
                }
            }
        }
    }

    private static String member(String json, String name) {
        int at = json.indexOf("\"" + name + "\":\"") + name.length() + 4;
        return json.substring(at, json.indexOf('"', at));
    }

    /// Returns the processor time that a process has used so far: user and system, in clock ticks of 10 ms.
    private static double cpuSeconds(@Nullable String pid) throws IOException {
        if (pid == null) {
            return 0;
        }
        String stat = Files.readString(Path.of("/proc", pid, "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
    }

    private static long residentKib(@Nullable String pid) throws IOException {
        if (pid == null) {
            return 0;
        }
        return Files.readAllLines(Path.of("/proc", pid, "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }

    private static double millis(Histogram latency, double percentile) {
        return latency.getValueAtPercentile(percentile) / 1e6;
    }

    private static String line(Result result) {
        return String.format(
                Locale.ROOT,
                "%.0f requests/s, p50 %.3f ms, p90 %.3f ms, p99 %.3f ms, p99.9 %.3f ms, max %.1f ms, %s CPU us/request,"
                        + " %d MiB, %d errors",
                result.requests / result.seconds,
                millis(result.latency, 50),
                millis(result.latency, 90),
                millis(result.latency, 99),
                millis(result.latency, 99.9),
                result.latency.getMaxValue() / 1e6,
                result.cpuMicros == null ? "-" : String.format(Locale.ROOT, "%.1f", result.cpuMicros),
                result.residentKib / 1024,
                result.errors);
    }

    private static String json(Result result) {
        return String.format(
                Locale.ROOT,
                "{\"rate\":%.1f,\"p50\":%.4f,\"p99\":%.4f,\"cpuMicros\":%.3f,\"residentMib\":%d,\"errors\":%d}",
                result.requests / result.seconds,
                millis(result.latency, 50),
                millis(result.latency, 99),
                result.cpuMicros == null ? 0 : result.cpuMicros,
                result.residentKib / 1024,
                result.errors);
    }
}
