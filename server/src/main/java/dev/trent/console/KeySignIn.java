package dev.trent.console;

import dev.trent.audit.SignInEvent;
import dev.trent.aws.AwsException;
import dev.trent.aws.Caller;
import dev.trent.aws.Secret;
import dev.trent.identity.ConsoleSession;
import dev.trent.identity.SessionContent;
import dev.trent.identity.SessionTokens;
import dev.trent.identity.TemporaryKey;
import dev.trent.sigv4.Credential;
import dev.trent.sigv4.CredentialFinder;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The sign-in with an access key: the id, the secret, and for a temporary key the session token.
///
/// It proves the same as a signature. The secret is compared and forgotten.
final class KeySignIn {
    private static final int ID_CHARACTERS_MAX = 128;
    private static final int SECRET_BYTES = 40;

    private final CredentialFinder credentials;
    private final Consumer<String> admit;
    private final SessionTokens tokens;
    private final OwnContent own;

    /// Compared for an unknown key, so that its refusal takes the same work.
    private final Secret nobodys = Secret.owning(new byte[SECRET_BYTES]);

    /// @param admit gets the account of each user who signs in
    KeySignIn(CredentialFinder credentials, Consumer<String> admit, SessionTokens tokens, OwnContent own) {
        this.credentials = credentials;
        this.admit = admit;
        this.tokens = tokens;
        this.own = own;
    }

    /// Returns whose key it is.
    ///
    /// Errors: SignInFailed, with the user of the key.
    SignInProof prove(String accessKeyId, Secret secret, @Nullable String token, Instant now) {
        Credential found = find(accessKeyId, token);
        boolean same = (found == null ? nobodys : found.secret()).equals(secret);
        if (found == null || !same) {
            throw new FailedSignIn(found == null ? null : SignInEvent.Who.claimed(found.caller(), accessKeyId));
        }
        Caller caller = found.caller();
        admit.accept(caller.account());
        boolean mfa = caller.session() != null && caller.session().mfaAuthenticated();
        return new SignInProof(
                caller,
                ConsoleSession.Method.ACCESS_KEY,
                token == null ? own.of(caller, now) : temporary(token),
                token == null ? accessKeyId : null,
                token != null,
                mfa);
    }

    private @Nullable Credential find(String accessKeyId, @Nullable String token) {
        if (accessKeyId.length() > ID_CHARACTERS_MAX) {
            return null;
        }
        try {
            return credentials.find(accessKeyId, token);
        } catch (AwsException expired) {
            return null;
        }
    }

    private SessionContent temporary(String token) {
        TemporaryKey key = tokens.open(token);
        if (key == null) {
            throw new FailedSignIn(null);
        }
        SessionContent given = key.content();
        return new SessionContent(
                given.kind(),
                given.account(),
                given.identityId(),
                given.name(),
                // The records of the console and those of the token's other users stay apart.
                tokens.drawAccessKeyId(given.account()),
                given.issued(),
                given.expires(),
                given.passed());
    }
}
