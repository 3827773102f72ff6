package dev.trent.access;

import dev.trent.identity.Identity;

/// The right to begin a session of a role; only [Trust] gives it out.
public final class RolePermit {
    private final Identity role;

    RolePermit(Identity role) {
        this.role = role;
    }

    /// Returns the role as it was when the right was given.
    public Identity role() {
        return role;
    }
}
