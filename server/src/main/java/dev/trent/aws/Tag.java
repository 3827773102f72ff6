package dev.trent.aws;

/// A label on a key, a user, a role or a policy, or of a session.
///
/// KMS takes two keys that differ in case for two tags. IAM and STS take them for one, and keep the case.
///
/// @param key 1 to 128 characters
/// @param value 0 to 256 characters
public record Tag(String key, String value) {
    private static final String RESERVED_PREFIX = "aws:";

    /// Returns whether only AWS may give a tag such a key.
    public static boolean isReserved(String key) {
        return Fold.has(key, 0, RESERVED_PREFIX);
    }
}
