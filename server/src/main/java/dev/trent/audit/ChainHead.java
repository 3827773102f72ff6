package dev.trent.audit;

/// A record of the chain, by its number and its hash. The next record is linked to it.
///
/// @param hash 64 lower-case hexadecimal digits
record ChainHead(long seq, String hash) {
    /// Comes before the first record of a log.
    static final ChainHead START = new ChainHead(0, "0".repeat(64));
}
