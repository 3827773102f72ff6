package dev.trent.sigv4;

import static dev.trent.sigv4.Fixture.CREDENTIALS;
import static dev.trent.sigv4.Fixture.KMS;
import static dev.trent.sigv4.Fixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.aws.Call;
import dev.trent.aws.Headers;
import dev.trent.aws.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Accepted requests, and well-formed requests that are refused.
class SigV4Test {
    private static final String ALL = "content-type;host;x-amz-date;x-amz-target";
    private static final Set<String> STS = Set.of("sts");
    private static final String STS_CREDENTIAL = Fixture.ACCESS_KEY_ID + "/20261123/us-east-1/sts/aws4_request";
    private static final String DIFFERS =
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret"
                    + " Access Key and signing method. Consult the service documentation for details.";
    private static final String WRONG_HASH =
            "The provided 'x-amz-content-sha256' header does not match what was computed: it must be the SHA-256 of the"
                    + " body in lower-case hexadecimal.";

    private final Fixture fixture = new Fixture();

    @Test
    void a_right_signature_tells_caller_region_and_service() {
        assertThat(fixture.verify(Fixture.signed())).isEqualTo(new Signed(Fixture.CALLER, "eu-central-1", "kms"));
    }

    @Test
    void a_second_request_under_the_remembered_key_is_verified_all_the_same() {
        fixture.verify(Fixture.signed());
        fixture.verify(Fixture.signed());
        refuses(Fixture.withBody(Fixture.signed(), new byte[] {1}));
    }

    @Test
    void another_body_is_refused() {
        refuses(Fixture.withBody(Fixture.signed(), "{}".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_stated_hash_of_another_body_is_refused() {
        Headers.Collector headers = Fixture.kmsHeaders().add("x-amz-content-sha256", HandSigner.hex(new byte[0]));
        Call call =
                HandSigner.sign(Fixture.kms(headers), "content-type;host;x-amz-content-sha256;x-amz-date;x-amz-target");
        fixture.refuses(call, AwsError.INVALID_SIGNATURE, WRONG_HASH);
    }

    @Test
    void a_stated_hash_of_this_body_is_accepted() {
        Headers.Collector headers = Fixture.kmsHeaders().add("x-amz-content-sha256", HandSigner.hex(Fixture.BODY));
        fixture.verify(HandSigner.sign(
                Fixture.kms(headers), "content-type;host;x-amz-content-sha256;x-amz-date;x-amz-target"));
    }

    @Test
    void an_unsigned_or_streamed_payload_is_refused() {
        for (String stated : new String[] {
            "UNSIGNED-PAYLOAD", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "STREAMING-UNSIGNED-PAYLOAD-TRAILER", ""
        }) {
            Headers.Collector headers = Fixture.kmsHeaders().add("x-amz-content-sha256", stated);
            Call call = HandSigner.sign(
                    Fixture.kms(headers), "content-type;host;x-amz-content-sha256;x-amz-date;x-amz-target");
            fixture.refuses(call, AwsError.INVALID_SIGNATURE, WRONG_HASH);
        }
    }

    @Test
    void a_target_left_unsigned_is_refused() {
        Call call = HandSigner.sign(Fixture.kms(Fixture.kmsHeaders()), "content-type;host;x-amz-date");
        fixture.refuses(
                Fixture.with(call, "x-amz-target", "TrentService.ScheduleKeyDeletion"),
                AwsError.INVALID_SIGNATURE,
                "'x-amz-target' must be a 'SignedHeader' in the AWS Authorization.");
    }

    @Test
    void what_real_clients_leave_unsigned_is_accepted() {
        Call call = HandSigner.sign(Fixture.kms(Fixture.kmsHeaders()), "host;x-amz-date;x-amz-target");
        for (String name : new String[] {
            "x-amz-user-agent", "x-amzn-trace-id", "amz-sdk-invocation-id", "amz-sdk-request", "user-agent", "accept"
        }) {
            call = Fixture.with(call, name, "anything");
        }
        fixture.verify(call);
    }

    @Test
    void kms_accepts_five_minutes_and_no_second_more_either_way() {
        Call call = Fixture.signed();
        fixture.sigV4.verify(call, KMS, CREDENTIALS, NOW.plusSeconds(299));
        fixture.sigV4.verify(call, KMS, CREDENTIALS, NOW.plusSeconds(300));
        fixture.refuses(
                call,
                KMS,
                NOW.plusSeconds(301),
                AwsError.INVALID_SIGNATURE,
                "Signature expired: 20261123T201500Z is now earlier than 20261123T201501Z (20261123T202001Z - 5 min.)");
        fixture.sigV4.verify(call, KMS, CREDENTIALS, NOW.minusSeconds(300));
        fixture.refuses(
                call,
                KMS,
                NOW.minusSeconds(301),
                AwsError.INVALID_SIGNATURE,
                "Signature not yet current: 20261123T201500Z is still later than 20261123T201459Z (20261123T200959Z +"
                        + " 5 min.)");
    }

    @Test
    void other_services_accept_fifteen_minutes() {
        Call call = HandSigner.sign(Fixture.kms(Fixture.kmsHeaders()), ALL, STS_CREDENTIAL);
        fixture.sigV4.verify(call, STS, CREDENTIALS, NOW.plusSeconds(900));
        fixture.refuses(
                call,
                STS,
                NOW.plusSeconds(901),
                AwsError.INVALID_SIGNATURE,
                "Signature expired: 20261123T201500Z is now earlier than 20261123T201501Z (20261123T203001Z -"
                        + " 15 min.)");
    }

    @Test
    void a_scope_of_yesterday_just_after_midnight_is_refused() {
        Call call = Fixture.with(Fixture.kms(Fixture.kmsHeaders()), "x-amz-date", "20261124T000001Z");
        call = HandSigner.sign(
                call, ALL, Fixture.ACCESS_KEY_ID + "/20261123/eu-central-1/kms/aws4_request", "20261124T000001Z");
        fixture.refuses(
                call,
                KMS,
                NOW.plus(Duration.ofHours(4)),
                AwsError.INVALID_SIGNATURE,
                "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP:"
                        + " '20261123' != '20261124', from '20261124T000001Z'.");
    }

    @Test
    void a_signature_for_another_service_is_refused() {
        fixture.refuses(
                HandSigner.sign(Fixture.kms(Fixture.kmsHeaders()), ALL, STS_CREDENTIAL),
                AwsError.INVALID_SIGNATURE,
                "Credential should be scoped to correct service: 'kms'. ");
    }

    @Test
    void a_temporary_key_needs_its_own_token() {
        Call without = ofSession(null);
        unknown(without);
        unknown(ofSession("token-of-another-session"));
        unknown(ofSession(Fixture.TOKEN.substring(0, Fixture.TOKEN.length() - 1)));
        assertThat(fixture.verify(ofSession(Fixture.TOKEN)).caller()).isEqualTo(Fixture.CALLER);
    }

    @Test
    void a_token_past_its_end_is_refused_as_such() {
        fixture.refuses(
                ofSession(Fixture.EXPIRED_TOKEN),
                AwsError.EXPIRED_TOKEN,
                "The security token included in the request is expired");
    }

    @Test
    void a_long_term_key_with_a_token_is_refused() {
        Headers.Collector headers = Fixture.kmsHeaders().add("x-amz-security-token", Fixture.TOKEN);
        unknown(HandSigner.sign(
                Fixture.kms(headers), "content-type;host;x-amz-date;x-amz-security-token;x-amz-target"));
    }

    @Test
    void a_deleted_key_is_refused_though_its_signing_key_is_remembered() {
        fixture.verify(Fixture.signed());
        assertThat(refusalWith((id, token) -> null).error()).isEqualTo(AwsError.UNRECOGNIZED_CLIENT);
    }

    @Test
    void a_changed_secret_under_a_new_version_makes_the_remembered_key_useless() {
        fixture.verify(Fixture.signed());
        Credential changed =
                new Credential(Fixture.CALLER, Secret.owning("another".getBytes(StandardCharsets.UTF_8)), 2);
        assertThat(refusalWith((id, token) -> changed).error()).isEqualTo(AwsError.INVALID_SIGNATURE);
    }

    @Test
    void only_64_lower_case_digits_are_a_signature() {
        Call call = Fixture.signed();
        refuses(Fixture.withAuthorization(call, SigV4Test::upperCaseSignature));
        refuses(Fixture.withAuthorization(call, header -> header.substring(0, header.length() - 1)));
        refuses(Fixture.withAuthorization(call, header -> header + "0"));
        refuses(Fixture.withAuthorization(call, header -> header.substring(0, header.length() - 64)));
        refuses(Fixture.withAuthorization(call, header -> header.substring(0, header.length() - 64) + "0".repeat(64)));
        refuses(Fixture.withAuthorization(call, header -> header.substring(0, header.length() - 1) + "\u0660"));
    }

    @Test
    void fields_of_one_name_are_joined_in_their_order() {
        Headers.Collector headers = Fixture.kmsHeaders().add("X-Test", "b").add("X-Test", "a");
        Call call = HandSigner.sign(Fixture.kms(headers), "content-type;host;x-amz-date;x-amz-target;x-test");
        fixture.verify(call);
        fixture.verify(Fixture.with(call, "x-test", "b,a"));
        refuses(Fixture.with(call, "x-test", "a,b"));
    }

    @Test
    void the_port_belongs_to_the_host() {
        refuses(Fixture.with(Fixture.signed(), "host", "trent.example"));
        refuses(Fixture.with(Fixture.signed(), "host", "trent.example:8444"));
    }

    @Test
    void over_http2_the_authority_is_the_host() {
        Call call = Fixture.without(Fixture.signed(), "host");
        fixture.verify(Fixture.with(call, ":authority", "trent.example:8443"));
        refuses(Fixture.with(call, ":authority", "trent.example:8444"));
        refuses(call);
    }

    @Test
    void a_signed_authority_is_a_signed_host() {
        Call call = Fixture.with(
                Fixture.without(Fixture.kms(Fixture.kmsHeaders()), "host"), ":authority", "trent.example:8443");
        fixture.verify(HandSigner.sign(call, ":authority;content-type;x-amz-date;x-amz-target"));
    }

    @Test
    void a_query_in_any_order_is_accepted() {
        Call call = Fixture.withQuery(Fixture.kms(Fixture.kmsHeaders()), "a=&a=1&b=2");
        call = HandSigner.sign(call, ALL);
        fixture.verify(call);
        fixture.verify(Fixture.withQuery(call, "b=2&a=1&a="));
        fixture.verify(Fixture.withQuery(call, "b=%32&%61=1&a"));
        refuses(Fixture.withQuery(call, "b=2&a=1"));
        refuses(Fixture.withQuery(call, "b=1&a=2&a="));
    }

    @Test
    void an_http_date_is_accepted_in_the_date_header_alone() {
        Call call = Fixture.with(
                Fixture.without(Fixture.kms(Fixture.kmsHeaders()), "x-amz-date"),
                "date",
                "Mon, 23 Nov 2026 20:15:00 GMT");
        fixture.verify(HandSigner.sign(call, "content-type;date;host;x-amz-target"));
        fixture.refuses(
                Fixture.with(Fixture.signed(), "x-amz-date", "Mon, 23 Nov 2026 20:15:00 GMT"),
                AwsError.INCOMPLETE_SIGNATURE,
                "Date must be in ISO-8601 'basic format'. Got 'Mon, 23 Nov 2026 20:15:00 GMT'. See"
                        + " http://en.wikipedia.org/wiki/ISO_8601");
    }

    @Test
    void the_parts_of_the_header_come_in_any_order_with_any_separator() {
        Call call = Fixture.signed();
        fixture.verify(Fixture.withAuthorization(call, header -> header.replace(", ", ",")));
        fixture.verify(Fixture.withAuthorization(call, header -> header.replace(", ", ",\t ")));
        fixture.verify(Fixture.withAuthorization(call, header -> {
            int signature = header.indexOf("Signature=");
            return "AWS4-HMAC-SHA256 " + header.substring(signature) + ", "
                    + header.substring("AWS4-HMAC-SHA256 ".length(), signature - 2);
        }));
    }

    @Test
    void signed_headers_that_are_absent_unsorted_repeated_or_empty_are_refused() {
        Call call = Fixture.kms(Fixture.kmsHeaders());
        refuses(HandSigner.sign(call, "content-type;host;x-absent;x-amz-date;x-amz-target"));
        refuses(HandSigner.sign(call, "host;content-type;x-amz-date;x-amz-target"));
        refuses(HandSigner.sign(call, "content-type;host;host;x-amz-date;x-amz-target"));
        refuses(HandSigner.sign(call, "content-type;host;x-amz-date;x-amz-target;"));
    }

    @Test
    void a_path_without_a_leading_slash_is_refused() {
        Call call = Fixture.signed();
        for (String path : new String[] {"*", ".", "http://trent.example/"}) {
            refuses(new Call("POST", path, "", call.headers(), call.body(), call.peer()));
        }
    }

    private Call ofSession(@Nullable String token) {
        String credential = Fixture.TEMPORARY_KEY_ID + "/20261123/eu-central-1/kms/aws4_request";
        if (token == null) {
            return HandSigner.sign(Fixture.kms(Fixture.kmsHeaders()), ALL, credential);
        }
        Headers.Collector headers = Fixture.kmsHeaders().add("x-amz-security-token", token);
        return HandSigner.sign(
                Fixture.kms(headers), "content-type;host;x-amz-date;x-amz-security-token;x-amz-target", credential);
    }

    private static String upperCaseSignature(String header) {
        int at = header.length() - 64;
        return header.substring(0, at) + header.substring(at).toUpperCase(Locale.ROOT);
    }

    private AwsException refusalWith(CredentialFinder credentials) {
        try {
            fixture.sigV4.verify(Fixture.signed(), KMS, credentials, NOW);
        } catch (AwsException refusal) {
            return refusal;
        }
        throw new AssertionError("accepted");
    }

    private void unknown(Call call) {
        fixture.refuses(call, AwsError.UNRECOGNIZED_CLIENT, "The security token included in the request is invalid.");
    }

    private void refuses(Call call) {
        fixture.refuses(call, AwsError.INVALID_SIGNATURE, DIFFERS);
    }
}
