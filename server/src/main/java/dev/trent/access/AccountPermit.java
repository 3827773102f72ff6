package dev.trent.access;

import dev.trent.aws.Action;

/// The right to do one thing that concerns no key that exists yet, such as CreateKey; only [Access] gives
/// it out.
public final class AccountPermit {
    private final Action action;
    private final String account;
    private final String region;

    AccountPermit(Action action, String account, String region) {
        this.action = action;
        this.account = account;
        this.region = region;
    }

    /// Returns what may be done.
    public Action action() {
        return action;
    }

    /// Returns the account in which it may be done.
    public String account() {
        return account;
    }

    /// Returns the Region in which it may be done.
    public String region() {
        return region;
    }
}
