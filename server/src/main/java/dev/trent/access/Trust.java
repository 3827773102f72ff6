package dev.trent.access;

import static dev.trent.aws.AwsError.ACCESS_DENIED;

import dev.trent.aws.Action;
import dev.trent.aws.Arn;
import dev.trent.aws.AwsException;
import dev.trent.aws.Caller;
import dev.trent.call.Invocation;
import dev.trent.identity.Identities;
import dev.trent.identity.Identity;
import dev.trent.policy.Denial;
import dev.trent.policy.IdentityDecision;
import dev.trent.policy.RequestContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides whether a caller may begin a session of a role.
///
/// A refusal is the same whether or not the role exists: it depends on the caller's own policies alone. Only a
/// caller of the role's account hears of a Deny in the trust policy.
public final class Trust {
    private static final Action ASSUME_ROLE = new Action("sts", "AssumeRole");
    private static final Action TAG_SESSION = new Action("sts", "TagSession");
    private static final Action SET_SOURCE_IDENTITY = new Action("sts", "SetSourceIdentity");

    private final Callers callers;
    private final Identities identities;
    private final Reasons reasons;

    /// What the caller asks for.
    ///
    /// @param tags the session tags in the request
    /// @param transitiveTagKeys the transitive ones in the request
    /// @param tagged whether the session will have tags, from the request or inherited
    /// @param sourceIdentity that of the request, or inherited; null if there is none
    /// @param mfaProven whether the request has proven a second factor of the caller
    public record Asked(
            String sessionName,
            @Nullable String externalId,
            Map<String, String> tags,
            Set<String> transitiveTagKeys,
            boolean tagged,
            @Nullable String sourceIdentity,
            boolean mfaProven) {}

    /// Makes the decider.
    ///
    /// @param reasons takes the refusals before they are answered
    public Trust(Callers callers, Identities identities, Reasons reasons) {
        this.callers = callers;
        this.identities = identities;
        this.reasons = reasons;
    }

    /// Permits a session of a role.
    ///
    /// Errors: AccessDenied, also for a role that does not exist.
    ///
    /// @param arn of the role, path included
    public RolePermit permit(Invocation call, Arn arn, Asked asked) {
        if (call.caller().type() == Caller.Type.Root) {
            throw ACCESS_DENIED.because("Roles may not be assumed by root accounts.");
        }
        Subject subject = callers.of(call.caller());
        Identity role = identities.findByArn(arn.toString());
        RequestContext context = RequestContext.filledBy(empty -> {
            CallFacts.addTo(empty, call, subject);
            addTo(empty, asked);
        });
        if (role == null || role.kind() != Identity.Kind.ROLE) {
            throw refused(call, subject, arn, ASSUME_ROLE, context, null);
        }
        RequestContext atCaller = context.extendedBy(empty -> addTags(empty, role));
        for (Action action : actions(asked)) {
            TrustDecision.RoleCase question = new TrustDecision.RoleCase(action, subject, role, context, atCaller);
            require(call, question, arn);
        }
        return new RolePermit(role);
    }

    private void require(Invocation call, TrustDecision.RoleCase question, Arn arn) {
        Action action = question.action();
        Subject subject = question.subject();
        TrustDecision decision =
                action.equals(ASSUME_ROLE) ? TrustDecision.ofAssuming(question) : TrustDecision.ofPassing(question);
        switch (decision) {
            case TrustDecision.Trusted _ -> {}
            case TrustDecision.DeniedByCaller _ ->
                throw refused(call, subject, arn, action, question.atTrust(), question);
            case TrustDecision.DeniedByTrust(boolean explicit) -> {
                boolean here = arn.account().equals(subject.caller().account());
                throw explicit && here
                        ? reasons.keep(
                                call,
                                new Refused.AtRole(
                                        refused(
                                                subject,
                                                arn,
                                                action,
                                                " with an explicit deny in the role trust policy"),
                                        new OwnCase(subject, action, arn.toString(), question.atTrust()),
                                        arn,
                                        question))
                        : refused(call, subject, arn, action, question.atTrust(), question);
            }
        }
    }

    private static List<Action> actions(Asked asked) {
        if (asked.tagged && asked.sourceIdentity != null) {
            return List.of(ASSUME_ROLE, TAG_SESSION, SET_SOURCE_IDENTITY);
        }
        if (asked.tagged) {
            return List.of(ASSUME_ROLE, TAG_SESSION);
        }
        return asked.sourceIdentity != null ? List.of(ASSUME_ROLE, SET_SOURCE_IDENTITY) : List.of(ASSUME_ROLE);
    }

    /// Returns the refusal of a source identity that is not the one the calling session has.
    public AwsException otherSourceIdentity(Invocation call, Arn arn) {
        return refused(callers.of(call.caller()), arn, SET_SOURCE_IDENTITY, "");
    }

    /// Returns a refusal with the reason of the caller's own policies, as for a role that does not exist.
    private AwsException refused(
            Invocation call,
            Subject subject,
            Arn arn,
            Action action,
            RequestContext context,
            TrustDecision.@Nullable RoleCase question) {
        OwnCase own = new OwnCase(subject, action, arn.toString(), context);
        IdentityDecision decision = own.decide();
        Denial denial = decision.denial();
        Refused refused = denial == null
                ? new Refused.AtRole(refused(subject, arn, action, ""), own, arn, question)
                : Refused.ofOwn(own, decision, denial);
        return reasons.keep(call, refused);
    }

    private static AwsException refused(Subject subject, Arn arn, Action action, String reason) {
        return ACCESS_DENIED.because("User: " + subject.caller().arn() + " is not authorized to perform: " + action
                + " on resource: " + arn + reason);
    }

    private static void addTo(RequestContext context, Asked asked) {
        context.add("sts:RoleSessionName", asked.sessionName)
                .add("sts:TransitiveTagKeys", List.copyOf(asked.transitiveTagKeys))
                .add("aws:TagKeys", List.copyOf(asked.tags.keySet()));
        if (asked.externalId != null) {
            context.add("sts:ExternalId", asked.externalId);
        }
        if (asked.sourceIdentity != null) {
            context.add("sts:SourceIdentity", asked.sourceIdentity);
        }
        if (asked.mfaProven) {
            // The session of the caller may say otherwise.
            context.replace("aws:MultiFactorAuthPresent", List.of("true"))
                    .replace("aws:MultiFactorAuthAge", List.of("0"));
        }
        asked.tags.forEach((key, value) -> context.add("aws:RequestTag/" + key, value));
    }

    private static void addTags(RequestContext context, Identity role) {
        role.tags()
                .forEach((key, value) ->
                        context.add("aws:ResourceTag/" + key, value).add("iam:ResourceTag/" + key, value));
    }
}
