package dev.trent.aws;

/// Who signed a request, as CloudTrail's `userIdentity` and the texts of denials name them.
///
/// @param type the kind of principal
/// @param account the account the principal belongs to, twelve digits
/// @param principalId the unique id that is never reused; for the root user the account itself
/// @param arn the principal's ARN
/// @param accessKeyId the access key that signed
public record Caller(Type type, String account, String principalId, String arn, String accessKeyId) {

    /// The kinds of principal, by CloudTrail's names.
    public enum Type {
        /// The root user of an account.
        Root
    }

    /// Returns the root user of an account.
    public static Caller root(String account, String accessKeyId) {
        return new Caller(Type.Root, account, account, Arn.ofRoot(account).toString(), accessKeyId);
    }
}
