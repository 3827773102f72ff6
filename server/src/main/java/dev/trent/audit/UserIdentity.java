package dev.trent.audit;

import dev.trent.aws.Caller;
import dev.trent.aws.Session;
import dev.trent.wire.JsonBytes;

/// Writes CloudTrail's `userIdentity`: the caller.
///
/// Source: AWS CloudTrail User Guide, "CloudTrail userIdentity element".
final class UserIdentity {
    private UserIdentity() {}

    static void write(JsonBytes out, Caller caller) {
        out.name("userIdentity").beginObject();
        out.name("type").value(caller.type().name());
        out.name("principalId").value(caller.principalId());
        out.name("arn").value(caller.arn());
        out.name("accountId").value(caller.account());
        out.name("accessKeyId").value(caller.accessKeyId());
        if (caller.userName() != null) {
            out.name("userName").value(caller.userName());
        }
        if (caller.session() != null) {
            writeSession(out, caller, caller.session());
        }
        out.endObject();
    }

    private static void writeSession(JsonBytes out, Caller caller, Session session) {
        out.name("sessionContext").beginObject();
        if (session.issuer() != null) {
            writeIssuer(out, session.issuer());
        }
        if (caller.type() == Caller.Type.AssumedRole) {
            out.name("webIdFederationData").beginObject().endObject();
        }
        out.name("attributes").beginObject();
        out.name("creationDate").value(session.issued().toString());
        // CloudTrail has this value as a text.
        out.name("mfaAuthenticated").value(Boolean.toString(session.mfaAuthenticated()));
        out.endObject();
        if (session.sourceIdentity() != null) {
            out.name("sourceIdentity").value(session.sourceIdentity());
        }
        out.endObject();
    }

    private static void writeIssuer(JsonBytes out, Session.Issuer issuer) {
        out.name("sessionIssuer").beginObject();
        out.name("type").value(issuer.type());
        out.name("principalId").value(issuer.principalId());
        out.name("arn").value(issuer.arn());
        out.name("accountId").value(issuer.account());
        if (!issuer.userName().isEmpty()) {
            out.name("userName").value(issuer.userName());
        }
        out.endObject();
    }
}
