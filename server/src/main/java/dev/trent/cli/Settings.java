package dev.trent.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What a running server was told.
///
/// @param data the data folder
/// @param host the address to listen on
/// @param port the port, 0 for any that is free
/// @param certificate the PEM file with the certificate chain; null to speak HTTP
/// @param privateKey the PEM file with the private key; null to speak HTTP
/// @param database a JDBC URL; null for the SQLite file in the data folder
/// @param cachePercent how much of the heap what is kept in memory may take, in percent
/// @param dev whether anybody on this machine may come in as root
record Settings(
        Path data,
        String host,
        int port,
        @Nullable Path certificate,
        @Nullable Path privateKey,
        @Nullable String database,
        int cachePercent,
        boolean dev) {
    /// The share of the heap for what is kept in memory, in percent, if nothing else is said.
    static final int CACHE_PERCENT = 35;

    private static final int CACHE_PERCENT_MIN = 5;

    /// Requests in progress need the other half.
    private static final int CACHE_PERCENT_MAX = 50;

    /// Returns why a share is none that can be set; null if it can.
    static @Nullable String cacheShareComplaint(int percent) {
        return percent >= CACHE_PERCENT_MIN && percent <= CACHE_PERCENT_MAX
                ? null
                : "--cache-share is a percentage of the heap from " + CACHE_PERCENT_MIN + " to " + CACHE_PERCENT_MAX
                        + ", not " + percent + ".";
    }
}
