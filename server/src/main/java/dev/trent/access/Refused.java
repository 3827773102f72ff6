package dev.trent.access;

import dev.trent.aws.Arn;
import dev.trent.aws.AwsException;
import dev.trent.aws.Caller;
import dev.trent.keys.Grant;
import dev.trent.policy.Denial;
import dev.trent.policy.IdentityDecision;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A refusal: the answer, and the case that was decided. Requests and simulations make it alike.
public sealed interface Refused {

    /// Returns the error that the caller gets.
    AwsException answer();

    /// The caller's own policies refuse. They decide alone if the resource is no key.
    ///
    /// @param denial the layer that refused
    record ByOwnPolicies(AwsException answer, OwnCase asked, Denial denial) implements Refused {}

    /// The key is missing, and the caller may not hear that it is missing.
    record MissingKey(AwsException answer, Subject subject, KeyRequest request) implements Refused {}

    /// A request to a key is denied.
    ///
    /// @param told whether the answer names the key and the layer that refused
    /// @param nearGrant returns a grant that would allow the request to a principal with another encryption
    ///     context, or null
    record AtKey(
            AwsException answer,
            Subject subject,
            KeyRequest request,
            KeyCase asked,
            Decision.Denied denied,
            boolean told,
            Function<String, @Nullable Grant> nearGrant)
            implements Refused {

        /// Returns whether the key is of the caller's account.
        public boolean atHome() {
            return asked.key().account().equals(subject.caller().account());
        }
    }

    /// The trust policy of a role refuses, or there is no such role.
    ///
    /// @param asked the caller's side of the question
    /// @param question the question to the trust policy; null if there is no such role
    record AtRole(AwsException answer, OwnCase asked, Arn role, TrustDecision.@Nullable RoleCase question)
            implements Refused {}

    /// Returns the refusal by the caller's own policies.
    static Refused ofOwn(OwnCase asked, IdentityDecision decision, Denial denial) {
        AwsException answer = RefusalTexts.told(
                asked.subject(),
                asked.action(),
                asked.resource(),
                denial,
                decision.identity().policy());
        return new ByOwnPolicies(answer, asked, denial);
    }

    /// Returns the refusal of a missing key.
    static Refused ofMissingKey(Subject subject, KeyRequest request) {
        return new MissingKey(RefusalTexts.hidden(subject.caller(), request), subject, request);
    }

    /// Returns the refusal of a key.
    ///
    /// @param nearGrant returns a grant that would allow the request to a principal with another encryption
    ///     context, or null
    static AtKey ofKey(
            Subject subject,
            KeyRequest request,
            KeyCase asked,
            Decision.Denied denied,
            Function<String, @Nullable Grant> nearGrant) {
        Caller caller = subject.caller();
        String arn = asked.key().toString();
        // The key's ARN is told to its own account, and to a caller who wrote it.
        boolean known = asked.key().account().equals(caller.account())
                || request.identifier().equals(arn);
        boolean told = denied.disclosed() && known;
        Denial denial = new Denial(denied.layer(), denied.explicit());
        AwsException answer = told
                ? RefusalTexts.told(subject, request.action(), arn, denial, denied.policy())
                : RefusalTexts.hidden(caller, request);
        return new AtKey(answer, subject, request, asked, denied, told, nearGrant);
    }
}
