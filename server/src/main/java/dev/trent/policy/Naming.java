package dev.trent.policy;

/// How the principal element of a statement comes to name a requester, strongest first.
///
/// A right given through a weaker naming is subject to more limits; the room that combines policies knows
/// which.
public enum Naming {
    /// By `"*"`, or by not being listed in a `NotPrincipal`.
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
