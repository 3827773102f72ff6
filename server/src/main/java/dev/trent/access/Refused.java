package dev.trent.access;

import dev.trent.aws.Action;
import dev.trent.aws.Arn;
import dev.trent.aws.AwsException;
import dev.trent.aws.Caller;
import dev.trent.keys.Grant;
import dev.trent.policy.Denial;
import dev.trent.policy.IdentityDecision;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A denial with all that is to be said about it, before it is kept and answered. Made for requests and for
/// simulations of them alike.
///
/// @param answer what the caller gets
/// @param action what is denied
/// @param resource the resource as the caller may know it
/// @param explicit whether a Deny decided
/// @param told whether the answer names the resource and the layer that refused
/// @param callerSide what the caller's account may see
/// @param keyAccount the account of the key; null if there is none
/// @param keySide what only the key's account may see besides; null where there is no key
record Refused(
        AwsException answer,
        Action action,
        String resource,
        boolean explicit,
        boolean told,
        Explanation.Side callerSide,
        @Nullable String keyAccount,
        Explanation.@Nullable Side keySide) {

    /// Returns the refusal by the caller's own policies, which decide alone about what is no key.
    static Refused ofOwn(Explainer explainer, OwnCase asked, IdentityDecision decision, Denial denial) {
        AwsException answer = Refusals.told(
                asked.subject(),
                asked.action(),
                asked.resource(),
                denial,
                decision.identity().policy());
        Explanation.Side side =
                explainer.callerSide(asked.subject(), asked.action(), asked.resource(), denial, asked.context());
        return new Refused(answer, asked.action(), asked.resource(), denial.explicit(), true, side, null, null);
    }

    /// Returns the refusal of a missing key, to a caller who may not hear that it is missing.
    static Refused ofMissingKey(Explainer explainer, Subject subject, KeyRequest request) {
        return new Refused(
                hidden(subject.caller(), request),
                request.action(),
                request.identifier(),
                false,
                false,
                explainer.callerSideHidden(subject, request.action()),
                null,
                null);
    }

    /// Returns the refusal of a key.
    ///
    /// @param nearGrant returns a grant that would allow the request to a principal with another encryption
    ///     context, or null
    static Refused ofKey(
            Explainer explainer,
            Subject subject,
            KeyRequest request,
            KeyCase asked,
            Decision.Denied denied,
            Function<String, @Nullable Grant> nearGrant) {
        Caller caller = subject.caller();
        boolean home = asked.key().account().equals(caller.account());
        boolean told = denied.disclosed() && (home || isNamed(request, asked.key()));
        Denial denial = new Denial(denied.layer(), denied.explicit());
        String arn = asked.key().toString();
        return new Refused(
                told ? Refusals.told(subject, request.action(), arn, denial, denied.policy()) : hidden(caller, request),
                request.action(),
                home || told ? arn : request.identifier(),
                denied.explicit(),
                told,
                told
                        ? explainer.callerSide(subject, asked, denied, nearGrant)
                        : explainer.callerSideHidden(subject, request.action()),
                asked.key().account(),
                explainer.keySide(subject, asked, denied, nearGrant));
    }

    /// Returns the refusal of an action on a role that its trust policy decided, or that there is not.
    ///
    /// @param asked the caller's side of the question
    /// @param question what the trust policy was asked; null if there is no such role
    static Refused ofRole(
            Explainer explainer,
            OwnCase asked,
            Arn role,
            TrustDecision.@Nullable Question question,
            AwsException answer) {
        return new Refused(
                answer,
                asked.action(),
                asked.resource(),
                false,
                false,
                explainer.callerSideOfRole(asked.subject(), asked.action(), asked.resource(), asked.context()),
                question == null ? null : role.account(),
                question == null ? null : explainer.roleSide(question));
    }

    /// Returns the refusal by a rule that no policy can change.
    static Refused ofRule(Explainer explainer, Action action, AwsException answer) {
        return new Refused(answer, action, "*", false, true, explainer.ofRule(), null, null);
    }

    /// Returns the refusal of something malformed.
    static Refused ofCulprit(Explainer explainer, Action action, AwsException answer, String culprit) {
        return new Refused(answer, action, "*", false, true, explainer.ofCulprit(culprit), null, null);
    }

    /// The key's ARN is told to its own account, and to whoever wrote it.
    private static boolean isNamed(KeyRequest request, Arn key) {
        return request.identifier().equals(key.toString());
    }

    private static AwsException hidden(Caller caller, KeyRequest request) {
        return request.byCiphertext()
                ? Refusals.hiddenInCiphertext(caller, request.action())
                : Refusals.hidden(caller, request.action());
    }
}
