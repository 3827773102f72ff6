package dev.trent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.cli.TestServer;
import dev.trent.cli.TestServer.Answer;
import dev.trent.cli.TestServer.UserKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/// Calls CloudTrail, S3 and the clock of a server.
public final class TrailClient {
    /// The root user of the default account.
    public static final UserKey ROOT = new UserKey(TestServer.ACCOUNT, "test");

    private static final int SLOW_DOWN = 503;

    private static final String TARGET = "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.";
    private static final Pattern NOW = Pattern.compile("\"now\":\"([^\"]+)\"");

    private final TestServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    /// @param server gets the calls
    public TrailClient(TestServer server) {
        this.server = server;
    }

    /// Calls CloudTrail as the root user of the default account.
    public Answer call(String operation, String json) {
        return call(ROOT, TestServer.REGION, operation, json);
    }

    /// Calls CloudTrail.
    ///
    /// @param json with apostrophes in the place of quotes
    public Answer call(UserKey caller, String region, String operation, String json) {
        return server.send(
                caller.accessKeyId(),
                caller.secret(),
                region,
                "cloudtrail",
                new TreeMap<>(Map.of("content-type", "application/x-amz-json-1.1", "x-amz-target", TARGET + operation)),
                json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    /// As [#call(String, String)]; fails unless the call succeeds.
    public String done(String operation, String json) {
        Answer answer = call(operation, json);
        assertThat(answer.status()).as(operation + ": " + answer.body()).isEqualTo(200);
        return answer.body();
    }

    /// Makes a trail with digests for all Regions, and starts it.
    public void start(String name, String bucket) {
        done(
                "CreateTrail",
                "{'Name':'" + name + "','S3BucketName':'" + bucket
                        + "','EnableLogFileValidation':true,'IsMultiRegionTrail':true}");
        done("StartLogging", "{'Name':'" + name + "'}");
    }

    /// Moves the clock forward, and returns the time that it shows then.
    public Instant advance(String by) {
        HttpResponse<String> answer = move(by);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return now(answer.body());
    }

    /// Moves the clock to the 32nd minute of the next hour, far from any time at which files are delivered.
    public void align() {
        HttpRequest request =
                HttpRequest.newBuilder(server.uri().resolve("/_trent/clock")).build();
        Instant now = now(send(request, BodyHandlers.ofString()).body());
        Instant then = now.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofMinutes(92));
        advance(Duration.between(now, then).truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /// Moves the clock forward, and returns the status of the answer.
    int tryToAdvance(String by) {
        return move(by).statusCode();
    }

    private HttpResponse<String> move(String by) {
        HttpRequest request = HttpRequest.newBuilder(server.uri().resolve("/_trent/clock"))
                .POST(BodyPublishers.ofString("{\"advance\":\"" + by + "\"}"))
                .build();
        return send(request, BodyHandlers.ofString());
    }

    private static Instant now(String told) {
        var now = NOW.matcher(told);
        assertThat(now.find()).isTrue();
        return Instant.parse(now.group(1));
    }

    /// Reads from S3.
    ///
    /// @param pathAndQuery as it goes over the wire
    public HttpResponse<byte[]> s3(UserKey caller, String method, String pathAndQuery) {
        return s3(caller, method, pathAndQuery, true);
    }

    /// As [#s3(UserKey, String, String)], with or without the hash of the body in the signature. Like the clients of
    /// S3, it asks again if it was too quick.
    public HttpResponse<byte[]> s3(UserKey caller, String method, String pathAndQuery, boolean payloadSigned) {
        HttpResponse<byte[]> answer = once(caller, method, pathAndQuery, payloadSigned);
        while (answer.statusCode() == SLOW_DOWN) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            answer = once(caller, method, pathAndQuery, payloadSigned);
        }
        return answer;
    }

    private HttpResponse<byte[]> once(UserKey caller, String method, String pathAndQuery, boolean payloadSigned) {
        URI uri = URI.create(server.uri() + pathAndQuery);
        SdkHttpRequest.Builder unsigned = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(method))
                .protocol("http")
                .host(uri.getHost())
                .port(uri.getPort())
                .encodedPath(uri.getRawPath());
        if (uri.getRawQuery() != null) {
            for (String parameter : uri.getRawQuery().split("&", -1)) {
                int equals = parameter.indexOf('=');
                unsigned.appendRawQueryParameter(
                        equals < 0 ? parameter : parameter.substring(0, equals),
                        equals < 0 ? "" : decoded(parameter.substring(equals + 1)));
            }
        }
        SignRequest<AwsCredentialsIdentity> request = SignRequest.builder(
                        AwsCredentialsIdentity.create(caller.accessKeyId(), caller.secret()))
                .request(unsigned.build())
                .payload((ContentStreamProvider) () -> new ByteArrayInputStream(new byte[0]))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                .putProperty(AwsV4HttpSigner.REGION_NAME, TestServer.REGION)
                .putProperty(AwsV4HttpSigner.SIGNING_CLOCK, server.clock().withZone(ZoneOffset.UTC))
                .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, payloadSigned)
                .build();
        SdkHttpRequest signed = AwsV4HttpSigner.create().sign(request).request();
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri)
                .header("user-agent", "aws-cli/2.31.0")
                .method(method, BodyPublishers.noBody());
        signed.forEachHeader((name, values) -> {
            if (!name.equalsIgnoreCase("host")) {
                values.forEach(value -> builder.header(name, value));
            }
        });
        return send(builder.build(), BodyHandlers.ofByteArray());
    }

    private static String decoded(String value) {
        return URLDecoder.decode(value, StandardCharsets.UTF_8);
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }
}
