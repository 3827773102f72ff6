package dev.trent.cli;

import dev.trent.aws.Answerer;
import dev.trent.aws.Call;
import dev.trent.aws.Headers;
import dev.trent.aws.Partition;
import dev.trent.crypto.Argon2id;
import dev.trent.crypto.Engine;
import dev.trent.gateway.Answered;
import dev.trent.identity.ConsoleLinks;
import dev.trent.operator.Serving;
import dev.trent.seal.RootKeyFile;
import dev.trent.store.Engines;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sts.StsClient;

/// A whole server in development mode on a free port of this process. There are two ways to call it: the AWS
/// SDK, and requests with every byte chosen by the test.
public final class TestServer implements AutoCloseable {
    /// The default Region of calls.
    public static final String REGION = "eu-central-1";

    /// The default account of calls.
    public static final String ACCOUNT = "111122223333";

    private static final FileAttribute<?> OWNER_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final DateTimeFormatter AMZ_DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path data;
    private final String region;
    private final Trent trent;
    private final InstantSource clock;
    private final HttpClient http = HttpClient.newHttpClient();

    /// An answer.
    public record Answer(int status, String body) {}

    private TestServer(Path data, String region, Trent trent, InstantSource clock) {
        this.clock = clock;
        this.region = region;
        this.data = data;
        this.trent = trent;
    }

    /// Starts a server on a data folder.
    public static TestServer start(Path data) {
        return start(data, null, Engine.fastest(), InstantSource.system());
    }

    /// Starts a server.
    ///
    /// @param database a JDBC URL; null for SQLite in the data folder
    public static TestServer start(Path data, @Nullable String database, Engine engine, InstantSource clock) {
        return start(data, database, engine, clock, new Bounds(), null, null);
    }

    /// Starts a server on a data folder with other bounds on what one caller may cost.
    ///
    /// @param bounds options as on the command line
    public static TestServer bounded(Path data, String... bounds) {
        Bounds parsed = CommandLines.parsed(new Bounds(), bounds);
        return start(data, null, Engine.fastest(), InstantSource.system(), parsed, null, null);
    }

    /// Starts a server on a data folder with other settings that have defaults.
    ///
    /// @param options options as on the command line
    public static TestServer tuned(Path data, String... options) {
        Tuning tuning = CommandLines.parsed(tuning(), options);
        Settings settings = new Settings(
                data, "127.0.0.1", 0, null, null, null, true, List.of(), new Network(), tuning, new Bounds(), null);
        try {
            prepare(data, Engine.fastest());
            InstantSource clock = InstantSource.system();
            return new TestServer(data, REGION, Trent.start(settings, Engine.fastest(), clock, null), clock);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    /// Starts a server on a data folder with other settings of its network and of the console.
    ///
    /// @param options options as on the command line
    public static TestServer networked(Path data, String... options) {
        Network network = CommandLines.parsed(new Network(), options);
        Settings settings = new Settings(
                data, "127.0.0.1", 0, null, null, null, true, List.of(), network, tuning(), new Bounds(), null);
        try {
            prepare(data, Engine.fastest());
            InstantSource clock = InstantSource.system();
            return new TestServer(data, REGION, Trent.start(settings, Engine.fastest(), clock, null), clock);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    /// Returns where the web console is; null if there is none.
    public @Nullable URI console() {
        String console = trent.console();
        return console == null ? null : URI.create(console);
    }

    /// Starts a server of another partition; calls that do not say a Region are in its usual one.
    public static TestServer of(Partition partition, Path data) {
        return start(data, null, Engine.fastest(), InstantSource.system(), new Bounds(), partition, null);
    }

    /// Starts a server on a data folder, with an onlooker for its calls.
    public static TestServer watched(Path data, Consumer<Answered> onlooker) {
        return start(data, null, Engine.fastest(), InstantSource.system(), new Bounds(), null, onlooker);
    }

    private static final class Options {
        @Mixin
        private final Network network = new Network();

        @Mixin
        private final Bounds bounds = new Bounds();
    }

    /// Starts a server whose meters can be read.
    ///
    /// @param files a certificate and its key, to listen with TLS; else none
    /// @param arguments options of the network and bounds, as on the command line
    public static TestServer scraped(Path data, List<Path> files, String... arguments) {
        Path certificate = files.isEmpty() ? null : files.getFirst();
        Path key = files.isEmpty() ? null : files.getLast();
        Options parsed = CommandLines.parsed(new Options(), arguments);
        try {
            prepare(data, Engine.fastest());
            Settings settings = new Settings(
                    data,
                    "127.0.0.1",
                    0,
                    certificate,
                    key,
                    null,
                    true,
                    List.of(),
                    parsed.network,
                    tuning(),
                    parsed.bounds,
                    null);
            InstantSource clock = InstantSource.system();
            return new TestServer(data, REGION, Trent.start(settings, Engine.fastest(), clock, null), clock);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    /// Asks where Prometheus reads the meters.
    ///
    /// @param headers names and values in turn
    public HttpResponse<String> scrape(String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(String.valueOf(trent.metrics())))
                .timeout(Duration.ofMinutes(2));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    /// Returns the readers of the audit log.
    Serving serving() {
        return trent.serving();
    }

    /// Makes a link by which the root user of an account signs in to the console, and returns its token.
    public String consoleLink(String account) {
        String token = trent.house().directory().consoleLinks().draw();
        var _ = trent.house().store().write(ConsoleLinks.make(token, account, clock.instant()));
        return token;
    }

    /// Starts a server on a data folder, with a seed.
    public static TestServer seeded(Path data, Path seed) {
        Settings settings = new Settings(data, "127.0.0.1", 0, null, null, null, true).seededBy(seed);
        try {
            InstantSource clock = InstantSource.system();
            return new TestServer(data, REGION, Trent.start(settings, Engine.fastest(), clock, null), clock);
        } catch (IOException failure) {
            throw new AssertionError(failure.getMessage(), failure);
        }
    }

    /// Returns settings that spare the tests a wait and most of the work of each password.
    private static Tuning tuning() {
        return new Tuning().withoutTakeover().hashingBy(new Argon2id(64, 1, 1));
    }

    private static TestServer start(
            Path data,
            @Nullable String database,
            Engine engine,
            InstantSource clock,
            Bounds bounds,
            @Nullable Partition partition,
            @Nullable Consumer<Answered> onlooker) {
        try {
            if (database == null && partition == null) {
                prepare(data, engine);
            }
            return new TestServer(
                    data,
                    partition == null ? REGION : partition.usualRegion(),
                    Trent.start(
                            new Settings(
                                    data,
                                    "127.0.0.1",
                                    0,
                                    null,
                                    null,
                                    database,
                                    true,
                                    List.of(),
                                    new Network(),
                                    tuning(),
                                    bounds,
                                    partition),
                            engine,
                            clock,
                            onlooker),
                    clock);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    /// Does what the first start on a folder does, with a copy of a database that has the schema already: the
    /// migrations take longer than the rest of the start. [#of] and [#seeded] leave all of it to the server.
    private static void prepare(Path data, Engine engine) throws IOException {
        if (Files.notExists(data)) {
            Files.createDirectories(data, OWNER_FOLDER);
        }
        try (Stream<Path> files = Files.list(data)) {
            if (files.findAny().isPresent()) {
                return;
            }
        }
        Files.createFile(data.resolve("dev"));
        Engines.migratedFile(data.resolve("trent.db"));
        RootKeyFile.create(data.resolve("root.key"), engine.random()).close();
    }

    /// Returns the clock that signatures are made with.
    public InstantSource clock() {
        return clock;
    }

    /// Returns the default Region of calls.
    String region() {
        return region;
    }

    /// Returns where the server listens.
    public URI uri() {
        return URI.create("http://127.0.0.1:" + trent.port());
    }

    /// Returns the AWS SDK's client of KMS for an account and a Region. The receiver closes it.
    public KmsClient client(String account, String region) {
        return client(account, DevCredentials.SECRET, region);
    }

    /// Returns the AWS SDK's client of KMS for an access key. The receiver closes it.
    public KmsClient client(String accessKeyId, String secret, String region) {
        return KmsClient.builder()
                .endpointOverride(uri())
                .region(Region.of(region))
                .credentialsProvider(credentials(accessKeyId, secret))
                .build();
    }

    /// Returns the AWS SDK's client of IAM for the root user of an account. The receiver closes it.
    public IamClient iam(String account) {
        return iam(account, DevCredentials.SECRET);
    }

    /// Returns the AWS SDK's client of IAM for an access key. The receiver closes it.
    public IamClient iam(String accessKeyId, String secret) {
        return IamClient.builder()
                .endpointOverride(uri())
                .region(Region.of(region))
                .credentialsProvider(credentials(accessKeyId, secret))
                .build();
    }

    /// Returns the AWS SDK's client of STS for any credentials. The receiver closes it.
    public StsClient sts(AwsCredentials credentials) {
        return StsClient.builder()
                .endpointOverride(uri())
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }

    /// Returns the AWS SDK's client of KMS for any credentials. The receiver closes it.
    public KmsClient kms(AwsCredentials credentials) {
        return KmsClient.builder()
                .endpointOverride(uri())
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }

    private static StaticCredentialsProvider credentials(String accessKeyId, String secret) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secret));
    }

    /// Calls with a form in AWS Query as the root user of an account.
    ///
    /// @param service the signing name, `iam` or `sts`
    public Answer query(String account, String service, String form) {
        return send(
                account,
                DevCredentials.SECRET,
                region,
                service,
                new TreeMap<>(Map.of("content-type", "application/x-www-form-urlencoded; charset=utf-8")),
                form.getBytes(StandardCharsets.UTF_8));
    }

    /// Gives an operator's command to the running server and returns what it prints.
    public String operator(String... arguments) {
        return new Installation(data).command(arguments).succeeded();
    }

    /// An access key of a user.
    public record UserKey(String accessKeyId, String secret) {}

    /// Makes a user with an access key.
    ///
    /// @param policy an inline policy; null for none
    public UserKey user(String account, String name, @Nullable String policy) {
        try (IamClient iam = iam(account)) {
            iam.createUser(request -> request.userName(name));
            if (policy != null) {
                iam.putUserPolicy(
                        request -> request.userName(name).policyName("own").policyDocument(policy));
            }
            AccessKey key =
                    iam.createAccessKey(request -> request.userName(name)).accessKey();
            return new UserKey(key.accessKeyId(), key.secretAccessKey());
        }
    }

    /// Calls an operation of KMS as a user.
    public Answer kms(UserKey user, String operation, String json) {
        return send(
                user.accessKeyId,
                user.secret,
                region,
                "kms",
                new TreeMap<>(Map.of(
                        "content-type", "application/x-amz-json-1.1", "x-amz-target", "TrentService." + operation)),
                json.getBytes(StandardCharsets.UTF_8));
    }

    /// Calls an operation of KMS with a body that the test chooses.
    public Answer kms(String operation, String json) {
        return kms(ACCOUNT, region, operation, json);
    }

    /// Calls an operation of KMS as the root user of an account.
    public Answer kms(String account, String region, String operation, String json) {
        return post(account, region, "TrentService." + operation, json.getBytes(StandardCharsets.UTF_8));
    }

    /// Calls an operation of CloudTrail as the root user of an account.
    public Answer cloudTrail(String account, String region, String operation, String json) {
        return cloudTrail(new UserKey(account, DevCredentials.SECRET), region, operation, json);
    }

    /// Calls an operation of CloudTrail as a user.
    public Answer cloudTrail(UserKey user, String operation, String json) {
        return cloudTrail(user, region, operation, json);
    }

    private Answer cloudTrail(UserKey user, String region, String operation, String json) {
        return send(
                user.accessKeyId,
                user.secret,
                region,
                "cloudtrail",
                new TreeMap<>(Map.of(
                        "content-type",
                        "application/x-amz-json-1.1",
                        "x-amz-target",
                        "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101." + operation)),
                json.getBytes(StandardCharsets.UTF_8));
    }

    /// Calls with any target and any bytes.
    public Answer post(String account, String region, String target, byte[] body) {
        return send(
                account,
                DevCredentials.SECRET,
                region,
                "kms",
                new TreeMap<>(Map.of("content-type", "application/x-amz-json-1.1", "x-amz-target", target)),
                body);
    }

    /// Calls an operation of KMS as a user and returns the id of the denial that it answers; null for no
    /// denial.
    public @Nullable String denialId(UserKey user, String operation, String json) {
        TreeMap<String, String> headers = new TreeMap<>(
                Map.of("content-type", "application/x-amz-json-1.1", "x-amz-target", "TrentService." + operation));
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return exchange(user.accessKeyId, user.secret, region, "kms", headers, body)
                .headers()
                .firstValue("x-trent-denial-id")
                .orElse(null);
    }

    /// Calls with any access key, any headers and any bytes.
    ///
    /// @param headers in lower case; host and date are added
    public Answer send(
            String accessKeyId,
            String secret,
            String region,
            String service,
            SortedMap<String, String> headers,
            byte[] body) {
        HttpResponse<String> response = exchange(accessKeyId, secret, region, service, headers, body);
        return new Answer(response.statusCode(), response.body());
    }

    private HttpResponse<String> exchange(
            String accessKeyId,
            String secret,
            String region,
            String service,
            SortedMap<String, String> headers,
            byte[] body) {
        String authorization = authorization(accessKeyId, secret, region, service, headers, body);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri())
                .timeout(Duration.ofMinutes(2))
                .header("Authorization", authorization)
                .POST(BodyPublishers.ofByteArray(body));
        headers.remove("host");
        headers.forEach(request::header);
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    /// Returns a signed call, as the listener would make it.
    ///
    /// @param headers in lower case; host and date are added
    public Call call(
            String accessKeyId, String secret, String service, SortedMap<String, String> headers, byte[] body) {
        String authorization = authorization(accessKeyId, secret, region, service, headers, body);
        Headers.Collector collector = new Headers.Collector().add("authorization", authorization);
        headers.forEach(collector::add);
        return new Call("POST", "/", "", collector.headers(), body.clone(), "127.0.0.1");
    }

    /// Returns a signed call of an operation of KMS, as the root user of the default account.
    public Call call(String operation, String json) {
        return call(
                ACCOUNT,
                DevCredentials.SECRET,
                "kms",
                new TreeMap<>(Map.of(
                        "content-type", "application/x-amz-json-1.1", "x-amz-target", "TrentService." + operation)),
                json.getBytes(StandardCharsets.UTF_8));
    }

    /// Returns what answers the calls of the listener.
    public Answerer answerer() {
        return trent.answerer();
    }

    private String authorization(
            String accessKeyId,
            String secret,
            String region,
            String service,
            SortedMap<String, String> headers,
            byte[] body) {
        String time = AMZ_DATE.format(clock.instant());
        headers.put("host", "127.0.0.1:" + trent.port());
        headers.put("x-amz-date", time);
        StringBuilder canonical = new StringBuilder("POST\n/\n\n");
        headers.forEach((name, value) ->
                canonical.append(name).append(':').append(value).append('\n'));
        String signed = String.join(";", headers.keySet());
        canonical.append('\n').append(signed).append('\n').append(sha256(body));
        String scope = time.substring(0, 8) + "/" + region + "/" + service + "/aws4_request";
        String toSign = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n"
                + sha256(canonical.toString().getBytes(StandardCharsets.UTF_8));
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String part : new String[] {time.substring(0, 8), region, service, "aws4_request"}) {
            key = hmac(key, part);
        }
        return "AWS4-HMAC-SHA256 Credential=" + accessKeyId + "/" + scope + ", SignedHeaders=" + signed + ", Signature="
                + HexFormat.of().formatHex(hmac(key, toSign));
    }

    /// Returns the status of the answer to an unsigned GET, such as of `/readyz`.
    public int get(String path) {
        HttpRequest request = HttpRequest.newBuilder(uri().resolve(path))
                .timeout(Duration.ofMinutes(2))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /// Stops the server as a signal does. Calls that are being answered still get their answers.
    void stop() {
        trent.close();
    }

    @Override
    public void close() {
        http.close();
        trent.close();
    }
}
