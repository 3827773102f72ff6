package dev.trent.sts;

import static dev.trent.aws.Operation.reading;

import dev.trent.access.Access;
import dev.trent.access.DenialLog;
import dev.trent.access.Trust;
import dev.trent.aws.Operation;
import dev.trent.identity.AccessKeys;
import dev.trent.identity.Identities;
import dev.trent.identity.SessionEnds;
import dev.trent.identity.SessionTokens;
import java.util.List;

/// The operations of AWS STS that Trent performs.
public final class Operations {
    private Operations() {}

    /// What sessions are made of.
    public record Facts(Identities identities, AccessKeys accessKeys, SessionEnds ends, SessionTokens tokens) {}

    /// Returns every operation, in alphabetical order.
    public static List<Operation<?, ?>> all(Access access, Trust trust, DenialLog denials, Facts facts) {
        return List.of(
                reading(
                        "AssumeRole",
                        AssumeRole.Request.class,
                        AssumeRole.Response.class,
                        new AssumeRole(trust, facts.identities, facts.ends, facts.tokens)::perform),
                reading(
                        "DecodeAuthorizationMessage",
                        DecodeAuthorizationMessage.Request.class,
                        DecodeAuthorizationMessage.Response.class,
                        new DecodeAuthorizationMessage(access, denials)::perform),
                reading(
                        "GetAccessKeyInfo",
                        GetAccessKeyInfo.Request.class,
                        GetAccessKeyInfo.Response.class,
                        new GetAccessKeyInfo(access, facts.accessKeys)::perform),
                reading(
                        "GetCallerIdentity",
                        GetCallerIdentity.Request.class,
                        GetCallerIdentity.Response.class,
                        new GetCallerIdentity()::perform),
                reading(
                        "GetFederationToken",
                        GetFederationToken.Request.class,
                        GetFederationToken.Response.class,
                        new GetFederationToken(access, facts.identities, facts.ends, facts.tokens)::perform),
                reading(
                        "GetSessionToken",
                        GetSessionToken.Request.class,
                        GetSessionToken.Response.class,
                        new GetSessionToken(facts.ends, facts.tokens)::perform));
    }
}
