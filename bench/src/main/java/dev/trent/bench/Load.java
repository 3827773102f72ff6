package dev.trent.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// A load generator: a closed loop of requests of one kind by one caller.
public final class Load {
    private static final int REQUESTS = 2000;
    private static final int PLAINTEXT_BYTES = 64;
    private static final Pattern KEY_ID = Pattern.compile("\"KeyId\":\"([^\"]*)\"");
    private static final String USAGE =
            "Load --url=http://127.0.0.1:4599 [--connections=16] [--seconds=10] [--warmup=5]"
                    + " [--operation=Encrypt|EncryptWithEveryKey|Decrypt|GenerateDataKey|CreateKey|DescribeKey|ListKeys"
                    + "|ListAliases|echo] [--keys=100000] [--pid=PID of the server]"
                    + " [--patience=MINUTES to wait until nobody else uses the machine]"
                    + " [--tls=CERTIFICATE.pem of the server]"
                    + " [--access-key=test] [--secret=test] [--region=us-east-1] [--json=true]";

    private final InetSocketAddress address;
    private final Signer signer;
    private final String operation;
    private final int keys;
    private final @Nullable SSLContext tls;
    private final Random random = new Random(7);

    private Load(URI url, Map<String, String> options) throws IOException, GeneralSecurityException {
        InetAddress host = InetAddress.getByName(url.getHost());
        if (!host.isLoopbackAddress()) {
            throw new IllegalArgumentException("Load is for servers on this machine; " + url.getHost() + " is not.");
        }
        this.address = new InetSocketAddress(host, url.getPort());
        this.operation = options.getOrDefault("operation", "Encrypt");
        this.keys = Integer.parseInt(options.getOrDefault("keys", "100000"));
        String trusted = options.get("tls");
        this.tls = trusted == null ? null : TlsClient.trusting(Path.of(trusted));
        this.signer = new Signer(
                url.getHost() + ":" + url.getPort(),
                options.getOrDefault("region", "us-east-1"),
                options.getOrDefault("access-key", "test"),
                options.getOrDefault("secret", "test"));
    }

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
            System.exit(result.errors() == 0 ? 0 : 1);
        } catch (Exception failure) {
            System.err.println("Load: " + failure.getMessage());
            System.exit(1);
        }
    }

    static Result run(Map<String, String> options) throws Exception {
        Load load = new Load(URI.create(options.getOrDefault("url", "")), options);
        int connections = Integer.parseInt(options.getOrDefault("connections", "16"));
        Duration warmup = Duration.ofSeconds(Long.parseLong(options.getOrDefault("warmup", "5")));
        Duration measured = Duration.ofSeconds(Long.parseLong(options.getOrDefault("seconds", "10")));
        String pid = options.get("pid");
        ServerProcess server = pid == null ? null : new ServerProcess(pid);
        List<String> bodies = load.bodies();
        ClosedLoop loop = new ClosedLoop(load.address, server, load.tls);
        Series.Measurement<Result> measurement = () -> loop.run(() -> load.sign(bodies), connections, warmup, measured);
        return server == null ? measurement.take() : Quiet.of(options, server).take(measurement);
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

    private List<byte[]> sign(List<String> bodies) {
        Instant now = Instant.now();
        String name = operation.equals("echo") || operation.equals("EncryptWithEveryKey") ? "Encrypt" : operation;
        return bodies.stream().map(body -> signer.request(name, body, now)).toList();
    }

    private List<String> bodies() throws IOException {
        if (operation.equals("echo")) {
            return bodies("1234abcd-12ab-34cd-56ef-1234567890ab", null);
        }
        try (Api api = Api.open(address, signer, tls)) {
            if (operation.equals("EncryptWithEveryKey")) {
                return withEveryKey(api);
            }
            return bodies(Api.member(api.kms("CreateKey", "{\"Description\":\"load\"}"), "KeyId"), api);
        }
    }

    /// Returns one request for each of many keys, in an order that is not theirs: the server keeps only some of them
    /// in its memory.
    private List<String> withEveryKey(Api api) throws IOException {
        List<String> bodies = new ArrayList<>();
        String marker = "";
        while (bodies.size() < keys) {
            String page = api.kms("ListKeys", "{\"Limit\":400" + marker + "}");
            Matcher ids = KEY_ID.matcher(page);
            while (ids.find()) {
                bodies.add("{\"KeyId\":\"" + ids.group(1) + "\",\"Plaintext\":\"aGVsbG8gaGVsbG8gaGVsbG8gaGVsbG8=\"}");
            }
            if (!page.contains("\"NextMarker\":\"")) {
                break;
            }
            marker = ",\"Marker\":\"" + Api.member(page, "NextMarker") + "\"";
        }
        Collections.shuffle(bodies, random);
        return bodies;
    }

    /// @param api gives the ciphertexts to decrypt; null for the echo
    private List<String> bodies(String keyId, @Nullable Api api) throws IOException {
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            byte[] plaintext = new byte[PLAINTEXT_BYTES];
            random.nextBytes(plaintext);
            String encrypt = "{\"KeyId\":\"" + keyId + "\",\"Plaintext\":\""
                    + Base64.getEncoder().encodeToString(plaintext) + "\"}";
            bodies.add(
                    switch (operation) {
                        case "Decrypt" -> {
                            String blob =
                                    Api.member(Objects.requireNonNull(api).kms("Encrypt", encrypt), "CiphertextBlob");
                            yield "{\"CiphertextBlob\":\"" + blob + "\"}";
                        }
                        case "GenerateDataKey" -> "{\"KeyId\":\"" + keyId + "\",\"KeySpec\":\"AES_256\"}";
                        case "CreateKey", "ListAliases" -> "{}";
                        case "ListKeys" -> "{\"Limit\":100}";
                        case "DescribeKey" -> "{\"KeyId\":\"" + keyId + "\"}";
                        default -> encrypt;
                    });
        }
        return bodies;
    }

    private static String line(Result result) {
        return String.format(
                Locale.ROOT,
                "%.0f requests/s, p50 %.3f ms, p90 %.3f ms, p99 %.3f ms, p99.9 %.3f ms, max %.1f ms, %s CPU us/request,"
                        + " %d MiB, %d errors",
                result.rate(),
                result.millis(50),
                result.millis(90),
                result.millis(99),
                result.millis(99.9),
                result.latency().getMaxValue() / 1e6,
                result.cpuMicros() == null ? "-" : String.format(Locale.ROOT, "%.1f", result.cpuMicros()),
                result.residentKib() / 1024,
                result.errors());
    }

    private static String json(Result result) {
        return String.format(
                Locale.ROOT,
                "{\"rate\":%.1f,\"p50\":%.4f,\"p99\":%.4f,\"cpuMicros\":%.3f,\"residentMib\":%d,\"generatorBusy\":%.2f,"
                        + "\"errors\":%d}",
                result.rate(),
                result.millis(50),
                result.millis(99),
                result.cpuMicros() == null ? 0 : result.cpuMicros(),
                result.residentKib() / 1024,
                result.generatorBusy(),
                result.errors());
    }
}
