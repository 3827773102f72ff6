package dev.trent.audit;

import dev.trent.aws.Caller;
import dev.trent.aws.Session;
import dev.trent.wire.JsonBytes;
import dev.trent.wire.JsonName;
import java.time.temporal.ChronoUnit;

/// Writes CloudTrail's `userIdentity`: the caller.
///
/// Source: AWS CloudTrail User Guide, "CloudTrail userIdentity element".
final class UserIdentity {
    private static final JsonName USER_IDENTITY = JsonName.of("userIdentity");
    private static final JsonName TYPE = JsonName.of("type");
    private static final JsonName PRINCIPAL_ID = JsonName.of("principalId");
    private static final JsonName ARN = JsonName.of("arn");
    private static final JsonName ACCOUNT_ID = JsonName.of("accountId");
    private static final JsonName ACCESS_KEY_ID = JsonName.of("accessKeyId");
    private static final JsonName USER_NAME = JsonName.of("userName");
    private static final JsonName SESSION_CONTEXT = JsonName.of("sessionContext");
    private static final JsonName WEB_ID_FEDERATION_DATA = JsonName.of("webIdFederationData");
    private static final JsonName ATTRIBUTES = JsonName.of("attributes");
    private static final JsonName CREATION_DATE = JsonName.of("creationDate");
    private static final JsonName MFA_AUTHENTICATED = JsonName.of("mfaAuthenticated");
    private static final JsonName SOURCE_IDENTITY = JsonName.of("sourceIdentity");
    private static final JsonName SESSION_ISSUER = JsonName.of("sessionIssuer");

    private UserIdentity() {}

    static void write(JsonBytes out, Caller caller) {
        out.name(USER_IDENTITY).beginObject();
        out.name(TYPE).value(caller.type().name());
        out.name(PRINCIPAL_ID).value(caller.principalId());
        out.name(ARN).value(caller.arn());
        out.name(ACCOUNT_ID).value(caller.account());
        out.name(ACCESS_KEY_ID).value(caller.accessKeyId());
        if (caller.userName() != null) {
            out.name(USER_NAME).value(caller.userName());
        }
        if (caller.session() != null) {
            writeSession(out, caller, caller.session());
        }
        out.endObject();
    }

    /// Writes the caller as another account sees it: without an ARN and without a name.
    static void writeForeign(JsonBytes out, Caller caller) {
        out.name(USER_IDENTITY).beginObject();
        out.name(TYPE).value("AWSAccount");
        out.name(PRINCIPAL_ID).value(caller.principalId());
        out.name(ACCOUNT_ID).value(caller.account()).endObject();
    }

    private static void writeSession(JsonBytes out, Caller caller, Session session) {
        out.name(SESSION_CONTEXT).beginObject();
        if (session.issuer() != null) {
            writeIssuer(out, session.issuer());
        }
        if (caller.type() == Caller.Type.AssumedRole) {
            out.name(WEB_ID_FEDERATION_DATA).beginObject().endObject();
        }
        out.name(ATTRIBUTES).beginObject();
        out.name(CREATION_DATE)
                .value(session.issued().truncatedTo(ChronoUnit.SECONDS).toString());
        // CloudTrail has this value as a text.
        out.name(MFA_AUTHENTICATED).value(Boolean.toString(session.mfaAuthenticated()));
        out.endObject();
        if (session.sourceIdentity() != null) {
            out.name(SOURCE_IDENTITY).value(session.sourceIdentity());
        }
        out.endObject();
    }

    private static void writeIssuer(JsonBytes out, Session.Issuer issuer) {
        out.name(SESSION_ISSUER).beginObject();
        out.name(TYPE).value(issuer.type());
        out.name(PRINCIPAL_ID).value(issuer.principalId());
        out.name(ARN).value(issuer.arn());
        out.name(ACCOUNT_ID).value(issuer.account());
        if (!issuer.userName().isEmpty()) {
            out.name(USER_NAME).value(issuer.userName());
        }
        out.endObject();
    }
}
