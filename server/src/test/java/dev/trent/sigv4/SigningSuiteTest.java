package dev.trent.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import dev.trent.aws.AwsException;
import dev.trent.aws.Call;
import dev.trent.aws.Headers;
import dev.trent.aws.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// AWS's own signing suite, both forms of every case. `src/test/vectors/sigv4/SOURCE.md` has the expected
/// results.
class SigningSuiteTest {
    private static final Path SUITE = Path.of("src/test/vectors/sigv4/v4");
    private static final Instant THEN = Instant.parse("2015-08-30T12:36:00Z");
    private static final Set<String> SERVICE = Set.of("service");
    private static final String TOKEN_ADDED_AFTER_SIGNING = "post-sts-header-after";
    private static final String SIGNATURE_DIFFERS = "The request signature we calculated does not match";

    private static final CredentialFinder CREDENTIALS =
            (accessKeyId, token) -> accessKeyId.equals(Fixture.ACCESS_KEY_ID) ? Fixture.credential(1) : null;

    private final SigV4 sigV4 = new SigV4(Fixture.PROVIDER);

    static Stream<String> honest() throws IOException {
        return cases(true);
    }

    static Stream<String> dishonest() throws IOException {
        return cases(false);
    }

    @Test
    void the_suite_is_whole() throws IOException {
        assertThat(honest()).hasSize(31);
        assertThat(dishonest()).hasSize(6);
    }

    @ParameterizedTest
    @MethodSource("honest")
    void a_signed_request_is_accepted_and_every_step_is_as_published(String name) throws IOException {
        for (String form : new String[] {"header", "query"}) {
            Call call = parse(read(name, form + "-signed-request.txt"));
            Query query = Query.parse(call.rawQuery());
            SignatureClaim claim = SignatureClaim.of(call.headers(), query, SERVICE);
            Sha256 sha256 = new Sha256(Fixture.PROVIDER);
            StringBuilder request = new StringBuilder();
            assertThat(CanonicalRequest.append(
                            request, call, query, claim.signedHeaders(), sha256.hex(call.body()), false))
                    .isTrue();
            String canonical = request.toString();
            assertThat(canonical).isEqualTo(read(name, form + "-canonical-request.txt"));
            StringBuilder text = new StringBuilder();
            SigV4.appendStringToSign(text, claim, HandSigner.hex(bytes(canonical)));
            String toSign = text.toString();
            assertThat(toSign).isEqualTo(read(name, form + "-string-to-sign.txt"));
            Secret secret = Fixture.credential(1).secret();
            byte[] signature = sha256.mac(new SigningKeys(sha256).derive(secret, claim.scope()), toSign);
            assertThat(HexFormat.of().formatHex(signature)).isEqualTo(read(name, form + "-signature.txt"));

            Signed signed = sigV4.verify(call, SERVICE, CREDENTIALS, THEN);
            assertThat(signed).isEqualTo(new Signed(Fixture.CALLER, "us-east-1", "service"));
        }
    }

    @ParameterizedTest
    @MethodSource("dishonest")
    void a_path_signed_without_normalising_is_refused(String name) throws IOException {
        for (String form : new String[] {"header", "query"}) {
            Call call = parse(read(name, form + "-signed-request.txt"));
            assertThatThrownBy(() -> sigV4.verify(call, SERVICE, CREDENTIALS, THEN))
                    .isInstanceOf(AwsException.class)
                    .hasMessageStartingWith(SIGNATURE_DIFFERS);
        }
    }

    @Test
    void a_token_added_to_the_headers_after_signing_is_refused() throws IOException {
        Call call = parse(read(TOKEN_ADDED_AFTER_SIGNING, "header-signed-request.txt"));
        assertThatThrownBy(() -> sigV4.verify(call, SERVICE, CREDENTIALS, THEN))
                .isInstanceOf(AwsException.class)
                .hasMessage("'x-amz-security-token' must be a 'SignedHeader' in the AWS Authorization.");
    }

    @Test
    void a_token_added_to_the_query_after_signing_is_refused() throws IOException {
        Call call = parse(read(TOKEN_ADDED_AFTER_SIGNING, "query-signed-request.txt"));
        assertThatThrownBy(() -> sigV4.verify(call, SERVICE, CREDENTIALS, THEN))
                .isInstanceOf(AwsException.class)
                .hasMessageStartingWith(SIGNATURE_DIFFERS);
    }

    @Test
    void the_native_provider_agrees() throws IOException {
        Provider provider = AmazonCorrettoCryptoProvider.INSTANCE;
        Assumptions.assumeTrue(AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError() == null);
        Call call = parse(read("post-vanilla-query", "header-signed-request.txt"));
        assertThat(new SigV4(provider).verify(call, SERVICE, CREDENTIALS, THEN).service())
                .isEqualTo("service");
    }

    private static Stream<String> cases(boolean honest) throws IOException {
        try (Stream<Path> folders = Files.list(SUITE)) {
            return folders
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> !name.equals(TOKEN_ADDED_AFTER_SIGNING))
                    .filter(name -> honest == isSignedAsItShould(name))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static boolean isSignedAsItShould(String name) {
        return !name.endsWith("-unnormalized") || name.equals("get-space-unnormalized");
    }

    private static String read(String name, String file) throws IOException {
        return Files.readString(SUITE.resolve(name).resolve(file));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Reads a request as the suite writes it: lines end in LF, a folded value stays folded.
    private static Call parse(String text) {
        int headEnd = text.indexOf("\n\n");
        String head = headEnd < 0 ? text : text.substring(0, headEnd);
        String body = headEnd < 0 ? "" : text.substring(headEnd + 2);
        String[] lines = head.replace("\n ", "\r ").split("\n", -1);
        String target = lines[0].substring(lines[0].indexOf(' ') + 1, lines[0].lastIndexOf(' '));
        int mark = target.indexOf('?');
        Headers.Collector headers = new Headers.Collector();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.add(lines[i].substring(0, colon), lines[i].substring(colon + 1));
        }
        return new Call(
                lines[0].substring(0, lines[0].indexOf(' ')),
                mark < 0 ? target : target.substring(0, mark),
                mark < 0 ? "" : target.substring(mark + 1),
                headers.headers(),
                bytes(body),
                "192.0.2.1");
    }
}
