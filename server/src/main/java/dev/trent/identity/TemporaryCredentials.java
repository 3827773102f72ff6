package dev.trent.identity;

import dev.trent.aws.Caller;
import dev.trent.sigv4.Credential;
import dev.trent.sigv4.CredentialFinder;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// The credentials of sessions. All of them are in the session token, except whether the session was ended.
final class TemporaryCredentials implements CredentialFinder {
    private final SessionTokens tokens;
    private final Directory directory;
    private final InstantSource clock;

    TemporaryCredentials(SessionTokens tokens, Directory directory, InstantSource clock) {
        this.tokens = tokens;
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public @Nullable Credential find(String accessKeyId, @Nullable String sessionToken) {
        TemporaryKey key = sessionToken == null ? null : tokens.open(sessionToken);
        if (key == null) {
            return null;
        }
        if (key.isExpired(clock.instant())) {
            throw CredentialFinder.expired();
        }
        if (!key.content().accessKeyId().equals(accessKeyId)
                || directory.sessionEnds().isOver(key.content())) {
            return null;
        }
        Caller caller = key.caller(directory.identities());
        return caller == null ? null : new Credential(caller, key.secret(), key.version());
    }
}
