package dev.trent.policy;

/// The ways in which the principal element of a statement names a requester, strongest first.
///
/// A right given through a weaker naming is subject to more limits; the room that combines policies knows these
/// limits.
public enum Naming {
    /// By `"*"`, or because a `NotPrincipal` does not list the requester.
    EVERYONE,
    /// By the requester's own ARN, unique id or service name; also every statement of a policy without
    /// principals.
    SELF,
    /// By the role of the session, or the user who asked for the federated session.
    ISSUER,
    /// By the requester's account: a delegation to the policies of that account.
    ACCOUNT,
    /// Not at all.
    NOBODY
}
