package dev.trent.policy;

import java.util.List;

/// What one policy says to one request, and the statements that say it. The statements are in the order of the
/// policy.
///
/// The Allow statements are grouped by how they name the requester, because their effect differs. A statement
/// of a key policy that names the account allows nothing itself: it lets the account's own policies allow.
///
/// @param denying the Deny statements that apply
/// @param direct the Allow statements that apply and name everyone or the requester's own ARN, id or
///     service; in a policy without principals, all that apply
/// @param byIssuer those that name the session's role, or the user who asked for the federated session
/// @param byAccount those that name only the requester's account
public record Evaluation(
        List<Statement> denying, List<Statement> direct, List<Statement> byIssuer, List<Statement> byAccount) {
    /// Copies the lists.
    public Evaluation {
        denying = List.copyOf(denying);
        direct = List.copyOf(direct);
        byIssuer = List.copyOf(byIssuer);
        byAccount = List.copyOf(byAccount);
    }

    /// Returns whether a Deny applies; if not, whether any Allow applies, for every way of naming the
    /// requester.
    public Verdict verdict() {
        if (!denying.isEmpty()) {
            return Verdict.DENY;
        }
        return direct.isEmpty() && byIssuer.isEmpty() && byAccount.isEmpty() ? Verdict.NONE : Verdict.ALLOW;
    }
}
