package dev.trent.access;

import dev.trent.aws.Arn;
import dev.trent.keys.KmsAction;

/// The right to make, move or remove one alias; the key behind it needs a [Permit] of its own.
public final class AliasPermit {
    private final KmsAction action;
    private final Arn alias;

    AliasPermit(KmsAction action, Arn alias) {
        this.action = action;
        this.alias = alias;
    }

    /// Returns what may be done.
    public KmsAction action() {
        return action;
    }

    /// Returns the alias, which need not exist.
    public Arn alias() {
        return alias;
    }
}
