package dev.trent.access;

import dev.trent.aws.Action;
import dev.trent.keys.Key;

/// The right to do one thing with one key; only [Access] gives it out.
///
/// Whatever needs permission takes a `Permit`, so that forgetting to ask does not compile.
public final class Permit {
    private final Action action;
    private final Key key;

    Permit(Action action, Key key) {
        this.action = action;
        this.key = key;
    }

    /// Returns what may be done.
    public Action action() {
        return action;
    }

    /// Returns the key as it was when the right was given.
    public Key key() {
        return key;
    }
}
