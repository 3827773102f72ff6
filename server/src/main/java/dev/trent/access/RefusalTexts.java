package dev.trent.access;

import static dev.trent.aws.AwsError.ACCESS_DENIED;

import dev.trent.aws.Action;
import dev.trent.aws.AwsException;
import dev.trent.aws.Caller;
import dev.trent.identity.NamedPolicy;
import dev.trent.policy.Denial;
import dev.trent.policy.Policy;
import org.jspecify.annotations.Nullable;

/// The texts of denials, word for word AWS's.
///
/// Source: IAM User Guide, "Troubleshoot access denied error messages"; AWS KMS Developer Guide,
/// "Troubleshooting key access"; texts seen from AWS.
final class RefusalTexts {
    private static final String NOT_TO_BE_TOLD =
            " because the resource does not exist in this Region, no resource-based"
                    + " policies allow access, or a resource-based policy explicitly denies access";

    private RefusalTexts() {}

    /// Returns a refusal that names the resource and the layer that refused.
    ///
    /// @param policy the policy with the Deny, which is told if it is a managed one of the caller's
    static AwsException told(Subject subject, Action action, String resource, Denial denial, @Nullable Policy policy) {
        String which = denial.explicit() ? managedName(subject, policy) : "";
        return ACCESS_DENIED.because(
                start(subject.caller(), action) + " on resource: " + resource + " " + denial.reason(action) + which);
    }

    /// Returns the refusal of a key of another account, or of a key that a ciphertext names. The key may or
    /// may not exist.
    static AwsException hidden(Caller caller, KeyRequest request) {
        String which =
                request.byCiphertext() ? " on the resource associated with this ciphertext" : " on this resource";
        return ACCESS_DENIED.because(start(caller, request.action()) + which + NOT_TO_BE_TOLD);
    }

    private static String start(Caller caller, Action action) {
        return "User: " + caller.arn() + " is not authorized to perform: " + action;
    }

    private static String managedName(Subject subject, @Nullable Policy policy) {
        if (policy == null || subject.identity() == null) {
            return "";
        }
        for (NamedPolicy named : subject.identity().policies()) {
            if (named.policy() == policy && named.managed()) {
                return ": " + named.name();
            }
        }
        return "";
    }
}
