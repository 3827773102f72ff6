package dev.trent.policy;

/// The ways in which the principal element of a statement names a requester, strongest first.
///
/// A right from a weaker naming has more limits. The room that combines policies knows these limits.
public enum Naming {
    /// By `"*"`, or because a `NotPrincipal` does not list the requester.
    EVERYONE,
    /// By the requester's own ARN, unique id or service name. Every statement of a policy without principals is
    /// also of this kind.
    SELF,
    /// By the role of the session, or by the user who requested the federated session.
    ISSUER,
    /// By the requester's account: a delegation to the policies of that account.
    ACCOUNT,
    /// Not at all.
    NOBODY
}
