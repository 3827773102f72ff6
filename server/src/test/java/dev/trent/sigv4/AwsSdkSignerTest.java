package dev.trent.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.trent.aws.AwsError;
import dev.trent.aws.Call;
import dev.trent.aws.Headers;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/// The AWS SDK for Java signs, we verify.
class AwsSdkSignerTest {
    private static final AwsCredentialsIdentity LONG_TERM =
            AwsCredentialsIdentity.create(Fixture.ACCESS_KEY_ID, Fixture.SECRET);
    private static final AwsCredentialsIdentity TEMPORARY =
            AwsSessionCredentialsIdentity.create(Fixture.TEMPORARY_KEY_ID, Fixture.SECRET, Fixture.TOKEN);
    private static final int ROUNDS = 500;

    private final Fixture fixture = new Fixture();

    @BeforeAll
    static void quiet() {
        // The SDK writes every canonical request to its debug log.
        ((Logger) LoggerFactory.getLogger("software.amazon.awssdk")).setLevel(Level.INFO);
    }

    @Test
    void a_kms_request_is_accepted() {
        assertThat(fixture.verify(sign(kms(), Fixture.BODY, LONG_TERM)))
                .isEqualTo(new Signed(Fixture.CALLER, "eu-central-1", "kms"));
    }

    @Test
    void a_kms_request_of_a_session_is_accepted() {
        Call call = sign(kms(), Fixture.BODY, TEMPORARY);
        fixture.verify(call);
        assertThat(fixture.refusal(Fixture.with(call, "x-amz-security-token", "another"))
                        .error())
                .isEqualTo(AwsError.UNRECOGNIZED_CLIENT);
    }

    @Test
    void odd_header_values_are_accepted() {
        SdkHttpRequest.Builder request = kms().appendHeader("X-Test", "  a   b\t\tc ")
                .appendHeader("X-Test", "\"d   e\"")
                .appendHeader("X-Test", "a")
                .putHeader("X-Empty", "")
                .putHeader("X-Blank", "   ")
                .putHeader("X-Amz-Meta-Name", "Zoë, 東京 🗝")
                .putHeader("X-Folded", "one\r\n  two");
        fixture.verify(sign(request, Fixture.BODY, LONG_TERM));
    }

    @Test
    void odd_paths_are_accepted() {
        for (String path : new String[] {
            "/", "/a%20b/c%2Fd", "/a/", "/a/./b", "/a/../b/", "/~user/-._", "/a%25b", "/@:$&'()*+,;=", "/%C3%A9"
        }) {
            fixture.verify(sign(kms().encodedPath(path), Fixture.BODY, LONG_TERM));
        }
    }

    @Test
    void a_presigned_request_is_accepted_to_its_expiry() {
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri("https://trent.example:8443/")
                .putRawQueryParameter("Action", "GetCallerIdentity")
                .putRawQueryParameter("Version", "2011-06-15")
                .putRawQueryParameter("Odd", List.of("b c", "a+b", "é/&=?", ""))
                .putHeader("x-k8s-aws-id", "cluster-1");
        for (AwsCredentialsIdentity identity : List.of(LONG_TERM, TEMPORARY)) {
            Call call = call(
                    AwsV4HttpSigner.create()
                            .sign(properties(SignRequest.builder(identity), "sts")
                                    .request(request.build())
                                    .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                                    .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, Duration.ofSeconds(60))
                                    .build())
                            .request(),
                    new byte[0]);
            assertThat(call.headers().first("authorization")).isNull();
            Set<String> sts = Set.of("sts");
            fixture.sigV4.verify(call, sts, Fixture.CREDENTIALS, Fixture.NOW.plusSeconds(60));
            assertThat(fixture.refusal(call, sts, Fixture.NOW.plusSeconds(61)).error())
                    .isEqualTo(AwsError.REQUEST_EXPIRED);
        }
    }

    @Test
    void random_headers_queries_and_bodies_are_accepted() {
        long seed = Long.getLong("sigv4.seed", new Random().nextLong());
        System.err.println("AwsSdkSignerTest -Dsigv4.seed=" + seed);
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            SdkHttpRequest.Builder request = kms();
            for (int i = random.nextInt(4); i > 0; i--) {
                request.appendHeader("X-" + (char) ('A' + random.nextInt(4)), text(random));
            }
            for (int i = random.nextInt(4); i > 0; i--) {
                request.appendRawQueryParameter("p" + text(random), text(random));
            }
            byte[] body = new byte[random.nextInt(200)];
            random.nextBytes(body);
            fixture.verify(sign(request, body, random.nextBoolean() ? LONG_TERM : TEMPORARY));
        }
    }

    private static String text(Random random) {
        String alphabet = "aZ09 -._~%+&=/?;:,\"'<>\\éß€𝄞";
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.appendCodePoint(
                    alphabet.codePoints().skip(random.nextInt(27)).findFirst().orElse('x'));
        }
        return text.toString();
    }

    private static SdkHttpRequest.Builder kms() {
        return SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri("https://trent.example:8443/")
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", "TrentService.DescribeKey")
                .putHeader("amz-sdk-invocation-id", "1d9a2e1c")
                .putHeader("amz-sdk-request", "attempt=1; max=4")
                .putHeader("User-Agent", "aws-sdk-java/2");
    }

    private static Call sign(SdkHttpRequest.Builder request, byte[] body, AwsCredentialsIdentity identity) {
        return call(
                AwsV4HttpSigner.create()
                        .sign(properties(SignRequest.builder(identity), "kms")
                                .request(request.build())
                                .payload(ContentStreamProvider.fromByteArray(body))
                                .build())
                        .request(),
                body);
    }

    private static SignRequest.Builder<AwsCredentialsIdentity> properties(
            SignRequest.Builder<AwsCredentialsIdentity> builder, String service) {
        return builder.putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1")
                .putProperty(AwsV4HttpSigner.SIGNING_CLOCK, Clock.fixed(Fixture.NOW, ZoneOffset.UTC));
    }

    private static Call call(SdkHttpRequest request, byte[] body) {
        Headers.Collector headers = new Headers.Collector();
        request.forEachHeader((name, values) -> values.forEach(value -> headers.add(name, value)));
        return new Call(
                request.method().name(),
                request.encodedPath(),
                request.encodedQueryParameters().orElse(""),
                headers.headers(),
                body,
                "192.0.2.1");
    }
}
