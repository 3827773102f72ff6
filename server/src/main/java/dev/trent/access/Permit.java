package dev.trent.access;

import dev.trent.aws.Action;
import dev.trent.keys.Grant;
import dev.trent.keys.Key;
import org.jspecify.annotations.Nullable;

/// The right to do one thing with one key; only [Access] gives it out.
///
/// Whatever needs permission takes a `Permit`, so that forgetting to ask does not compile.
public final class Permit {
    private final Action action;
    private final Key key;
    private final @Nullable Grant grant;

    Permit(Action action, Key key, @Nullable Grant grant) {
        this.action = action;
        this.key = key;
        this.grant = grant;
    }

    /// Returns what may be done.
    public Action action() {
        return action;
    }

    /// Returns the key as it was when the right was given.
    public Key key() {
        return key;
    }

    /// Returns the grant that the right comes from; null if it comes from policies.
    public @Nullable Grant grant() {
        return grant;
    }
}
