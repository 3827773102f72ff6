package dev.trent.sigv4;

import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.aws.Call;
import dev.trent.aws.Caller;
import dev.trent.aws.Headers;
import dev.trent.aws.Partition;
import dev.trent.aws.Secret;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;

/// One account with a long-term and a temporary key, a clock that stands still, and ways to damage a request.
final class Fixture {
    static final Provider PROVIDER = new BouncyCastleProvider();
    static final Instant NOW = Instant.parse("2026-11-23T20:15:00Z");
    static final String TIMESTAMP = "20261123T201500Z";
    static final String ACCESS_KEY_ID = "AKIDEXAMPLE";
    static final String TEMPORARY_KEY_ID = "ASIDEXAMPLE";
    static final String TOKEN = "token-of-the-session==";
    static final String EXPIRED_TOKEN = "token-of-yesterday==";
    static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    static final Caller CALLER = Caller.root(Partition.AWS, "111122223333", ACCESS_KEY_ID);
    static final Set<String> KMS = Set.of("kms");
    static final byte[] BODY = "{\"KeyId\":\"alias/app\"}".getBytes(StandardCharsets.UTF_8);

    static final CredentialFinder CREDENTIALS = (accessKeyId, token) -> switch (accessKeyId) {
        case ACCESS_KEY_ID -> token == null ? credential(1) : null;
        case TEMPORARY_KEY_ID -> ofSession(token);
        default -> null;
    };

    final SigV4 sigV4 = new SigV4(PROVIDER);

    static Credential credential(long version) {
        return new Credential(CALLER, Secret.owning(SECRET.getBytes(StandardCharsets.UTF_8)), version);
    }

    private static @Nullable Credential ofSession(@Nullable String token) {
        if (EXPIRED_TOKEN.equals(token)) {
            throw CredentialFinder.expired();
        }
        return TOKEN.equals(token) ? credential(1) : null;
    }

    Signed verify(Call call) {
        return sigV4.verify(call, KMS, CREDENTIALS, NOW);
    }

    AwsException refusal(Call call) {
        return refusal(call, KMS, NOW);
    }

    AwsException refusal(Call call, Set<String> services, Instant now) {
        try {
            sigV4.verify(call, services, CREDENTIALS, now);
        } catch (AwsException refusal) {
            return refusal;
        }
        throw new AssertionError("accepted");
    }

    /// Asserts the error and its whole text.
    void refuses(Call call, AwsError error, String message) {
        refuses(call, KMS, NOW, error, message);
    }

    void refuses(Call call, Set<String> services, Instant now, AwsError error, String message) {
        AwsException refusal = refusal(call, services, now);
        if (refusal.error() != error || !message.equals(refusal.getMessage())) {
            throw new AssertionError(
                    "expected " + error + " " + message + "\nbut was " + refusal.error() + " " + refusal.getMessage());
        }
    }

    /// Returns the unsigned headers of a KMS request, with lower-case names.
    static Headers.Collector kmsHeaders() {
        return new Headers.Collector()
                .add("host", "trent.example:8443")
                .add("x-amz-date", TIMESTAMP)
                .add("x-amz-target", "TrentService.DescribeKey")
                .add("content-type", "application/x-amz-json-1.1");
    }

    static Call kms(Headers.Collector headers) {
        return new Call("POST", "/", "", headers.headers(), BODY, "192.0.2.1");
    }

    /// Returns the KMS request, signed by hand with every header.
    static Call signed() {
        return HandSigner.sign(kms(kmsHeaders()), "content-type;host;x-amz-date;x-amz-target");
    }

    static Call with(Call call, String name, String value) {
        Headers.Collector headers = copy(call.headers(), name::equals);
        return with(call, headers.add(name, value).headers());
    }

    static Call withAlso(Call call, String name, String value) {
        return with(call, copy(call.headers(), header -> false).add(name, value).headers());
    }

    static Call without(Call call, String name) {
        return with(call, copy(call.headers(), name::equals).headers());
    }

    static Call withAuthorization(Call call, UnaryOperator<String> change) {
        String before = call.headers().first("authorization");
        if (before == null) {
            throw new AssertionError("not signed");
        }
        String after = change.apply(before);
        if (after.equals(before)) {
            throw new AssertionError("nothing changed in " + before);
        }
        return with(call, "authorization", after);
    }

    static Call with(Call call, Headers headers) {
        return new Call(call.method(), call.rawPath(), call.rawQuery(), headers, call.body(), call.peer());
    }

    static Call withQuery(Call call, String rawQuery) {
        return new Call(call.method(), call.rawPath(), rawQuery, call.headers(), call.body(), call.peer());
    }

    static Call withBody(Call call, byte[] body) {
        return new Call(call.method(), call.rawPath(), call.rawQuery(), call.headers(), body, call.peer());
    }

    private static Headers.Collector copy(Headers headers, Predicate<String> except) {
        Headers.Collector copy = new Headers.Collector();
        for (int i = 0; i < headers.size(); i++) {
            if (!except.test(headers.name(i))) {
                copy.add(headers.name(i), headers.value(i));
            }
        }
        return copy;
    }
}
