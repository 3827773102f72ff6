package dev.trent.access;

import dev.trent.aws.Action;
import dev.trent.aws.Arn;
import dev.trent.keys.Grant;
import dev.trent.keys.KmsAction;
import dev.trent.policy.Denial;
import dev.trent.policy.Evaluation;
import dev.trent.policy.IdentityDecision;
import dev.trent.policy.IdentityPolicies;
import dev.trent.policy.Layer;
import dev.trent.policy.Policy;
import dev.trent.policy.RequestContext;
import dev.trent.policy.Requester;
import dev.trent.policy.Statement;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One request to one key with all that decides about it.
///
/// The key policy comes first: without its consent nothing else counts. What its Allow is worth depends on the
/// principal that it names:
/// - a user, a session or everybody: the Allow is enough by itself.
/// - a role: the role's boundary and the session policies must allow too.
/// - an account: the account's own policies must allow too.
///
/// A Deny counts wherever it stands. Between accounts both sides must allow. A grant takes the place of the key
/// policy, and between accounts also that of the caller's policies.
///
/// To decide never fails and reads nothing but its arguments.
///
/// Source: AWS KMS Developer Guide, "Determining access to AWS KMS keys"; IAM User Guide, "Policy
/// evaluation logic" and "Permissions boundaries for IAM entities", on what an implicit deny does to a
/// resource policy's Allow.
///
/// @param requester who asks
/// @param own what the requester brings along
/// @param action what is to be done
/// @param row the action's row; null for an action that KMS does not have
/// @param key the key's ARN
/// @param policy the key policy
/// @param atKey the facts as the key policy sees them
/// @param atCaller the facts as the caller's policies see them, which know the key's tags and aliases too
/// @param grants returns a grant of the key that allows the request to a principal, or null
public record KeyCase(
        Requester requester,
        IdentityPolicies own,
        Action action,
        @Nullable KmsAction row,
        Arn key,
        Policy policy,
        RequestContext atKey,
        RequestContext atCaller,
        Function<String, @Nullable Grant> grants) {

    /// Returns what the requester's own policies say.
    public IdentityDecision onCaller() {
        return own.evaluate(action, key.toString(), requester, atCaller);
    }

    /// Returns whether the action can concern a key of another account.
    public boolean crossesAccounts() {
        return row != null && row.crossesAccounts();
    }

    /// Returns whether a grant can allow the action.
    public boolean isGrantable() {
        return row != null && row.grantOperation() != null;
    }

    /// Decides by the key policy, grants and the requester's own policies.
    public Decision decide() {
        boolean home = requester.account().equals(key.account());
        if (!home && !crossesAccounts()) {
            return hidden();
        }
        String arn = key.toString();
        Evaluation onKey = policy.evaluate(action, arn, requester, atKey);
        IdentityDecision onCaller = onCaller();
        return home ? atHome(onKey, onCaller) : abroad(onKey, onCaller);
    }

    /// Decides where only a grant can allow, and policies no more than deny.
    public Decision decideByGrant() {
        boolean home = requester.account().equals(key.account());
        String arn = key.toString();
        Evaluation onKey = policy.evaluate(action, arn, requester, atKey);
        IdentityDecision onCaller = onCaller();
        Denial explicit = onCaller.explicitDenial();
        if (explicit != null) {
            return home ? denied(explicit, onCaller) : hidden();
        }
        if (!onKey.denying().isEmpty()) {
            return new Decision.Denied(
                    Layer.RESOURCE, true, home, policy, onKey.denying().getFirst());
        }
        Grant grant = grant(onCaller.denialByLimit(), onCaller.denial());
        if (grant != null) {
            return new Decision.AllowedByGrant(grant);
        }
        return new Decision.Denied(Layer.RESOURCE, false, home, null, null);
    }

    private Decision atHome(Evaluation onKey, IdentityDecision onCaller) {
        Denial explicit = onCaller.explicitDenial();
        if (explicit != null) {
            return denied(explicit, onCaller);
        }
        if (!onKey.denying().isEmpty()) {
            return new Decision.Denied(
                    Layer.RESOURCE, true, true, policy, onKey.denying().getFirst());
        }
        if (!onKey.direct().isEmpty()) {
            return new Decision.AllowedByKeyPolicy(onKey.direct().getFirst());
        }
        Denial limit = onCaller.denialByLimit();
        if (!onKey.byIssuer().isEmpty() && limit == null) {
            return new Decision.AllowedByKeyPolicy(onKey.byIssuer().getFirst());
        }
        Denial full = onCaller.denial();
        if (!onKey.byAccount().isEmpty() && full == null) {
            return byIdentity(onKey.byAccount(), onCaller);
        }
        Grant grant = grant(limit, full);
        if (grant != null) {
            return new Decision.AllowedByGrant(grant);
        }
        if (!onKey.byIssuer().isEmpty() && limit != null) {
            return denied(limit, onCaller);
        }
        return onKey.byAccount().isEmpty() || full == null
                ? new Decision.Denied(Layer.RESOURCE, false, true, null, null)
                : denied(full, onCaller);
    }

    /// A caller of another account hears of its own side only if the key's side lets it in. Otherwise the answer
    /// would tell whether the key exists.
    private Decision abroad(Evaluation onKey, IdentityDecision onCaller) {
        List<Statement> admitting = !onKey.direct().isEmpty()
                ? onKey.direct()
                : !onKey.byIssuer().isEmpty() ? onKey.byIssuer() : onKey.byAccount();
        if (!onKey.denying().isEmpty()) {
            return new Decision.Denied(
                    Layer.RESOURCE, true, false, policy, onKey.denying().getFirst());
        }
        Denial full = onCaller.denial();
        if (!admitting.isEmpty() && full == null) {
            return byIdentity(admitting, onCaller);
        }
        Grant grant = onCaller.explicitDenial() == null ? grant(onCaller.denialByLimit(), full) : null;
        if (grant != null) {
            return new Decision.AllowedByGrant(grant);
        }
        boolean admitted = !admitting.isEmpty() || grant(null, null) != null;
        return admitted && full != null ? denied(full, onCaller) : hidden();
    }

    /// Returns a grant that allows the request, or null.
    ///
    /// A grant to the user or session itself needs no policy. A grant to the session's role counts within
    /// boundary and session policies. A grant to the account counts within all policies of the caller.
    private @Nullable Grant grant(@Nullable Denial limit, @Nullable Denial full) {
        Grant grant = switch (requester.type()) {
            case USER, ASSUMED_ROLE -> grants.apply(requester.uniqueId());
            case FEDERATED_USER -> grants.apply(requester.arn());
            case ROOT, SERVICE -> null;
        };
        if (grant == null && requester.issuerId() != null && limit == null) {
            grant = grants.apply(requester.issuerId());
        }
        if (grant == null && !requester.account().isEmpty() && full == null) {
            grant = grants.apply(key.rootOf(requester.account()).toString());
        }
        return grant;
    }

    private static Decision byIdentity(List<Statement> delegation, IdentityDecision onCaller) {
        return new Decision.AllowedByIdentity(
                delegation.getFirst(),
                onCaller.identity().policy(),
                onCaller.identity().statement());
    }

    private static Decision denied(Denial denial, IdentityDecision onCaller) {
        IdentityDecision.Answer answer = switch (denial.layer()) {
            case IDENTITY -> onCaller.identity();
            case BOUNDARY -> onCaller.boundary();
            case SESSION -> onCaller.session();
            case RESOURCE -> throw new AssertionError("a caller's policies are no resource policy");
        };
        return denial.explicit()
                ? new Decision.Denied(denial.layer(), true, true, answer.policy(), answer.statement())
                : new Decision.Denied(denial.layer(), false, true, null, null);
    }

    private static Decision hidden() {
        return new Decision.Denied(Layer.RESOURCE, false, false, null, null);
    }
}
