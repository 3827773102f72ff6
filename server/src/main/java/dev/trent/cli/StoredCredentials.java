package dev.trent.cli;

import dev.trent.identity.AccessKey;
import dev.trent.identity.AccessKeys;
import dev.trent.sigv4.Credential;
import dev.trent.sigv4.Credentials;
import org.jspecify.annotations.Nullable;

/// The credentials of production: the access keys in the database.
final class StoredCredentials implements Credentials {
    private final AccessKeys accessKeys;

    StoredCredentials(AccessKeys accessKeys) {
        this.accessKeys = accessKeys;
    }

    @Override
    public @Nullable Credential find(String accessKeyId, @Nullable String sessionToken) {
        // A long-term key that comes with a token is refused: the token fits nothing.
        AccessKey key = sessionToken == null ? accessKeys.find(accessKeyId) : null;
        return key == null ? null : new Credential(key.caller(), key.secret(), 0);
    }
}
