package dev.trent.iam;

/// Whether an access key may sign.
public enum AccessKeyStatus {
    /// It may.
    Active,
    /// It may not, until it is made active.
    Inactive,
    /// AWS gives this to keys of services that Trent does not have.
    Expired;

    static AccessKeyStatus of(boolean active) {
        return active ? Active : Inactive;
    }
}
