package dev.trent.aws;

import org.jspecify.annotations.Nullable;

/// Who signed a request, as CloudTrail's `userIdentity` and the texts of denials name them.
///
/// @param type the kind of principal
/// @param account the account the principal belongs to, twelve digits
/// @param principalId the unique id that is never reused: the account itself for its root user, `AIDA…` for
///     a user, `AROA…:SESSION` for the session of a role, `ACCOUNT:NAME` for a federated user
/// @param arn the principal's ARN; of a session, not of its role
/// @param accessKeyId the access key that signed
/// @param userName the friendly name of a user; null for every other type
/// @param session what the session token says; null for a long-term access key
public record Caller(
        Type type,
        String account,
        String principalId,
        String arn,
        String accessKeyId,
        @Nullable String userName,
        @Nullable Session session) {

    /// The kinds of principal, by CloudTrail's names.
    public enum Type {
        /// The root user of an account.
        Root,
        /// An IAM user, with a long-term access key or with one of GetSessionToken.
        IAMUser,
        /// A session that AssumeRole made.
        AssumedRole,
        /// A session that GetFederationToken made.
        FederatedUser
    }

    /// Returns the root user of an account.
    public static Caller root(Partition partition, String account, String accessKeyId) {
        return new Caller(Type.Root, account, account, partition.root(account).toString(), accessKeyId, null, null);
    }

    /// Returns the same caller with another session.
    public Caller with(Session other) {
        return new Caller(type, account, principalId, arn, accessKeyId, userName, other);
    }

    /// Returns about how many bytes of the heap this takes.
    public long bytes() {
        return Footprint.object(7)
                + Footprint.text(account)
                + Footprint.text(principalId)
                + Footprint.text(arn)
                + Footprint.text(accessKeyId)
                + Footprint.text(userName)
                + (session == null ? 0 : session.bytes());
    }

    /// Returns the unique id of the user or role whose policies apply to a request. For a root user it is the
    /// account, also for a federated session that a root user asked for.
    public String identityId() {
        Session.Issuer issuer = session == null ? null : session.issuer();
        return issuer == null ? principalId : issuer.principalId();
    }
}
