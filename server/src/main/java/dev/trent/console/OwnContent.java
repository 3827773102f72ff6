package dev.trent.console;

import dev.trent.aws.Caller;
import dev.trent.identity.ConsoleSessions;
import dev.trent.identity.SessionContent;
import dev.trent.identity.SessionEnds;
import dev.trent.identity.SessionTokens;
import java.time.Instant;

/// Makes what a session of a user itself says of it, with a new temporary access key id.
final class OwnContent {
    private final SessionTokens tokens;
    private final SessionEnds ends;

    OwnContent(SessionTokens tokens, SessionEnds ends) {
        this.tokens = tokens;
        this.ends = ends;
    }

    /// Returns it for a user or a root user.
    SessionContent of(Caller caller, Instant now) {
        boolean root = caller.type() == Caller.Type.Root;
        String identityId = root ? "" : caller.principalId();
        Instant issued = ends.begin(caller.account(), identityId, now);
        return new SessionContent(
                root ? SessionContent.Kind.ROOT : SessionContent.Kind.USER,
                caller.account(),
                identityId,
                "",
                tokens.drawAccessKeyId(caller.account()),
                issued,
                issued.plus(ConsoleSessions.LIFE_MAX),
                SessionContent.Passed.NOTHING);
    }
}
