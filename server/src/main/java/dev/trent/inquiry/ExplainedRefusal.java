package dev.trent.inquiry;

import dev.trent.access.Refused;
import dev.trent.aws.Action;
import dev.trent.aws.AwsException;
import org.jspecify.annotations.Nullable;

/// A refusal with the words of both sides, before it is kept. Requests and simulations make it alike.
///
/// @param answer the error that the caller gets
/// @param action the refused action
/// @param resource the resource as the caller may know it
/// @param explicit whether a Deny decided
/// @param told whether the answer names the resource and the layer that refused
/// @param callerSide the words for the caller's account
/// @param keyAccount the account of the key; null if there is none
/// @param keySide the words for the key's account only; null if there is no key
record ExplainedRefusal(
        AwsException answer,
        Action action,
        String resource,
        boolean explicit,
        boolean told,
        Explanation.Side callerSide,
        @Nullable String keyAccount,
        Explanation.@Nullable Side keySide) {

    /// Explains a refusal.
    static ExplainedRefusal of(Explainer explainer, Refused refused) {
        return switch (refused) {
            case Refused.ByOwnPolicies own -> ofOwn(explainer, own);
            case Refused.MissingKey missing -> ofMissingKey(explainer, missing);
            case Refused.AtKey atKey -> ofKey(explainer, atKey);
            case Refused.AtRole atRole -> ofRole(explainer, atRole);
        };
    }

    private static ExplainedRefusal ofOwn(Explainer explainer, Refused.ByOwnPolicies refused) {
        return new ExplainedRefusal(
                refused.answer(),
                refused.asked().action(),
                refused.asked().resource(),
                refused.denial().explicit(),
                true,
                explainer.callerSide(refused.asked(), refused.denial()),
                null,
                null);
    }

    private static ExplainedRefusal ofMissingKey(Explainer explainer, Refused.MissingKey refused) {
        return new ExplainedRefusal(
                refused.answer(),
                refused.request().action(),
                refused.request().identifier(),
                false,
                false,
                explainer.callerSideHidden(refused.subject(), refused.request().action()),
                null,
                null);
    }

    private static ExplainedRefusal ofKey(Explainer explainer, Refused.AtKey refused) {
        Action action = refused.request().action();
        return new ExplainedRefusal(
                refused.answer(),
                action,
                refused.atHome() || refused.told()
                        ? refused.asked().key().toString()
                        : refused.request().identifier(),
                refused.denied().explicit(),
                refused.told(),
                refused.told() ? explainer.callerSide(refused) : explainer.callerSideHidden(refused.subject(), action),
                refused.asked().key().account(),
                explainer.keySide(refused));
    }

    private static ExplainedRefusal ofRole(Explainer explainer, Refused.AtRole refused) {
        return new ExplainedRefusal(
                refused.answer(),
                refused.asked().action(),
                refused.asked().resource(),
                false,
                false,
                explainer.callerSideOfRole(refused.asked()),
                refused.question() == null ? null : refused.role().account(),
                refused.question() == null ? null : explainer.roleSide(refused.question()));
    }

    /// Returns the refusal by a rule that no policy can change.
    static ExplainedRefusal ofRule(Explainer explainer, Action action, AwsException answer) {
        return new ExplainedRefusal(answer, action, "*", false, true, explainer.ofRule(), null, null);
    }

    /// Returns the refusal of a malformed value.
    static ExplainedRefusal ofCulprit(Explainer explainer, Action action, AwsException answer, String culprit) {
        return new ExplainedRefusal(answer, action, "*", false, true, explainer.ofCulprit(culprit), null, null);
    }
}
