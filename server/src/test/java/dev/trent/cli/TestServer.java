package dev.trent.cli;

import dev.trent.crypto.Engine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/// A whole server in development mode on a free port of this process, and two ways to call it: the AWS SDK, and
/// requests whose every byte the test decides.
public final class TestServer implements AutoCloseable {
    /// The Region of calls that do not say another.
    public static final String REGION = "eu-central-1";

    /// The account of calls that do not say another.
    public static final String ACCOUNT = "111122223333";

    private static final DateTimeFormatter AMZ_DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Trent trent;
    private final HttpClient http = HttpClient.newHttpClient();

    /// An answer.
    public record Answer(int status, String body) {}

    private TestServer(Trent trent) {
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
        try {
            return new TestServer(
                    Trent.start(new Settings(data, "127.0.0.1", 0, null, null, database, true), engine, clock));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    /// Returns where the server listens.
    public URI uri() {
        return URI.create("http://127.0.0.1:" + trent.port());
    }

    /// Returns the AWS SDK's client for an account and a Region; whoever gets it closes it.
    public KmsClient client(String account, String region) {
        return KmsClient.builder()
                .endpointOverride(uri())
                .region(Region.of(region))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(account, DevCredentials.SECRET)))
                .build();
    }

    /// Calls an operation of KMS with a body of the test's own.
    public Answer kms(String operation, String json) {
        return kms(ACCOUNT, REGION, operation, json);
    }

    /// Calls an operation of KMS as the root user of an account.
    public Answer kms(String account, String region, String operation, String json) {
        return post(account, region, "TrentService." + operation, json.getBytes(StandardCharsets.UTF_8));
    }

    /// Calls with any target and any bytes.
    public Answer post(String account, String region, String target, byte[] body) {
        String time = AMZ_DATE.format(Instant.now());
        String signed = "content-type;host;x-amz-date;x-amz-target";
        String host = "127.0.0.1:" + trent.port();
        String canonical = "POST\n/\n\ncontent-type:application/x-amz-json-1.1\nhost:" + host + "\nx-amz-date:" + time
                + "\nx-amz-target:" + target + "\n\n" + signed + "\n" + sha256(body);
        String scope = time.substring(0, 8) + "/" + region + "/kms/aws4_request";
        String toSign =
                "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + sha256(canonical.getBytes(StandardCharsets.UTF_8));
        byte[] key = ("AWS4" + DevCredentials.SECRET).getBytes(StandardCharsets.UTF_8);
        for (String part : new String[] {time.substring(0, 8), region, "kms", "aws4_request"}) {
            key = hmac(key, part);
        }
        HttpRequest request = HttpRequest.newBuilder(uri())
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Date", time)
                .header("X-Amz-Target", target)
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=" + account + "/" + scope + ", SignedHeaders=" + signed
                                + ", Signature=" + HexFormat.of().formatHex(hmac(key, toSign)))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
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

    @Override
    public void close() {
        http.close();
        trent.close();
    }
}
