package dev.trent.sts;

import dev.trent.aws.Caller;
import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.identity.SessionContent;
import dev.trent.identity.SessionContent.Passed;
import dev.trent.identity.SessionEnds;
import dev.trent.identity.SessionTokens;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Range;
import dev.trent.wire.Sensitive;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Starts a session of the user itself. It needs no permission. With the code of a second factor, policies see that the
/// user has one.
///
/// Source: [GetSessionToken](https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html).
final class GetSessionToken implements Reading<GetSessionToken.Request, GetSessionToken.Response> {
    private final SessionEnds ends;
    private final SessionTokens tokens;
    private final SecondFactors factors;

    /// The request.
    public record Request(
            @Logged @Nullable @Range(min = 900, max = 129_600)
            Integer durationSeconds,

            @Logged @Nullable @Length(min = 9, max = 256) @Matches("[\\w+=/:,.@-]*")
            String serialNumber,

            @Sensitive @Nullable @Length(min = 6, max = 6) @Matches("[\\d]*")
            String tokenCode) {}

    /// The answer.
    public record Response(@Logged Credentials credentials) implements AutoCloseable {
        /// Zeroes the secret.
        @Override
        public void close() {
            credentials.close();
        }
    }

    GetSessionToken(SessionEnds ends, SessionTokens tokens, SecondFactors factors) {
        this.ends = ends;
        this.tokens = tokens;
        this.factors = factors;
    }

    /// Errors: AccessDenied for a session, and for a code that does not prove a second factor.
    @Override
    public Response perform(Invocation call, Request request) {
        SessionRules.requireLongTerm(call, "GetSessionToken");
        boolean mfaProven = factors.proven(call, request.serialNumber(), request.tokenCode());
        Caller caller = call.caller();
        boolean root = caller.type() == Caller.Type.Root;
        String identityId = root ? "" : caller.principalId();
        Instant issued = ends.begin(caller.account(), identityId, call.time());
        return new Response(Credentials.of(tokens.issue(new SessionContent(
                kind(root, mfaProven),
                caller.account(),
                identityId,
                "",
                tokens.drawAccessKeyId(caller.account()),
                issued,
                issued.plusSeconds(SessionDuration.seconds(caller, request.durationSeconds())),
                Passed.NOTHING))));
    }

    private static SessionContent.Kind kind(boolean root, boolean mfaProven) {
        if (root) {
            return SessionContent.Kind.ROOT;
        }
        return mfaProven ? SessionContent.Kind.USER_WITH_MFA : SessionContent.Kind.USER;
    }
}
