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
/// @param through how the caller came to use the session
public record Session(
        Instant issued,
        @Nullable Issuer issuer,
        @Nullable String policy,
        List<String> policyArns,
        Map<String, String> tags,
        Set<String> transitiveTagKeys,
        @Nullable String sourceIdentity,
        boolean mfaAuthenticated,
        Through through) {

    /// The ways to use a session.
    public enum Through {
        /// The caller signs with the temporary access key.
        API,
        /// The caller has signed in to the console with a long-term access key or a password.
        CONSOLE,
        /// The caller has signed in to the console with a session token.
        CONSOLE_BY_TOKEN
    }

    /// Makes the session of a caller who signs.
    public Session(
            Instant issued,
            @Nullable Issuer issuer,
            @Nullable String policy,
            List<String> policyArns,
            Map<String, String> tags,
            Set<String> transitiveTagKeys,
            @Nullable String sourceIdentity,
            boolean mfaAuthenticated) {
        this(
                issued,
                issuer,
                policy,
                policyArns,
                tags,
                transitiveTagKeys,
                sourceIdentity,
                mfaAuthenticated,
                Through.API);
    }

    /// Keeps its own copies.
    public Session {
        policyArns = List.copyOf(policyArns);
        tags = Map.copyOf(tags);
        transitiveTagKeys = Set.copyOf(transitiveTagKeys);
    }

    /// Returns whether the session came from a sign-in to the console, CloudTrail's
    /// `sessionCredentialFromConsole`.
    public boolean fromConsole() {
        return through != Through.API;
    }

    /// Returns whether this is a session of GetSessionToken without a second factor. Such a session has fewer
    /// rights than its user. A sign-in to the console with its token does not add rights.
    public boolean isPlain() {
        return issuer == null && !mfaAuthenticated && through != Through.CONSOLE;
    }

    /// Returns the same session, used in another way.
    ///
    /// @param mfa whether a second factor was given
    public Session through(Through way, boolean mfa) {
        return new Session(issued, issuer, policy, policyArns, tags, transitiveTagKeys, sourceIdentity, mfa, way);
    }

    /// Returns about how many bytes of the heap this takes.
    long bytes() {
        return Footprint.object(9)
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
