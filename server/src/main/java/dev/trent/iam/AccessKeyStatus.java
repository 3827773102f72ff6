package dev.trent.iam;

/// Whether an access key may sign requests.
public enum AccessKeyStatus {
    /// The key may sign.
    Active,
    /// The key may not sign until it is made active again.
    Inactive,
    /// AWS reports this for keys of services that Trent does not have.
    Expired;

    static AccessKeyStatus of(boolean active) {
        return active ? Active : Inactive;
    }
}
