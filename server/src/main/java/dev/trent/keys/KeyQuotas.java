package dev.trent.keys;

/// How many of each thing there may be. Source: AWS KMS Developer Guide, "Resource quotas", the adjustable ones.
///
/// @param keys customer managed keys of an account in a Region, in every state
/// @param aliasesPerKey aliases of a key
/// @param grantsPerKey grants of a key
public record KeyQuotas(int keys, int aliasesPerKey, int grantsPerKey) {
    /// The quotas that AWS begins with.
    public static final KeyQuotas OF_AWS = new KeyQuotas(100_000, 50, 50_000);
}
