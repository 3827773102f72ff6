package dev.trent.identity;

import dev.trent.store.Notes;
import dev.trent.store.Store;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The last use of each access key and of each console password. It is noted in memory, and stored about twice a minute
/// and at the end.
///
/// A crash loses a minute of it; AWS's own report of last uses is late too. No decision depends on it, so
/// storing it does not change the version of an account.
public final class LastUses implements AutoCloseable {
    private static final int NOTED_MAX = 100_000;

    private final Notes<String, AccessKeyFacts.LastUse> notes;
    private final Notes<String, LoginProfile.SignIn> signIns;

    LastUses(Store store) {
        this.notes = new Notes<>(store, "The last uses of access keys", NOTED_MAX, AccessKeyRows::used);
        this.signIns = new Notes<>(store, "The last uses of passwords", NOTED_MAX, LoginProfiles::used);
    }

    /// Notes that a long-term access key signed a request; this costs one look into a map.
    public void used(String accessKeyId, String service, String region, Instant time) {
        AccessKeyFacts.LastUse last = notes.of(accessKeyId);
        boolean known = last != null
                && last.time().getEpochSecond() == time.getEpochSecond()
                && last.service().equals(service)
                && last.region().equals(region);
        if (!known) {
            notes.note(accessKeyId, new AccessKeyFacts.LastUse(time, service, region));
        }
    }

    /// Returns the last use of an access key: the one noted, else the one stored with its facts, else null.
    public AccessKeyFacts.@Nullable LastUse of(AccessKeyFacts key) {
        AccessKeyFacts.LastUse last = notes.of(key.accessKeyId());
        return last != null ? last : key.lastUse();
    }

    /// Notes that a user signed in with its password.
    void signedIn(Entity user, Instant time) {
        signIns.note(user.uniqueId(), new LoginProfile.SignIn(time));
    }

    /// Returns the time of the last sign-in with a password: the one noted, else the one stored with its facts, else
    /// null.
    ///
    /// @param profile null for a user without a password
    public @Nullable Instant of(@Nullable LoginProfile profile) {
        if (profile == null) {
            return null;
        }
        LoginProfile.SignIn last = signIns.of(profile.userId());
        LoginProfile.SignIn known = last != null ? last : profile.lastUse();
        return known == null ? null : known.time();
    }

    /// Stores the noted uses.
    public void store() {
        notes.store();
        signIns.store();
    }

    /// Stores the uses that are only noted so far.
    @Override
    public void close() {
        notes.close();
        signIns.close();
    }
}
