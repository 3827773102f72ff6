package dev.trent.sts;

import static dev.trent.aws.AwsError.ACCESS_DENIED;

import dev.trent.aws.Caller;
import dev.trent.aws.Session;
import dev.trent.call.Invocation;

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

    /// Refuses every session except that of a role, and that of a sign-in to the console. A session of
    /// GetSessionToken may call only AssumeRole and GetCallerIdentity.
    static void requireLongTermOrRole(Invocation call, String operation) {
        Session session = call.caller().session();
        boolean signedIn = session != null && session.through() == Session.Through.CONSOLE;
        if (!signedIn && call.caller().type() != Caller.Type.AssumedRole) {
            requireLongTerm(call, operation);
        }
    }

    private static RuntimeException refused(String operation) {
        return ACCESS_DENIED.because("Cannot call " + operation + " with session credentials");
    }
}
