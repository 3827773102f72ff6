package dev.trent.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.Arn;
import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.aws.Caller;
import dev.trent.aws.Origin;
import dev.trent.aws.Partition;
import dev.trent.aws.TlsFacts;
import dev.trent.call.Event;
import dev.trent.call.Invocation;
import dev.trent.wire.JsonBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Golden records; `-Dgolden.update=true` writes them anew.
class CallRecordTest {
    private static final Path GOLDEN = Path.of("src/test/golden/audit");
    private static final String REQUEST_ID = "0b7c2f6e-5d57-4a53-8a3c-0d5f2f7f8c11";
    private static final String EVENT_ID = "c1a7c9a4-7c57-4c18-8f1d-9a8f0d7f3b22";
    private static final Arn KEY = Arn.ofKey("eu-central-1", "111122223333", "7e6d5c4b-3a29-4817-a605-f4e3d2c1b0a9");

    private static Invocation call(String userAgent) {
        return new Invocation(
                Caller.root(Partition.AWS, "111122223333", "AKIATRENTEXAMPLE0001"),
                "eu-central-1",
                REQUEST_ID,
                Instant.parse("2026-11-23T18:41:07.999Z"),
                new Origin("10.20.30.40", null, userAgent, "", "localhost:4599"));
    }

    /// How a call ends.
    private record Outcome(
            Event event,
            @Nullable String request,
            @Nullable String response,
            @Nullable AwsException refusal) {}

    private static Outcome outcome(
            String name,
            boolean readOnly,
            @Nullable String request,
            @Nullable String response,
            @Nullable AwsException refusal) {
        return new Outcome(new Event("kms.amazonaws.com", name, readOnly, null), request, response, refusal);
    }

    private static byte @Nullable [] bytes(@Nullable String json) {
        return json == null ? null : json.getBytes(StandardCharsets.UTF_8);
    }

    private static String record(Invocation call, Outcome outcome) {
        return record(call, call.origin(), outcome);
    }

    private static String record(Invocation facts, Origin origin, Outcome outcome) {
        Invocation call = new Invocation(
                facts.caller(),
                facts.region(),
                facts.requestId(),
                facts.time(),
                origin,
                facts::clientGone,
                outcome.event);
        facts.resources().forEach(call::touches);
        call.usesMaterial(facts.keyMaterialId());
        call.asks(_ -> bytes(outcome.request));
        call.answers(bytes(outcome.response));
        if (outcome.refusal != null) {
            call.refuses(outcome.refusal);
        }
        JsonBytes out = new JsonBytes(64);
        new CallRecord().write(out, call, EVENT_ID);
        return new String(out.array(), 0, out.length(), StandardCharsets.UTF_8);
    }

    private static void compare(String name, String actual) throws IOException {
        Path file = GOLDEN.resolve(name + ".json");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(file));
    }

    @Test
    void a_cryptographic_call() throws IOException {
        Invocation call = call("aws-sdk-java/2.57.8");
        call.touches(KEY);
        call.usesMaterial("5d".repeat(32));
        String request = "{\"keyId\":\"alias/app\",\"encryptionAlgorithm\":\"SYMMETRIC_DEFAULT\"}";
        compare("encrypt", record(call, outcome("Encrypt", true, request, null, null)));
    }

    @Test
    void a_change() throws IOException {
        Invocation call = call("aws-cli/1.45.11");
        call.touches(KEY);
        String request = "{\"keyId\":\"" + KEY + "\"}";
        compare("disable-key", record(call, outcome("DisableKey", false, request, request, null)));
    }

    @Test
    void a_denial() throws IOException {
        AwsException denied = AwsError.ACCESS_DENIED.because("User: x is not authorized");
        compare("denial", record(call(""), outcome("Decrypt", true, "{}", null, denied)));
    }

    @Test
    void a_refusal_without_a_text() throws IOException {
        AwsException damaged = AwsError.INVALID_CIPHERTEXT.withoutMessage();
        compare("invalid-ciphertext", record(call("curl/8"), outcome("Decrypt", true, "{}", null, damaged)));
    }

    @Test
    void each_resource_has_its_own_type() {
        Invocation call = call("aws-cli/2");
        call.touches(Arn.ofAlias("eu-central-1", "111122223333", "alias/app"));
        call.touches(KEY);
        call.touches(new Arn("aws", "iam", "", "111122223333", "user/ops/dana"));
        call.touches(new Arn("aws", "cloudtrail", "eu-central-1", "111122223333", "trail/audit"));
        call.touches(new Arn("aws", "s3", "", "", "bucket/AWSLogs/file"));
        call.touches(new Arn("aws", "s3", "", "", "bucket"));
        call.touches(new Arn("aws", "sns", "eu-central-1", "111122223333", "topic"));
        assertThat(record(call, outcome("UpdateAlias", false, null, null, null)))
                .contains(
                        "\"type\":\"AWS::KMS::Key\",\"ARN\":\"arn:aws:kms:eu-central-1:111122223333:alias/app\"",
                        "\"type\":\"AWS::KMS::Key\",\"ARN\":\"" + KEY + "\"",
                        "\"type\":\"AWS::IAM::User\",\"ARN\":\"arn:aws:iam::111122223333:user/ops/dana\"",
                        "\"type\":\"AWS::CloudTrail::Trail\",\"ARN\":\"arn:aws:cloudtrail:eu-central-1:111122223333:trail/audit\"",
                        "{\"type\":\"AWS::S3::Object\",\"ARN\":\"arn:aws:s3:::bucket/AWSLogs/file\"}",
                        "{\"type\":\"AWS::S3::Bucket\",\"ARN\":\"arn:aws:s3:::bucket\"}",
                        "{\"accountId\":\"111122223333\",\"ARN\":\"arn:aws:sns:eu-central-1:111122223333:topic\"}");
    }

    @Test
    void a_call_over_tls() throws IOException {
        Event event = new Event("sts.amazonaws.com", "GetCallerIdentity", true, "2011-06-15");
        TlsFacts tls = new TlsFacts("TLSv1.3", "TLS_AES_256_GCM_SHA384", "X25519MLKEM768");
        Origin origin = new Origin("10.20.30.40", tls, "aws-cli/2", "", "trent.example:8443");
        compare("tls", record(call("aws-cli/2"), origin, new Outcome(event, null, null, null)));
    }

    @Test
    void a_key_exchange_that_is_not_known_is_left_out() throws IOException {
        Event event = new Event("sts.amazonaws.com", "GetCallerIdentity", true, "2011-06-15");
        TlsFacts tls = new TlsFacts("TLSv1.3", "TLS_AES_256_GCM_SHA384", null);
        Origin origin = new Origin("10.20.30.40", tls, "aws-cli/2", "", "trent.example:8443");
        assertThat(record(call("aws-cli/2"), origin, new Outcome(event, null, null, null)))
                .contains("\"clientProvidedHostHeader\":\"trent.example:8443\"}")
                .doesNotContain("keyExchange");
    }

    @Test
    void a_hostile_text_stays_within_its_line_and_its_bound() throws IOException {
        String hostile = "\"}\n{\"eventName\":\"forged\" \u0000\u007f\u2028 \\ \ud800 \ud83d\udd11" + "x".repeat(5000);
        String line = record(call(hostile), outcome("Encrypt", true, null, null, AwsError.VALIDATION.because(hostile)));
        assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
        assertThat(line.length()).isLessThan(8000);
        compare("hostile", line);
    }
}
