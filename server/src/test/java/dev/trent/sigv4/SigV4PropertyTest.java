package dev.trent.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.aws.Call;
import dev.trent.aws.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A changed signed request is always refused, and never causes another failure.
class SigV4PropertyTest {
    private static final int ROUNDS = 20_000;
    private static final Set<String> SERVICES = Set.of("kms", "sts");
    private static final Set<AwsError> REFUSALS = Set.of(
            AwsError.MISSING_AUTHENTICATION_TOKEN,
            AwsError.INCOMPLETE_SIGNATURE,
            AwsError.INVALID_SIGNATURE,
            AwsError.REQUEST_EXPIRED,
            AwsError.UNRECOGNIZED_CLIENT);

    private final Fixture fixture = new Fixture();
    private Random random = new Random(0);

    @BeforeEach
    void seed() {
        long seed = Long.getLong("sigv4.seed", new Random().nextLong());
        System.err.println("SigV4PropertyTest -Dsigv4.seed=" + seed);
        random = new Random(seed);
    }

    @Test
    void a_flipped_bit_anywhere_in_a_request_signed_in_its_header_is_refused() {
        Call call = HandSigner.sign(
                Fixture.withQuery(Fixture.kms(Fixture.kmsHeaders().add("x-test", "a b")), "a=1&b=%2F"),
                "content-type;host;x-amz-date;x-amz-target;x-test");
        fixture.verify(call);
        for (int round = 0; round < ROUNDS; round++) {
            isRefused(flipped(call));
        }
    }

    @Test
    void a_flipped_bit_anywhere_in_a_presigned_request_is_refused() {
        String credential = Fixture.ACCESS_KEY_ID + "/20261123/us-east-1/sts/aws4_request";
        Headers headers = new Headers.Collector().add("host", "trent.example").headers();
        Call call = HandSigner.presign(
                new Call("GET", "/", "", headers, new byte[0], "192.0.2.1"),
                "Action=GetCallerIdentity&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential="
                        + credential.replace("/", "%2F") + "&X-Amz-Date=" + Fixture.TIMESTAMP
                        + "&X-Amz-Expires=600&X-Amz-SignedHeaders=host",
                "host",
                credential,
                Fixture.TIMESTAMP);
        fixture.sigV4.verify(call, SERVICES, Fixture.CREDENTIALS, Fixture.NOW);
        for (int round = 0; round < ROUNDS; round++) {
            isRefused(flipped(call));
        }
    }

    @Test
    void a_mangled_request_is_refused_in_good_order() {
        for (int round = 0; round < ROUNDS; round++) {
            Call call = Fixture.signed();
            call = Fixture.withQuery(call, random.nextBoolean() ? "" : mangled("X-Amz-Date=1&a=%&%zz=%1&=&&a"));
            call = Fixture.with(
                    call, "x-amz-date", random.nextBoolean() ? Fixture.TIMESTAMP : mangled("20261123T201500Z"));
            String authorization = call.headers().first("authorization");
            call = Fixture.with(call, "authorization", mangled(authorization == null ? "" : authorization));
            if (isStillSigned(call)) {
                continue;
            }
            isRefused(call);
        }
    }

    private void isRefused(Call call) {
        AwsError error = null;
        try {
            fixture.sigV4.verify(call, SERVICES, Fixture.CREDENTIALS, Fixture.NOW);
        } catch (AwsException refusal) {
            error = refusal.error();
        }
        assertThat(error).as("%s", means(call)).isIn(REFUSALS);
    }

    /// Returns the call with one bit flipped in a part that its meaning depends on.
    private Call flipped(Call call) {
        while (true) {
            Call flipped = switch (random.nextInt(6)) {
                case 0 -> rebuilt(call, flipped(call.method()), call.rawPath(), call.rawQuery());
                case 1 -> rebuilt(call, call.method(), flipped(call.rawPath()), call.rawQuery());
                case 2 -> rebuilt(call, call.method(), call.rawPath(), flipped(call.rawQuery()));
                case 3 -> Fixture.withBody(call, flipped(call.body()));
                case 4 -> flippedHeader(call, true);
                default -> flippedHeader(call, false);
            };
            if (!means(flipped).equals(means(call))) {
                return flipped;
            }
        }
    }

    /// Returns every part of a request that a reader can distinguish: the query decoded, header names in lower
    /// case.
    private static String means(Call call) {
        StringBuilder meaning = new StringBuilder();
        meaning.append(call.method()).append(' ').append(call.rawPath()).append('?');
        meaning.append(call.rawQuery().replace('+', ' ').replaceAll("%2f", "%2F"));
        for (int i = 0; i < call.headers().size(); i++) {
            meaning.append('\n')
                    .append(call.headers().name(i))
                    .append(':')
                    .append(call.headers().value(i));
        }
        return meaning.append('\n')
                .append(new String(call.body(), StandardCharsets.ISO_8859_1))
                .toString();
    }

    private Call flippedHeader(Call call, boolean name) {
        int victim = random.nextInt(call.headers().size());
        Headers.Collector headers = new Headers.Collector();
        for (int i = 0; i < call.headers().size(); i++) {
            String sameName = call.headers().name(i);
            String sameValue = call.headers().value(i);
            headers.add(
                    i == victim && name ? flipped(sameName) : sameName,
                    i == victim && !name ? flipped(sameValue) : sameValue);
        }
        return Fixture.with(call, headers.headers());
    }

    private static Call rebuilt(Call call, String method, String path, String query) {
        return new Call(method, path, query, call.headers(), call.body(), call.peer());
    }

    private String flipped(String text) {
        return new String(flipped(text.getBytes(StandardCharsets.ISO_8859_1)), StandardCharsets.ISO_8859_1);
    }

    private byte[] flipped(byte[] bytes) {
        byte[] flipped = bytes.clone();
        if (flipped.length > 0) {
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private String mangled(String text) {
        StringBuilder mangled = new StringBuilder(text);
        for (int i = random.nextInt(4); i > 0 && mangled.length() > 1; i--) {
            int from = random.nextInt(mangled.length());
            int to = from + random.nextInt(mangled.length() - from);
            switch (random.nextInt(4)) {
                case 0 -> mangled.delete(from, to);
                case 1 -> mangled.insert(from, mangled.substring(from, to));
                case 2 -> mangled.setCharAt(from, (char) random.nextInt(0x10000));
                default -> mangled.setLength(to);
            }
        }
        return mangled.toString();
    }

    /// Returns whether the mangling changed nothing that matters: any kind and number of separators is allowed.
    private static boolean isStillSigned(Call call) {
        return call.rawQuery().replace("&", "").isEmpty()
                && Fixture.TIMESTAMP.equals(call.headers().first("x-amz-date"))
                && parts(call).equals(parts(Fixture.signed()));
    }

    private static String parts(Call call) {
        String authorization = call.headers().first("authorization");
        return authorization == null
                ? ""
                : authorization.replaceAll("[, \\t]+", " ").strip();
    }
}
