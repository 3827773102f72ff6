package dev.trent.policy;

import org.jspecify.annotations.Nullable;

/// The maker of a request, with all facts for matching principals.
///
/// @param type the kind of principal
/// @param arn the principal's own ARN: of the root user, the user, the assumed-role session (without the role's
///     path) or the federated user; for a service its name, such as `logs.amazonaws.com`
/// @param account twelve digits; empty for a service
/// @param uniqueId the id that is never reused (`AIDA…`, `AROA…:session`); the account for a root user
/// @param issuerArn the ARN, with its path, of a session's role, or of the user who requested a federated
///     session; null if there is none, or if the root user requested the federated session
/// @param issuerId the unique id of that role or user
/// @param bounded whether the user or role has a permissions boundary attached
public record Requester(
        Type type,
        String arn,
        String account,
        String uniqueId,
        @Nullable String issuerArn,
        @Nullable String issuerId,
        boolean bounded) {

    /// The kinds of principal.
    public enum Type {
        /// The root user of an account.
        ROOT,
        /// An IAM user.
        USER,
        /// A session of a role.
        ASSUMED_ROLE,
        /// A session made by GetFederationToken.
        FEDERATED_USER,
        /// An AWS service, or a trusted service in front of Trent.
        SERVICE
    }

    /// Returns the root user of an account.
    public static Requester root(String arn, String account) {
        return new Requester(Type.ROOT, arn, account, account, null, null, false);
    }

    /// Returns an IAM user.
    ///
    /// @param bounded whether a permissions boundary is attached
    public static Requester user(String arn, String account, String uniqueId, boolean bounded) {
        return new Requester(Type.USER, arn, account, uniqueId, null, null, bounded);
    }
}
