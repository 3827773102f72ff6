package dev.trent.identity;

import dev.trent.sigv4.Credential;
import dev.trent.sigv4.CredentialFinder;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// The credentials of production: the access keys in the database, and the sessions.
public final class StoredCredentials implements CredentialFinder {
    private final AccessKeys accessKeys;
    private final TemporaryCredentials sessions;

    /// Looks in a directory, and in the session tokens of callers.
    public StoredCredentials(Directory directory, SessionTokens tokens, InstantSource clock) {
        this.accessKeys = directory.accessKeys();
        this.sessions = new TemporaryCredentials(tokens, directory, clock);
    }

    @Override
    public @Nullable Credential find(String accessKeyId, @Nullable String sessionToken) {
        if (sessionToken != null) {
            // A long-term key with a token is refused: the token belongs to another key.
            return sessions.find(accessKeyId, sessionToken);
        }
        AccessKey key = accessKeys.find(accessKeyId);
        // The secret of a long-term key never changes.
        return key == null ? null : new Credential(key.caller(), key.secret(), 0);
    }
}
