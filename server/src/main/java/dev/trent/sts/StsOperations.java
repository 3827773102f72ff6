package dev.trent.sts;

import dev.trent.access.Access;
import dev.trent.access.DenialLog;
import dev.trent.access.Trust;
import dev.trent.call.Operation;
import dev.trent.identity.AccessKeys;
import dev.trent.identity.Identities;
import dev.trent.identity.SessionEnds;
import dev.trent.identity.SessionTokens;
import java.util.List;

/// The operations of AWS STS that Trent performs.
public final class StsOperations {
    private StsOperations() {}

    /// What sessions are made of.
    public record Facts(Identities identities, AccessKeys accessKeys, SessionEnds ends, SessionTokens tokens) {}

    /// Returns every operation, in alphabetical order.
    public static List<Operation<?, ?>> all(Access access, Trust trust, DenialLog denials, Facts facts) {
        return List.of(
                new AssumeRole(trust, facts.identities, facts.ends, facts.tokens),
                new DecodeAuthorizationMessage(access, denials),
                new GetAccessKeyInfo(access, facts.accessKeys),
                new GetCallerIdentity(),
                new GetFederationToken(access, facts.identities, facts.ends, facts.tokens),
                new GetSessionToken(facts.ends, facts.tokens));
    }
}
