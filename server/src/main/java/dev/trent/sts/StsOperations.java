package dev.trent.sts;

import dev.trent.access.Access;
import dev.trent.access.Trust;
import dev.trent.call.Operation;
import dev.trent.identity.AccessKeys;
import dev.trent.identity.Entities;
import dev.trent.identity.Identities;
import dev.trent.identity.MfaDevices;
import dev.trent.identity.SessionEnds;
import dev.trent.identity.SessionTokens;
import dev.trent.inquiry.DenialLog;
import java.util.List;

/// The operations of AWS STS that Trent performs.
public final class StsOperations {
    private StsOperations() {}

    /// The parts of `identity` that sessions need.
    public record Stores(
            Identities identities,
            AccessKeys accessKeys,
            Entities entities,
            MfaDevices mfaDevices,
            SessionEnds ends,
            SessionTokens tokens) {}

    /// Returns every operation, in alphabetical order.
    public static List<Operation<?, ?>> all(Access access, Trust trust, DenialLog denials, Stores stores) {
        SecondFactors factors = new SecondFactors(stores.entities, stores.mfaDevices);
        return List.of(
                new AssumeRole(trust, stores, factors),
                new DecodeAuthorizationMessage(access, denials),
                new GetAccessKeyInfo(access, stores.accessKeys),
                new GetCallerIdentity(),
                new GetFederationToken(access, stores.identities, stores.ends, stores.tokens),
                new GetSessionToken(stores.ends, stores.tokens, factors));
    }
}
