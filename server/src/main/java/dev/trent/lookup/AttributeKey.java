package dev.trent.lookup;

/// The attributes that are searched, AWS's `LookupAttributeKey`, in the order of AWS's refusals.
public enum AttributeKey {
    /// The id of the event.
    EventId,
    /// The operation.
    EventName,
    /// `true` or `false`.
    ReadOnly,
    /// The name of a user, the name of a role's session, or `root`.
    Username,
    /// Such as `AWS::KMS::Key`.
    ResourceType,
    /// The ARN of a resource.
    ResourceName,
    /// Such as `kms.amazonaws.com`.
    EventSource,
    /// The access key that has signed the call.
    AccessKeyId
}
