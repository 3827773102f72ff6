package dev.trent.cli;

import dev.trent.identity.AccessKey;
import dev.trent.identity.AccessKeys;
import dev.trent.sigv4.Credential;
import dev.trent.sigv4.Credentials;
import org.jspecify.annotations.Nullable;

/// The credentials of production: the access keys in the database, and those of sessions.
final class StoredCredentials implements Credentials {
    private final AccessKeys accessKeys;
    private final TemporaryCredentials sessions;

    StoredCredentials(AccessKeys accessKeys, TemporaryCredentials sessions) {
        this.accessKeys = accessKeys;
        this.sessions = sessions;
    }

    @Override
    public @Nullable Credential find(String accessKeyId, @Nullable String sessionToken) {
        if (sessionToken != null) {
            // A long-term key that comes with a token is refused: the token is another key's.
            return sessions.find(accessKeyId, sessionToken);
        }
        AccessKey key = accessKeys.find(accessKeyId);
        // The secret of a long-term key never changes.
        return key == null ? null : new Credential(key.caller(), key.secret(), 0);
    }
}
