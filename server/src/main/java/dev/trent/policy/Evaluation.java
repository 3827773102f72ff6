package dev.trent.policy;

import java.util.List;

/// The answer of one policy to one request, and the statements that give it. The statements are in the order of
/// the policy.
///
/// The Allow statements are grouped by how they name the requester, because their effect differs. A statement
/// of a key policy that names the account allows nothing itself: it lets the account's own policies allow.
///
/// @param denying the Deny statements that apply
/// @param direct the Allow statements that apply and name everyone or the requester's own ARN, id or service;
///     in a policy without principals, all Allow statements that apply
/// @param byIssuer the Allow statements that name the session's role, or the user who requested the federated
///     session
/// @param byAccount the Allow statements that name only the requester's account
public record Evaluation(
        List<Statement> denying, List<Statement> direct, List<Statement> byIssuer, List<Statement> byAccount) {
    /// Copies the lists.
    public Evaluation {
        denying = List.copyOf(denying);
        direct = List.copyOf(direct);
        byIssuer = List.copyOf(byIssuer);
        byAccount = List.copyOf(byAccount);
    }

    /// Returns DENY if a Deny applies, else ALLOW if an Allow applies, in any way of naming the requester.
    public Verdict verdict() {
        if (!denying.isEmpty()) {
            return Verdict.DENY;
        }
        return direct.isEmpty() && byIssuer.isEmpty() && byAccount.isEmpty() ? Verdict.NONE : Verdict.ALLOW;
    }
}
