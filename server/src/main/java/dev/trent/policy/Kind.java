package dev.trent.policy;

/// The purpose of a policy document. The grammar differs a little by kind.
///
/// Source: IAM User Guide, "JSON policy element reference"; KMS Developer Guide, "Key policies in AWS KMS".
public enum Kind {
    /// The resource policy of a KMS key: every statement names principals.
    KEY_POLICY,
    /// A policy written into a user, a role or a group; without `Version` it means 2008-10-17.
    IDENTITY,
    /// A managed policy: as [#IDENTITY], and must say `"Version": "2012-10-17"`.
    MANAGED,
    /// The trust policy of a role: every statement names principals, none names a resource.
    TRUST,
    /// A policy passed to AssumeRole or GetFederationToken.
    SESSION,
    /// A permissions boundary, which is always a managed policy.
    BOUNDARY;

    boolean namesPrincipals() {
        return this == KEY_POLICY || this == TRUST;
    }

    boolean needsCurrentVersion() {
        return this == MANAGED || this == BOUNDARY;
    }
}
