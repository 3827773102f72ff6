package dev.trent.keys;

/// The adjustable quotas of resources. Source: AWS KMS Developer Guide, "Resource quotas".
///
/// @param keys the most customer managed keys of an account in a Region, in every state
/// @param aliasesPerKey the most aliases of a key
/// @param grantsPerKey the most grants of a key
public record KeyQuotas(int keys, int aliasesPerKey, int grantsPerKey) {
    /// The default quotas of AWS.
    public static final KeyQuotas OF_AWS = new KeyQuotas(100_000, 50, 50_000);
}
