package dev.trent.sigv4;

import static dev.trent.sigv4.Fixture.CREDENTIALS;
import static dev.trent.sigv4.Fixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.AwsError;
import dev.trent.aws.Call;
import dev.trent.aws.Headers;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// GetCallerIdentity signed in its query, the portable proof of identity.
class PresignedTest {
    private static final Set<String> STS = Set.of("sts");
    private static final String CREDENTIAL = Fixture.ACCESS_KEY_ID + "/20261123/us-east-1/sts/aws4_request";

    private final Fixture fixture = new Fixture();

    @Test
    void it_is_valid_to_its_expiry_and_no_longer() {
        Call call = presigned("60");
        assertThat(verify(call, 0)).isEqualTo(new Signed(Fixture.CALLER, "us-east-1", "sts"));
        verify(call, 60);
        fixture.refuses(
                call,
                STS,
                NOW.plusSeconds(61),
                AwsError.REQUEST_EXPIRED,
                "Signature expired: 20261123T201500Z is now earlier than 20261123T201501Z (20261123T201601Z - 1 min.)");
    }

    @Test
    void an_expiry_of_odd_seconds_is_named_in_seconds() {
        fixture.refuses(
                presigned("1"),
                STS,
                NOW.plusSeconds(2),
                AwsError.REQUEST_EXPIRED,
                "Signature expired: 20261123T201500Z is now earlier than 20261123T201501Z (20261123T201502Z - 1 sec.)");
    }

    @Test
    void it_is_never_valid_for_more_than_fifteen_minutes() {
        Call call = presigned("604800");
        verify(call, 900);
        fixture.refuses(
                call,
                STS,
                NOW.plusSeconds(901),
                AwsError.REQUEST_EXPIRED,
                "Signature expired: 20261123T201500Z is now earlier than 20261123T201501Z (20261123T203001Z -"
                        + " 15 min.)");
    }

    @Test
    void it_may_not_come_from_the_future() {
        verify(presigned("60"), -900);
        assertThat(fixture.refusal(presigned("60"), STS, NOW.minusSeconds(901)))
                .hasMessage("Signature not yet current: 20261123T201500Z is still later than 20261123T201459Z"
                        + " (20261123T195959Z + 15 min.)");
    }

    @Test
    void an_expiry_out_of_range_is_refused() {
        for (String expires : new String[] {"0", "604801", "-1", "", "1e3", "99999999999999999999", "60.0"}) {
            fixture.refuses(
                    presigned(expires),
                    STS,
                    NOW,
                    AwsError.INCOMPLETE_SIGNATURE,
                    "X-Amz-Expires must be a number of seconds from 1 to 604800, not '" + expires + "'.");
        }
    }

    @Test
    void each_missing_parameter_has_its_sentence() {
        fixture.refuses(
                Fixture.withQuery(presigned("60"), "X-Amz-Signature=0"),
                STS,
                NOW,
                AwsError.INCOMPLETE_SIGNATURE,
                "AWS query-string parameters must include 'X-Amz-Algorithm'. "
                        + "AWS query-string parameters must include 'X-Amz-Credential'. "
                        + "AWS query-string parameters must include 'X-Amz-SignedHeaders'. "
                        + "AWS query-string parameters must include 'X-Amz-Date'. "
                        + "AWS query-string parameters must include 'X-Amz-Expires'. "
                        + "Re-examine the query-string parameters.");
    }

    @Test
    void another_algorithm_is_refused() {
        Call call = presigned("60");
        fixture.refuses(
                Fixture.withQuery(call, call.rawQuery().replace("AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256")),
                STS,
                NOW,
                AwsError.INCOMPLETE_SIGNATURE,
                "Unsupported AWS 'algorithm': 'AWS4-ECDSA-P256-SHA256'");
    }

    @Test
    void a_longer_expiry_than_was_signed_is_refused() {
        Call call = presigned("60");
        assertThat(fixture.refusal(
                                Fixture.withQuery(call, call.rawQuery().replace("Expires=60", "Expires=61")), STS, NOW)
                        .error())
                .isEqualTo(AwsError.INVALID_SIGNATURE);
    }

    @Test
    void an_added_parameter_is_refused() {
        Call call = presigned("60");
        assertThat(fixture.refusal(Fixture.withQuery(call, call.rawQuery() + "&Action=CreateUser"), STS, NOW)
                        .error())
                .isEqualTo(AwsError.INVALID_SIGNATURE);
    }

    @Test
    void any_header_may_be_signed_and_then_counts() {
        Call call = presigned("60", "host;x-k8s-aws-id", get().add("x-k8s-aws-id", "cluster-1"));
        verify(call, 0);
        assertThat(fixture.refusal(Fixture.with(call, "x-k8s-aws-id", "cluster-2"), STS, NOW)
                        .error())
                .isEqualTo(AwsError.INVALID_SIGNATURE);
        assertThat(fixture.refusal(Fixture.without(call, "x-k8s-aws-id"), STS, NOW)
                        .error())
                .isEqualTo(AwsError.INVALID_SIGNATURE);
    }

    @Test
    void a_plus_means_a_blank_as_it_does_to_the_reader_of_the_parameters() {
        Call call = presigned("60");
        String plus = call.rawQuery().replace("Note=a%20b", "Note=a+b");
        assertThat(plus).isNotEqualTo(call.rawQuery());
        verify(Fixture.withQuery(call, plus), 0);
        assertThat(fixture.refusal(
                                Fixture.withQuery(call, call.rawQuery().replace("Note=a%20b", "Note=a%2Bb")), STS, NOW)
                        .error())
                .isEqualTo(AwsError.INVALID_SIGNATURE);
    }

    @Test
    void a_claim_prints_neither_signature_nor_token() {
        Call call = presigned("60");
        String withToken = call.rawQuery() + "&X-Amz-Security-Token=" + Fixture.TOKEN;
        SignatureClaim claim = SignatureClaim.of(call.headers(), Query.parse(withToken), STS);
        assertThat(claim.token()).isEqualTo(Fixture.TOKEN);
        assertThat(claim.toString()).isEqualTo("Claim[" + CREDENTIAL + "]");
    }

    private Signed verify(Call call, long secondsLater) {
        return fixture.sigV4.verify(call, STS, CREDENTIALS, NOW.plusSeconds(secondsLater));
    }

    private static Headers.Collector get() {
        return new Headers.Collector().add("host", "trent.example:8443").add("user-agent", "test");
    }

    private static Call presigned(String expires) {
        return presigned(expires, "host", get());
    }

    private static Call presigned(String expires, String signedHeaders, Headers.Collector headers) {
        Call call = new Call("GET", "/", "", headers.headers(), new byte[0], "192.0.2.1");
        String query = "Action=GetCallerIdentity&Note=a%20b&Version=2011-06-15&X-Amz-Algorithm=AWS4-HMAC-SHA256"
                + "&X-Amz-Credential=" + CREDENTIAL.replace("/", "%2F") + "&X-Amz-Date=" + Fixture.TIMESTAMP
                + "&X-Amz-Expires=" + expires + "&X-Amz-SignedHeaders=" + signedHeaders.replace(";", "%3B");
        return HandSigner.presign(call, query, signedHeaders, CREDENTIAL, Fixture.TIMESTAMP);
    }
}
