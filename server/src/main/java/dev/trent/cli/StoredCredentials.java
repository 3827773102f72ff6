package dev.trent.cli;

import dev.trent.identity.Accounts;
import dev.trent.identity.Accounts.AccessKey;
import dev.trent.sigv4.Credential;
import dev.trent.sigv4.Credentials;
import org.jspecify.annotations.Nullable;

/// The credentials of production: the access keys in the database.
final class StoredCredentials implements Credentials {
    private final Accounts accounts;

    StoredCredentials(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public @Nullable Credential find(String accessKeyId, @Nullable String sessionToken) {
        // A long-term key that comes with a token is refused: the token fits nothing.
        AccessKey key = sessionToken == null ? accounts.accessKey(accessKeyId) : null;
        return key == null ? null : new Credential(key.caller(), key.secret(), 0);
    }
}
