package dev.trent.aws;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The facts of a session in its token, without its caller.
///
/// @param issued when the token was made, to the second
/// @param issuer the role of an assumed-role session, or the user or root user who asked for a federated
///     session; null for a session of GetSessionToken, which is the user itself
/// @param policy the session policy passed inline; null if there is none
/// @param policyArns the managed policies passed as session policies
/// @param tags the session tags, those inherited from a chain of roles included
/// @param transitiveTagKeys which of the tags go on to the next role of a chain
/// @param sourceIdentity the source identity that the first session of a chain set; null if none
/// @param mfaAuthenticated whether a second factor was given
public record Session(
        Instant issued,
        @Nullable Issuer issuer,
        @Nullable String policy,
        List<String> policyArns,
        Map<String, String> tags,
        Set<String> transitiveTagKeys,
        @Nullable String sourceIdentity,
        boolean mfaAuthenticated) {

    /// Keeps its own copies.
    public Session {
        policyArns = List.copyOf(policyArns);
        tags = Map.copyOf(tags);
        transitiveTagKeys = Set.copyOf(transitiveTagKeys);
    }

    /// Returns about how many bytes of the heap this takes.
    long bytes() {
        return Footprint.object(8)
                + Footprint.object(3)
                + (issuer == null ? 0 : issuer.bytes())
                + Footprint.text(policy)
                + Footprint.texts(policyArns)
                + Footprint.texts(tags)
                + Footprint.texts(transitiveTagKeys)
                + Footprint.text(sourceIdentity);
    }

    /// The source of a session's rights, CloudTrail's `sessionIssuer`.
    ///
    /// @param type `Role`, `IAMUser` or `Root`
    /// @param principalId the unique id of the role or user; the account for its root user
    /// @param arn the ARN, path included
    /// @param account twelve digits
    /// @param userName the name of the role or user; empty for a root user
    public record Issuer(String type, String principalId, String arn, String account, String userName) {
        private long bytes() {
            return Footprint.object(5)
                    + Footprint.text(principalId)
                    + Footprint.text(arn)
                    + Footprint.text(account)
                    + Footprint.text(userName);
        }
    }
}
