package dev.trent.console;

import dev.trent.aws.AwsException;
import dev.trent.aws.Call;
import dev.trent.aws.Origin;
import dev.trent.identity.ConsoleSession;
import dev.trent.identity.ConsoleSessions;
import dev.trent.wire.JsonBytes;
import dev.trent.wire.JsonShape;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Begins sessions. Each sign-in has a session with a new secret, whatever cookie came with it.
final class SignIn {
    private static final int BODY_BYTES_MAX = 16 * 1024;
    private static final int USER_AGENT_BYTES_MAX = 256;

    private final KeySignIn keys;
    private final PasswordSignIn passwords;
    private final LinkSignIn links;
    private final ConsoleSessions sessions;
    private final SessionSecrets secrets;
    private final Attempts attempts;
    private final SignInBook book;
    private final InstantSource clock;
    private final JsonShape<SignInRequest> requests = JsonShape.of(SignInRequest.class);

    SignIn(
            KeySignIn keys,
            PasswordSignIn passwords,
            LinkSignIn links,
            ConsoleSessions sessions,
            SessionSecrets secrets,
            Attempts attempts,
            SignInBook book,
            InstantSource clock) {
        this.keys = keys;
        this.passwords = passwords;
        this.links = links;
        this.sessions = sessions;
        this.secrets = secrets;
        this.attempts = attempts;
        this.book = book;
        this.clock = clock;
    }

    /// Returns the secret of a new session.
    ///
    /// Errors: SignInFailed, TooManyAttempts.
    String begin(Call call) {
        SignInRequest request;
        try {
            request = read(call.body());
        } finally {
            // It holds what was typed.
            Arrays.fill(call.body(), (byte) 0);
        }
        Instant now = clock.instant();
        try {
            SignInProof proof = prove(call, request, now);
            String secret = secrets.draw();
            ConsoleSession.Facts facts = facts(proof, secret, request.accessKeyId(), Origin.of(call), now);
            String former = SessionCookie.of(call);
            var _ = book.write(
                    tx -> {
                        if (request.firstRun() != null) {
                            LinkSignIn.take(tx, request.firstRun(), now);
                        }
                        if (former != null) {
                            var _ = sessions.end(tx, secrets.hash(former));
                        }
                        return sessions.begin(facts).in(tx);
                    },
                    ended -> Stream.concat(
                                    ended.stream().map(each -> book.logout(call, each, now)),
                                    Stream.of(book.login(call, proof, now)))
                            .toList());
            return secret;
        } finally {
            requests.closeSecrets(request);
        }
    }

    private SignInRequest read(byte[] body) {
        if (body.length > BODY_BYTES_MAX) {
            throw ConsoleRefusal.tooLong(BODY_BYTES_MAX);
        }
        try {
            return requests.read(body);
        } catch (AwsException _) {
            throw ConsoleRefusal.unreadable("The body must be JSON with the members of one way to sign in.");
        }
    }

    private SignInProof prove(Call call, SignInRequest request, Instant now) {
        Attempts.Attempt attempt;
        try {
            String network = attempts.arrive(call.peer());
            attempt = attempts.begin(user(call, request), network);
        } catch (ConsoleRefusal tooMany) {
            book.tooMany(call, now);
            throw tooMany;
        }
        try {
            SignInProof proof = prove(request, now);
            attempt.succeeded(method(request) == ConsoleSession.Method.PASSWORD);
            return proof;
        } catch (ConsoleRefusal busy) {
            attempt.unanswered();
            throw busy;
        } catch (FailedSignIn failure) {
            if (failure.codeMissing()) {
                attempt.provedPassword();
            }
            throw book.failed(call, failure, method(request), given(request.mfaCode()) != null, now);
        }
    }

    /// Returns as whom somebody tries to sign in. A link names nobody, so nobody can be kept out by wrong ones.
    private String user(Call call, SignInRequest request) {
        return switch (method(request)) {
            case ACCESS_KEY -> "key " + request.accessKeyId();
            case PASSWORD -> "user " + passwords.named(request.account(), request.userName());
            case FIRST_RUN -> "link " + call.peer();
        };
    }

    private static ConsoleSession.Method method(SignInRequest request) {
        if (request.firstRun() != null) {
            return ConsoleSession.Method.FIRST_RUN;
        }
        return request.accessKeyId() == null ? ConsoleSession.Method.PASSWORD : ConsoleSession.Method.ACCESS_KEY;
    }

    private SignInProof prove(SignInRequest request, Instant now) {
        if (request.firstRun() != null) {
            return links.prove(request.firstRun(), now);
        }
        if (request.accessKeyId() != null && request.secretAccessKey() != null) {
            return keys.prove(request.accessKeyId(), request.secretAccessKey(), given(request.sessionToken()), now);
        }
        if (request.accessKeyId() == null && request.password() != null) {
            return passwords.prove(request, request.password(), now);
        }
        throw new FailedSignIn(null);
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private ConsoleSession.Facts facts(
            SignInProof proof, String secret, @Nullable String typedKey, Origin origin, Instant now) {
        Instant began = now.truncatedTo(ChronoUnit.MILLIS);
        Instant life = began.plus(ConsoleSessions.LIFE_MAX);
        Instant given = proof.content().expires();
        return new ConsoleSession.Facts(
                secrets.hash(secret),
                secrets.drawHandle(),
                proof.byToken()
                        ? ConsoleSession.principalOfToken(proof.caller(), typedKey)
                        : proof.caller().principalId(),
                proof.method(),
                proof.accessKeyId(),
                proof.byToken(),
                proof.mfa(),
                proof.content(),
                null,
                began,
                proof.byToken() && given.isBefore(life) ? given : life,
                origin.address(),
                JsonBytes.fitting(origin.userAgent(), USER_AGENT_BYTES_MAX));
    }
}
