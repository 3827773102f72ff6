package dev.trent.console;

import dev.trent.aws.AwsException;
import dev.trent.aws.Call;
import dev.trent.aws.Caller;
import dev.trent.identity.ConsoleSession;
import dev.trent.identity.Directory;
import dev.trent.sigv4.CredentialFinder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Finds the session of a request, and whether it still counts.
///
/// A session is as good as the access key that began it: it has no rights once the key is inactive or deleted, the
/// user is deleted, or the user's sessions were revoked. Each request asks again.
final class Visitors {
    /// The field of a request that the page makes by itself, such as to show a newer state. It does not keep an
    /// unused session alive.
    static final String BACKGROUND = "x-trent-background";

    private final Directory directory;
    private final SessionSecrets secrets;
    private final CredentialFinder credentials;
    private final SessionPasswords passwords;
    private final InstantSource clock;
    private final Duration idle;

    Visitors(
            Directory directory,
            SessionSecrets secrets,
            CredentialFinder credentials,
            InstantSource clock,
            Duration idle) {
        this.directory = directory;
        this.secrets = secrets;
        this.credentials = credentials;
        this.passwords = new SessionPasswords(directory);
        this.clock = clock;
        this.idle = idle;
    }

    /// Returns the visit of a request that has proven to come from the console's page, and notes the use.
    ///
    /// Errors: SessionEnded; Forbidden without the session's token.
    Visit require(Call call) {
        Visit visit = find(call);
        Doorkeeper.requireToken(call, visit.csrf());
        if (call.headers().first(BACKGROUND) == null) {
            directory.consoleSessions().used(visit.session(), clock.instant());
        }
        return visit;
    }

    /// Returns the visit of a request that only asks who it is.
    ///
    /// Errors: SessionEnded.
    Visit find(Call call) {
        String secret = SessionCookie.of(call);
        if (secret == null) {
            throw ConsoleRefusal.ended("Nobody has signed in.");
        }
        return visit(secret);
    }

    /// Returns the visit of a session that has just begun or changed.
    Visit visit(String secret) {
        ConsoleSession session = directory.consoleSessions().find(secrets.hash(secret));
        Instant now = clock.instant();
        if (session == null || session.isOver(now, idle)) {
            throw ConsoleRefusal.ended("The session has ended. Sign in again.");
        }
        Caller user = isOfLiveKey(session.facts().accessKeyId()) ? session.user(directory) : null;
        if (user == null) {
            throw ConsoleRefusal.ended("The user or access key of the session is not active any more.");
        }
        SessionPasswords.State password = passwords.of(session, now);
        if (password == SessionPasswords.State.GONE) {
            throw ConsoleRefusal.ended("The user of the session has no password any more.");
        }
        return new Visit(
                session,
                secrets.csrf(secret),
                user,
                session.acting(directory, now),
                password == SessionPasswords.State.TO_CHANGE);
    }

    private boolean isOfLiveKey(@Nullable String accessKeyId) {
        try {
            return accessKeyId == null || credentials.find(accessKeyId, null) != null;
        } catch (AwsException refused) {
            return false;
        }
    }
}
