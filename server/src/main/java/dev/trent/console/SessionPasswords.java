package dev.trent.console;

import dev.trent.identity.ConsoleSession;
import dev.trent.identity.Directory;
import dev.trent.identity.Entity;
import dev.trent.identity.LoginProfile;
import dev.trent.identity.PasswordPolicy;
import java.time.Instant;

/// Looks at the password with which a session began. Each request asks, so what an administrator or the user changes
/// counts from the next request on.
final class SessionPasswords {
    private final Directory directory;

    /// What a password allows.
    enum State {
        /// The user has no password any more.
        GONE,
        /// The user has to change it before anything else.
        TO_CHANGE,
        /// It is in order, or the session did not begin with one.
        FINE
    }

    SessionPasswords(Directory directory) {
        this.directory = directory;
    }

    State of(ConsoleSession session, Instant now) {
        ConsoleSession.Facts facts = session.facts();
        if (facts.method() != ConsoleSession.Method.PASSWORD) {
            return State.FINE;
        }
        Entity user = directory.entities().find(facts.principal());
        LoginProfile profile = user == null ? null : directory.loginProfiles().find(user);
        // A login profile that is newer than the session is another one: that of the sign-in was deleted.
        if (user == null || profile == null || profile.created().isAfter(facts.began())) {
            return State.GONE;
        }
        PasswordPolicy policy = directory.passwordPolicies().find(user.account());
        Instant expiry = policy == null ? null : policy.expiry(profile.changed());
        if (policy != null && expiry != null && !now.isBefore(expiry)) {
            return Boolean.TRUE.equals(policy.hardExpiry()) ? State.GONE : State.TO_CHANGE;
        }
        return profile.resetRequired() ? State.TO_CHANGE : State.FINE;
    }
}
