package dev.trent.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.aws.Call;
import dev.trent.aws.Headers;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Each row of the table of front-door errors, with its whole text.
class RefusalsTest {
    private static final String NO_CREDENTIAL = "Authorization header requires 'Credential' parameter. ";
    private static final String NO_SIGNATURE = "Authorization header requires 'Signature' parameter. ";
    private static final String NO_SIGNED_HEADERS = "Authorization header requires 'SignedHeaders' parameter. ";
    private static final String NO_DATE =
            "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ";

    private final Fixture fixture = new Fixture();

    @Test
    void nothing_signed() {
        Call call = Fixture.kms(Fixture.kmsHeaders());
        fixture.refuses(call, AwsError.MISSING_AUTHENTICATION_TOKEN, "Missing Authentication Token");
        fixture.refuses(
                call,
                Set.of("sts"),
                Fixture.NOW,
                AwsError.MISSING_AUTHENTICATION_TOKEN,
                "Request is missing Authentication Token");
    }

    @Test
    void parts_of_the_header_missing() {
        incomplete("AWS4-HMAC-SHA256 x", NO_CREDENTIAL + NO_SIGNATURE + NO_SIGNED_HEADERS);
        incomplete("AWS4-HMAC-SHA256 Signature=s, SignedHeaders=h", NO_CREDENTIAL);
        incomplete("AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=h", NO_SIGNATURE);
        incomplete("AWS4-HMAC-SHA256 Credential=a/b/c/d/e, Signature=s", NO_SIGNED_HEADERS);
        incomplete("AWS4-HMAC-SHA256 credential=a/b/c/d/e, Signature=s, SignedHeaders=h", NO_CREDENTIAL);
        fixture.refuses(
                Fixture.without(Fixture.signed(), "x-amz-date"),
                AwsError.INCOMPLETE_SIGNATURE,
                NO_DATE + "Authorization=AWS4-HMAC-SHA256");
        fixture.refuses(
                Fixture.with(Fixture.kms(new Headers.Collector()), "authorization", "AWS4-HMAC-SHA256 "),
                AwsError.INCOMPLETE_SIGNATURE,
                NO_CREDENTIAL + NO_SIGNATURE + NO_SIGNED_HEADERS + NO_DATE + "Authorization=AWS4-HMAC-SHA256");
    }

    @Test
    void a_part_that_belongs_to_no_parameter() {
        for (String stray : new String[] {"x", "Credential", "x=y", "signature=0"}) {
            fixture.refuses(
                    Fixture.withAuthorization(Fixture.signed(), header -> header + ", " + stray),
                    AwsError.INCOMPLETE_SIGNATURE,
                    "Authorization header must have the parameters 'Credential', 'SignedHeaders' and 'Signature' and no"
                            + " other. Authorization=AWS4-HMAC-SHA256");
        }
    }

    @Test
    void parts_that_are_there_twice() {
        repeated(Fixture.withAuthorization(Fixture.signed(), header -> header + ", Signature=0"), "Signature");
        repeated(Fixture.withAuthorization(Fixture.signed(), header -> header + ", Credential=0"), "Credential");
        repeated(Fixture.withAuthorization(Fixture.signed(), header -> header + ",SignedHeaders=0"), "SignedHeaders");
        repeated(Fixture.withAlso(Fixture.signed(), "authorization", "AWS4-HMAC-SHA256 "), "authorization");
        repeated(Fixture.withAlso(Fixture.signed(), "host", "trent.example:8443"), "host");
        repeated(Fixture.withAlso(Fixture.signed(), "x-amz-date", Fixture.TIMESTAMP), "x-amz-date");
        Call token = Fixture.withAlso(Fixture.signed(), "x-amz-security-token", Fixture.TOKEN);
        repeated(Fixture.withAlso(token, "x-amz-security-token", Fixture.TOKEN), "x-amz-security-token");
        repeated(
                Fixture.withQuery(Fixture.kms(Fixture.kmsHeaders()), "X-Amz-Date=1&X-Amz-Signature=2&X-Amz-Date=1"),
                "X-Amz-Date");
    }

    @Test
    void another_algorithm() {
        algorithm("AWS4-ECDSA-P256-SHA256 Credential=a/b/c/aws4_request", "AWS4-ECDSA-P256-SHA256");
        algorithm("AWS4-HMAC-SHA512 Credential=a", "AWS4-HMAC-SHA512");
        algorithm("aws4-hmac-sha256 Credential=a", "aws4-hmac-sha256");
        algorithm("Basic dXNlcjpwYXNz", "Basic");
        algorithm("AWS AKIDEXAMPLE:frJIUN8DYpKDtOLCwo//yllqDzg=", "AWS");
        algorithm("a-secret-without-its-scheme", "");
        algorithm("", "");
    }

    @Test
    void signed_in_both_places() {
        fixture.refuses(
                Fixture.withQuery(Fixture.signed(), "X-Amz-Algorithm=AWS4-HMAC-SHA256"),
                AwsError.INCOMPLETE_SIGNATURE,
                "Request must be signed either in the 'Authorization' header or in the query string, not in both.");
    }

    @Test
    void a_malformed_date() {
        for (String date : new String[] {
            "",
            "2026-11-23T20:15:00Z",
            "20261123T201500",
            "20261323T201500Z",
            "20261123T251500Z",
            "20260229T201500Z",
            "2026112\u0663T201500Z",
            "+0261123T201500Z"
        }) {
            fixture.refuses(
                    Fixture.with(Fixture.signed(), "x-amz-date", date),
                    AwsError.INCOMPLETE_SIGNATURE,
                    "Date must be in ISO-8601 'basic format'. Got '" + date
                            + "'. See http://en.wikipedia.org/wiki/ISO_8601");
        }
    }

    @Test
    void a_credential_without_five_parts() {
        for (String credential : new String[] {
            "AKIDEXAMPLE", "AKIDEXAMPLE/20261123/eu-central-1/aws4_request", "/20261123/eu-central-1/kms/aws4_request",
            "A/B/20261123/eu-central-1/kms/aws4_request", "AKIDEXAMPLE/20261123/eu-central-1/kms/aws4_request/", ""
        }) {
            fixture.refuses(
                    scoped(credential),
                    AwsError.INCOMPLETE_SIGNATURE,
                    "Credential must have exactly 5 slash-delimited elements, e.g."
                            + " keyid/date/region/service/term, got '"
                            + credential + "'");
        }
    }

    @Test
    void a_wrong_terminator() {
        invalid(
                "AKIDEXAMPLE/20261123/eu-central-1/kms/aws5_request",
                "Credential should be scoped with a valid terminator: 'aws4_request', not 'aws5_request'. ");
    }

    @Test
    void a_wrong_service() {
        invalid(
                "AKIDEXAMPLE/20261123/eu-central-1/KMS/aws4_request",
                "Credential should be scoped to correct service: 'kms'. ");
    }

    @Test
    void a_region_that_looks_like_none() {
        for (String region : new String[] {
            "",
            "eu",
            "eu-central",
            "EU-CENTRAL-1",
            "eu--central-1",
            "-1",
            "1",
            "eu-central-1-",
            "eu_central_1",
            "a-b-c-d-e-1",
            "abcdefghijklmnopqrstuvwxyzabcd-12"
        }) {
            invalid(
                    "AKIDEXAMPLE/20261123/" + region + "/kms/aws4_request",
                    "Credential should be scoped to a valid region, not '" + region + "'. ");
        }
    }

    @Test
    void a_scope_of_another_day() {
        invalid(
                "AKIDEXAMPLE/2026112/eu-central-1/kms/aws4_request",
                "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '2026112' !="
                        + " '20261123', from '20261123T201500Z'.");
    }

    @Test
    void a_host_not_signed() {
        fixture.refuses(
                HandSigner.sign(Fixture.kms(Fixture.kmsHeaders()), "content-type;x-amz-date;x-amz-target;x-host"),
                AwsError.INVALID_SIGNATURE,
                "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
    }

    @Test
    void an_unknown_key() {
        fixture.refuses(
                scoped("AKIDOTHER/20261123/eu-central-1/kms/aws4_request"),
                AwsError.UNRECOGNIZED_CLIENT,
                "The security token included in the request is invalid.");
    }

    @Test
    void checks_come_in_order() {
        // Each request is also wrong in every check that comes later.
        Call call = Fixture.with(
                HandSigner.sign(Fixture.kms(Fixture.kmsHeaders()), "x-none", "A/20200101/nowhere/s3/aws5_request"),
                "x-amz-date",
                "then");
        assertThat(fixture.refusal(call)).hasMessageStartingWith("Date must be");
        call = Fixture.with(call, "x-amz-date", "20200102T000000Z");
        assertThat(fixture.refusal(call)).hasMessageContaining("terminator");
        call = Fixture.withAuthorization(call, header -> header.replace("aws5", "aws4"));
        assertThat(fixture.refusal(call)).hasMessageContaining("correct service");
        call = Fixture.withAuthorization(call, header -> header.replace("s3", "kms"));
        assertThat(fixture.refusal(call)).hasMessageContaining("valid region");
        call = Fixture.withAuthorization(call, header -> header.replace("nowhere", "eu-central-1"));
        assertThat(fixture.refusal(call)).hasMessageContaining("Date in Credential scope");
        call = Fixture.withAuthorization(call, header -> header.replace("20200101", "20200102"));
        assertThat(fixture.refusal(call)).hasMessageContaining("Signature expired");
        call = Fixture.with(call, "x-amz-date", Fixture.TIMESTAMP);
        call = Fixture.withAuthorization(call, header -> header.replace("20200102", "20261123"));
        assertThat(fixture.refusal(call)).hasMessageContaining("':authority'");
        call = Fixture.withAuthorization(call, header -> header.replace("x-none", "host;x-amz-target"));
        assertThat(fixture.refusal(call)).hasMessageContaining("'x-amz-date' must be");
        call = Fixture.withAuthorization(call, header -> header.replace("host;", "host;x-amz-date;"));
        assertThat(fixture.refusal(call)).hasMessageContaining("security token");
        call = Fixture.withAuthorization(call, header -> header.replace("=A/", "=AKIDEXAMPLE/"));
        assertThat(fixture.refusal(call)).hasMessageContaining("we calculated");
    }

    @Test
    void an_echo_is_short_and_without_control_characters() {
        AwsException refusal = fixture.refusal(scoped("a\u0000\u001b\u007f\u0085\u2028" + "b".repeat(1000)));
        assertThat(refusal).hasMessageEndingWith("got 'a" + "b".repeat(255) + "'");
    }

    @Test
    void no_text_holds_signature_or_token() {
        String signature = "f".repeat(64);
        for (String header : new String[] {
            "AWS4-HMAC-SHA256 Credential=a Signature=" + signature,
            "AWS4-HMAC-SHA256 Credential=a/b/c/d/e/f Signature=" + signature + " SignedHeaders=host",
            "AWS4-HMAC-SHA256, Signature=" + signature,
            signature,
            "AWS4-HMAC-SHA256\tSignature=" + signature
        }) {
            Call call = Fixture.with(Fixture.signed(), "authorization", header);
            call = Fixture.with(call, "x-amz-security-token", Fixture.TOKEN);
            assertThat(fixture.refusal(call).getMessage()).doesNotContain(signature, Fixture.TOKEN);
        }
    }

    private void incomplete(String header, String sentences) {
        fixture.refuses(
                Fixture.with(Fixture.signed(), "authorization", header),
                AwsError.INCOMPLETE_SIGNATURE,
                sentences + "Authorization=AWS4-HMAC-SHA256");
    }

    private void algorithm(String header, String echo) {
        fixture.refuses(
                Fixture.with(Fixture.signed(), "authorization", header),
                AwsError.INCOMPLETE_SIGNATURE,
                "Unsupported AWS 'algorithm': '" + echo + "'");
    }

    private void repeated(Call call, String name) {
        fixture.refuses(call, AwsError.INCOMPLETE_SIGNATURE, "Request must not have more than one '" + name + "'.");
    }

    private void invalid(String credential, String message) {
        fixture.refuses(scoped(credential), AwsError.INVALID_SIGNATURE, message);
    }

    private static Call scoped(String credential) {
        return Fixture.withAuthorization(
                Fixture.signed(),
                header -> "AWS4-HMAC-SHA256 Credential=" + credential
                        + header.substring(header.indexOf(", SignedHeaders")));
    }
}
