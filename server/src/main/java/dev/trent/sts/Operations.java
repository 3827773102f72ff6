package dev.trent.sts;

import static dev.trent.aws.Operation.reading;

import dev.trent.access.Access;
import dev.trent.access.DenialLog;
import dev.trent.access.Trust;
import dev.trent.aws.Operation;
import dev.trent.identity.Directory;
import dev.trent.identity.Identities;
import dev.trent.identity.SessionTokens;
import java.util.List;

/// The operations of AWS STS that Trent performs.
public final class Operations {
    private Operations() {}

    /// Returns every operation, in alphabetical order.
    public static List<Operation<?, ?>> all(
            Access access, Trust trust, DenialLog denials, Directory directory, SessionTokens tokens) {
        Identities identities = directory.identities();
        return List.of(
                reading(
                        "AssumeRole",
                        AssumeRole.Request.class,
                        AssumeRole.Response.class,
                        new AssumeRole(trust, identities, tokens)::perform),
                reading(
                        "DecodeAuthorizationMessage",
                        DecodeAuthorizationMessage.Request.class,
                        DecodeAuthorizationMessage.Response.class,
                        new DecodeAuthorizationMessage(access, denials)::perform),
                reading(
                        "GetAccessKeyInfo",
                        GetAccessKeyInfo.Request.class,
                        GetAccessKeyInfo.Response.class,
                        new GetAccessKeyInfo(access, directory.accessKeys())::perform),
                reading(
                        "GetCallerIdentity",
                        GetCallerIdentity.Request.class,
                        GetCallerIdentity.Response.class,
                        new GetCallerIdentity()::perform),
                reading(
                        "GetFederationToken",
                        GetFederationToken.Request.class,
                        GetFederationToken.Response.class,
                        new GetFederationToken(access, identities, tokens)::perform),
                reading(
                        "GetSessionToken",
                        GetSessionToken.Request.class,
                        GetSessionToken.Response.class,
                        new GetSessionToken(tokens)::perform));
    }
}
