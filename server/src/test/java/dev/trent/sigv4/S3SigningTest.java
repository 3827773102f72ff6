package dev.trent.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.AwsError;
import dev.trent.aws.Call;
import dev.trent.aws.Headers;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/// S3 signs the path as it was sent, and may leave the body out of the signature. No other service does.
class S3SigningTest {
    private static final Set<String> S3 = Set.of("s3");
    private static final byte[] NOTHING = {};
    private static final byte[] BODY = "body".getBytes(StandardCharsets.UTF_8);

    private final Fixture fixture = new Fixture();

    /// Signs with the SDK of AWS.
    private static Call signed(String path, byte[] body, boolean payloadSigned) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .protocol("https")
                .host("trent.example")
                .encodedPath(path)
                .build();
        SignRequest<AwsCredentialsIdentity> asked = SignRequest.builder(
                        AwsCredentialsIdentity.create(Fixture.ACCESS_KEY_ID, Fixture.SECRET))
                .request(request)
                .payload((ContentStreamProvider) () -> new ByteArrayInputStream(body))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1")
                .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, payloadSigned)
                .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(Fixture.NOW, ZoneOffset.UTC))
                .build();
        Headers.Collector headers = new Headers.Collector();
        AwsV4HttpSigner.create()
                .sign(asked)
                .request()
                .forEachHeader(
                        (name, values) -> values.forEach(value -> headers.add(name.toLowerCase(Locale.ROOT), value)));
        return new Call("GET", path, "", headers.headers(), body, "127.0.0.1");
    }

    private Signed verify(Call call) {
        return fixture.sigV4.verify(call, S3, Fixture.CREDENTIALS, Fixture.NOW);
    }

    private static Call at(Call call, String path, byte[] body) {
        return new Call(call.method(), path, call.rawQuery(), call.headers(), body, call.peer());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bucket", "/bucket/a/b.json.gz", "/bucket//a/../b", "/bucket/a%20b%2Fc", "/bucket/a/"})
    void the_path_is_signed_as_it_was_sent(String path) {
        Call call = signed(path, NOTHING, true);
        assertThat(verify(call)).isEqualTo(new Signed(Fixture.CALLER, "eu-central-1", "s3"));
        assertThat(fixture.refusal(at(call, path + "x", NOTHING), S3, Fixture.NOW)
                        .error())
                .isEqualTo(AwsError.INVALID_SIGNATURE);
    }

    @Test
    void a_path_that_leads_to_the_same_is_another() {
        Call call = signed("/bucket/b", NOTHING, true);
        for (String other : new String[] {"/bucket//b", "/bucket/./b", "/bucket/a/../b", "/bucket/%62"}) {
            assertThat(fixture.refusal(at(call, other, NOTHING), S3, Fixture.NOW)
                            .error())
                    .isEqualTo(AwsError.INVALID_SIGNATURE);
        }
    }

    @Test
    void a_body_that_is_not_signed_has_to_be_empty() {
        Call call = signed("/bucket/a", NOTHING, false);
        assertThat(call.headers().first("x-amz-content-sha256")).isEqualTo("UNSIGNED-PAYLOAD");
        assertThat(verify(call).service()).isEqualTo("s3");
        assertThat(fixture.refusal(at(call, "/bucket/a", BODY), S3, Fixture.NOW).error())
                .isEqualTo(AwsError.INVALID_SIGNATURE);
    }

    @Test
    void a_signed_body_cannot_be_changed() {
        Call call = signed("/bucket/a", BODY, true);
        assertThat(verify(call).service()).isEqualTo("s3");
        assertThat(fixture.refusal(at(call, "/bucket/a", NOTHING), S3, Fixture.NOW)
                        .error())
                .isEqualTo(AwsError.INVALID_SIGNATURE);
    }

    @Test
    void another_service_does_not_take_a_signature_of_s3() {
        assertThat(fixture.refusal(signed("/", NOTHING, true)).error()).isEqualTo(AwsError.INVALID_SIGNATURE);
    }
}
