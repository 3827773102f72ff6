package dev.trent.sts;

import static dev.trent.aws.AwsError.ACCESS_DENIED;

import dev.trent.aws.Caller;
import dev.trent.call.Invocation;
import org.jspecify.annotations.Nullable;

/// The calls that are refused to a kind of caller, whatever the policies say.
///
/// Source: IAM User Guide, "Compare AWS STS credentials".
final class SessionRules {
    private SessionRules() {}

    /// Refuses every session.
    static void requireLongTerm(Invocation call, String operation) {
        if (call.caller().session() != null) {
            throw refused(operation);
        }
    }

    /// Refuses sessions of GetFederationToken. They may call only GetCallerIdentity.
    static void refuseFederated(Invocation call, String operation) {
        if (call.caller().type() == Caller.Type.FederatedUser) {
            throw refused(operation);
        }
    }

    /// Refuses every session except that of a role. A session of GetSessionToken may call only AssumeRole and
    /// GetCallerIdentity.
    static void requireLongTermOrRole(Invocation call, String operation) {
        if (call.caller().type() != Caller.Type.AssumedRole) {
            requireLongTerm(call, operation);
        }
    }

    /// Refuses a second factor, because no user has one.
    static void refuseSecondFactor(@Nullable String serialNumber, @Nullable String tokenCode) {
        if (serialNumber != null || tokenCode != null) {
            throw ACCESS_DENIED.because("MultiFactorAuthentication failed, unable to validate MFA code.  Please verify"
                    + " your MFA serial number is valid and associated with this user.");
        }
    }

    private static RuntimeException refused(String operation) {
        return ACCESS_DENIED.because("Cannot call " + operation + " with session credentials");
    }
}
