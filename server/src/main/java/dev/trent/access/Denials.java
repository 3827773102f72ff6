package dev.trent.access;

import dev.trent.aws.Action;
import dev.trent.aws.Arn;
import dev.trent.aws.AwsException;
import dev.trent.aws.Invocation;
import dev.trent.policy.Denial;
import dev.trent.policy.RequestContext;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gives every denial an id, and keeps under it why: which layer decided, which statement, which condition
/// with what it wanted and what it found, and what would have allowed the request.
///
/// Only denials come here; a request that is allowed pays nothing for it.
public final class Denials {
    private final DenialLog log;
    private final SecureRandom random;

    /// Makes the keeper of reasons.
    public Denials(DenialLog log, SecureRandom random) {
        this.log = log;
        this.random = random;
    }

    /// Returns a refusal by the caller's own policies with the id of its explanation.
    AwsException explained(
            Invocation call,
            Subject subject,
            Action action,
            String resource,
            Denial denial,
            RequestContext context,
            AwsException refusal) {
        Explanation.Side side = Explainer.callerSide(subject, action, resource, denial, context);
        return keep(call, action, resource, denial.explicit(), true, side, null, null, refusal);
    }

    /// Returns the refusal of a key that was not found, and that must not be told.
    AwsException ofMissingKey(Invocation call, Subject subject, KeyRequest request, AwsException refusal) {
        Explanation.Side side = Explainer.callerSideHidden(subject, request.action());
        return keep(call, request.action(), request.identifier(), false, false, side, null, null, refusal);
    }

    /// Returns the refusal of a key with the id of its explanation.
    ///
    /// @param told whether the refusal names the key and the layer that refused
    AwsException ofKey(
            Invocation call,
            Subject subject,
            KeyRequest request,
            KeyCase asked,
            Decision.Denied denied,
            boolean told,
            AwsException refusal) {
        Explanation.Side callerSide = told
                ? Explainer.callerSide(subject, asked, denied)
                : Explainer.callerSideHidden(subject, request.action());
        Explanation.Side keySide = Explainer.keySide(subject, asked, denied);
        boolean home = asked.key().account().equals(call.caller().account());
        String resource = home || told ? asked.key().toString() : request.identifier();
        return keep(
                call,
                request.action(),
                resource,
                denied.explicit(),
                told,
                callerSide,
                asked.key().account(),
                keySide,
                refusal);
    }

    /// Returns the refusal of an action on a role, which its trust policy decided, or which there is not.
    ///
    /// @param question what the trust policy was asked; null if there is no such role
    AwsException ofRole(
            Invocation call,
            Subject subject,
            Action action,
            Arn role,
            TrustDecision.@Nullable Question question,
            RequestContext context,
            AwsException refusal) {
        Explanation.Side callerSide = Explainer.callerSideOfRole(subject, action, role.toString(), context);
        Explanation.Side roleSide = question == null ? null : Explainer.roleSide(question);
        String roleAccount = question == null ? null : role.account();
        return keep(
                call, action, role.toString(), false, false, callerSide, roleAccount, roleSide, refusal);
    }

    /// Returns a refusal by a rule of the operation, which no policy can change, with the id of its explanation.
    ///
    /// @param service the signing name, such as `sts`
    public AwsException ofRule(Invocation call, String service, String operation, AwsException refusal) {
        Action action = new Action(service, operation);
        Explanation.Side side = new SideWriter("a rule of the operation, which no policy can change")
                .end(List.of("Nothing that is written in a policy."));
        return keep(call, action, "*", false, true, side, null, null, refusal);
    }

    private AwsException keep(
            Invocation call,
            Action action,
            String resource,
            boolean explicit,
            boolean disclosed,
            Explanation.Side callerSide,
            @Nullable String keyAccount,
            Explanation.@Nullable Side keySide,
            AwsException refusal) {
        String message = refusal.getMessage();
        String id = log.keep(new Explanation(
                DenialLog.newId(random.nextLong(), random.nextLong()),
                explicit,
                disclosed,
                call.caller().account(),
                call.caller().principalId(),
                call.caller().arn(),
                action.toString(),
                resource,
                message == null ? "" : message,
                call.requestId(),
                call.region(),
                callerSide,
                keyAccount,
                keySide,
                call.time()));
        return id == null ? refusal : refusal.explainedAs(id);
    }
}
