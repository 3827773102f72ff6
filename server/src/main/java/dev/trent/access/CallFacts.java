package dev.trent.access;

import dev.trent.aws.Caller;
import dev.trent.aws.Fold;
import dev.trent.aws.Origin;
import dev.trent.aws.Session;
import dev.trent.call.Invocation;
import dev.trent.identity.Identity;
import dev.trent.policy.RequestContext;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The condition keys that every call has: who calls, from where, when.
///
/// Source: IAM User Guide, "AWS global condition context keys".
final class CallFacts {
    private CallFacts() {}

    static void addTo(RequestContext context, Invocation call, Subject subject) {
        addCaller(context, subject.caller(), subject.identity());
        Session session = subject.caller().session();
        if (session != null) {
            addSession(context, session, call.time());
        }
        addOrigin(context, call.origin());
        String time = call.time().truncatedTo(ChronoUnit.SECONDS).toString();
        context.add("aws:CurrentTime", time)
                .add("aws:EpochTime", Long.toString(call.time().getEpochSecond()))
                .add("aws:RequestedRegion", call.region())
                // No service calls for anybody.
                .add("aws:ViaAWSService", "false")
                .add("aws:PrincipalIsAWSService", "false");
    }

    private static void addCaller(RequestContext context, Caller caller, @Nullable Identity identity) {
        context.add("aws:PrincipalArn", principalArn(caller, identity))
                .add("aws:PrincipalAccount", caller.account())
                .add("aws:PrincipalType", principalType(caller.type()))
                .add("aws:userid", caller.principalId());
        if (caller.type() == Caller.Type.IAMUser && caller.userName() != null) {
            context.add("aws:username", caller.userName());
        }
        tags(caller.session(), identity).forEach((key, value) -> context.add("aws:PrincipalTag/" + key, value));
    }

    /// Returns the ARN of a session's role; else the caller's own.
    private static String principalArn(Caller caller, @Nullable Identity identity) {
        return identity != null && caller.type() == Caller.Type.AssumedRole ? identity.arn() : caller.arn();
    }

    private static String principalType(Caller.Type type) {
        return switch (type) {
            case Root -> "Account";
            case IAMUser -> "User";
            case AssumedRole -> "AssumedRole";
            case FederatedUser -> "FederatedUser";
        };
    }

    /// Returns the tags of the user or role, overlaid by those of the session; keys are the same in any
    /// case.
    static Map<String, String> tags(@Nullable Session session, @Nullable Identity identity) {
        Map<String, String> own = identity == null ? Map.of() : identity.tags();
        if (session == null || session.tags().isEmpty()) {
            return own;
        }
        Map<String, String> tags = new TreeMap<>();
        own.forEach((key, value) -> tags.put(Fold.fold(key), value));
        session.tags().forEach((key, value) -> tags.put(Fold.fold(key), value));
        return tags;
    }

    private static void addSession(RequestContext context, Session session, Instant now) {
        context.add("aws:TokenIssueTime", session.issued().toString())
                .add("aws:MultiFactorAuthPresent", Boolean.toString(session.mfaAuthenticated()));
        if (session.mfaAuthenticated()) {
            long age = Duration.between(session.issued(), now).toSeconds();
            context.add("aws:MultiFactorAuthAge", Long.toString(Math.max(0, age)));
        }
        if (session.sourceIdentity() != null) {
            context.add("aws:SourceIdentity", session.sourceIdentity());
        }
    }

    private static void addOrigin(RequestContext context, Origin origin) {
        context.add("aws:SourceIp", origin.address()).add("aws:SecureTransport", Boolean.toString(origin.secure()));
        if (!origin.userAgent().isEmpty()) {
            context.add("aws:UserAgent", origin.userAgent());
        }
        if (!origin.referer().isEmpty()) {
            context.add("aws:Referer", origin.referer());
        }
    }
}
