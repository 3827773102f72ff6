package dev.trent.identity;

import dev.trent.aws.Caller;
import dev.trent.aws.Footprint;
import dev.trent.aws.Secret;
import dev.trent.aws.Session;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A session of the web console: who has signed in, how, and since when; safe for many threads.
public final class ConsoleSession {
    private static final Duration CLOCK_ERROR_MAX = Duration.ofMinutes(1);

    private final Facts facts;
    private final TemporaryKey own;
    private final @Nullable TemporaryKey role;
    private volatile Instant seen;

    /// The ways to sign in.
    public enum Method {
        /// With an access key and its secret.
        ACCESS_KEY("accessKey"),
        /// With a user name and a password.
        PASSWORD("password"),
        /// With the link of a new installation.
        FIRST_RUN("firstRun");

        private final String word;

        Method(String word) {
            this.word = word;
        }

        /// Returns the word in rows and answers.
        public String word() {
            return word;
        }

        static Method of(String word) {
            for (Method method : values()) {
                if (method.word.equals(word)) {
                    return method;
                }
            }
            throw new AssertionError("a genuine row has the unknown method " + word);
        }
    }

    /// The stored facts.
    ///
    /// @param hash SHA-256 of the cookie's value, in hexadecimal digits
    /// @param handle the name of the session for its user; it is no secret
    /// @param principal as [Caller#principalId] of the user who has signed in; for a sign-in with a token, as
    ///     [#principalOfToken]
    /// @param accessKeyId the long-term access key that signed in; null for other ways
    /// @param byToken whether a session token came with the access key
    /// @param mfa whether a second factor was given
    /// @param content the user who has signed in, with a temporary access key id of the console's own
    /// @param role null if the user acts as itself
    /// @param expires the session ends then, used or not
    public record Facts(
            String hash,
            String handle,
            String principal,
            Method method,
            @Nullable String accessKeyId,
            boolean byToken,
            boolean mfa,
            SessionContent content,
            @Nullable Role role,
            Instant began,
            Instant expires,
            String sourceIp,
            String userAgent) {
        /// Returns the same session in another role.
        ///
        /// @param other null for the user itself
        public Facts as(@Nullable Role other) {
            return new Facts(
                    hash,
                    handle,
                    principal,
                    method,
                    accessKeyId,
                    byToken,
                    mfa,
                    content,
                    other,
                    began,
                    expires,
                    sourceIp,
                    userAgent);
        }

        /// Returns the handle alone: a list of hashes would be a list of what to steal.
        @Override
        public String toString() {
            return "Facts[" + handle + "]";
        }
    }

    /// The role that the user has switched to.
    ///
    /// @param content the session of the role
    /// @param arn the ARN of the role
    public record Role(SessionContent content, String arn) {}

    ConsoleSession(Facts facts, Instant seen) {
        this.facts = facts;
        this.own = key(facts.content);
        this.role = facts.role == null ? null : key(facts.role.content);
        this.seen = seen;
    }

    /// Nobody signs with this key, so it has no secret.
    private static TemporaryKey key(SessionContent content) {
        return new TemporaryKey(content, Secret.owning(new byte[0]), 0);
    }

    /// Returns the stored facts.
    public Facts facts() {
        return facts;
    }

    /// Returns when the session was used the last time.
    public Instant seen() {
        return seen;
    }

    void seen(Instant now) {
        seen = now;
    }

    /// Returns whether the session has ended by itself.
    ///
    /// @param idle how long it may be unused
    public boolean isOver(Instant now, Duration idle) {
        // SAFE: the last use has no code in the database. One that is still to come is not believed.
        Instant last = seen.isAfter(now.plus(CLOCK_ERROR_MAX)) ? facts.began : seen;
        return !now.isBefore(facts.expires) || !now.isBefore(last.plus(idle));
    }

    /// Returns who signs in with a token. Callers choose the name of a session themselves, so its principal id alone
    /// does not tell two of them apart.
    public static String principalOfToken(Caller caller, @Nullable String accessKeyId) {
        return caller.principalId() + " " + accessKeyId;
    }

    /// Returns the user who has signed in. Null if the user was deleted, or if its sessions were ended.
    public @Nullable Caller user(Directory directory) {
        return caller(own, directory);
    }

    /// Returns who acts: the role, if the user has switched to one. Null if the user or the role was deleted, if
    /// their sessions were ended, or if the session of the role is over.
    public @Nullable Caller acting(Directory directory, Instant now) {
        Caller user = user(directory);
        if (user == null || role == null) {
            return user;
        }
        return role.isExpired(now) ? null : caller(role, directory);
    }

    private @Nullable Caller caller(TemporaryKey key, Directory directory) {
        Caller caller = directory.sessionEnds().isOver(key.content()) ? null : key.caller(directory.identities());
        if (caller == null || caller.session() == null) {
            return null;
        }
        Session.Through way = facts.byToken ? Session.Through.CONSOLE_BY_TOKEN : Session.Through.CONSOLE;
        return caller.with(caller.session().through(way, facts.mfa));
    }

    /// Returns about how many bytes of the heap this takes.
    long bytes() {
        return Footprint.object(4)
                + Footprint.object(13)
                + Footprint.text(facts.hash)
                + Footprint.text(facts.handle)
                + Footprint.text(facts.principal)
                + Footprint.text(facts.accessKeyId)
                + Footprint.text(facts.sourceIp)
                + Footprint.text(facts.userAgent)
                + own.bytes()
                + (role == null ? 0 : role.bytes());
    }
}
