package dev.trent.cli;

import dev.trent.aws.Partition;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The settings of a running server.
///
/// @param data the data folder
/// @param host the address to listen on
/// @param port the port, 0 for any that is free
/// @param certificate the PEM file with the certificate chain; null to speak HTTP
/// @param privateKey the PEM file with the private key; null to speak HTTP
/// @param database a JDBC URL; null for the SQLite file in the data folder
/// @param dev whether anybody on this machine may come in as root
/// @param hosts further host names that clients may use, for a server that lets in everybody on its machine
/// @param network what clients may cost, and which web pages are served
/// @param tuning the settings that an operator may leave at their defaults
/// @param bounds what one caller may use
/// @param partition the partition of a new data folder; an existing folder must have the same one. Null for
///     `aws`, or for the partition that the folder has
/// @param seed the file of what a server for development makes when it starts; null for none
record Settings(
        Path data,
        String host,
        int port,
        @Nullable Path certificate,
        @Nullable Path privateKey,
        @Nullable String database,
        boolean dev,
        List<String> hosts,
        Network network,
        Tuning tuning,
        Bounds bounds,
        @Nullable Partition partition,
        @Nullable Path seed) {

    Settings {
        hosts = List.copyOf(hosts);
    }

    /// Makes settings without a seed.
    Settings(
            Path data,
            String host,
            int port,
            @Nullable Path certificate,
            @Nullable Path privateKey,
            @Nullable String database,
            boolean dev,
            List<String> hosts,
            Network network,
            Tuning tuning,
            Bounds bounds,
            @Nullable Partition partition) {
        this(data, host, port, certificate, privateKey, database, dev, hosts, network, tuning, bounds, partition, null);
    }

    /// Uses the defaults for all optional settings.
    Settings(
            Path data,
            String host,
            int port,
            @Nullable Path certificate,
            @Nullable Path privateKey,
            @Nullable String database,
            boolean dev) {
        this(
                data,
                host,
                port,
                certificate,
                privateKey,
                database,
                dev,
                List.of(),
                new Network(),
                new Tuning(),
                new Bounds(),
                null);
    }

    /// Returns these with a seed.
    Settings seededBy(@Nullable Path file) {
        return new Settings(
                data,
                host,
                port,
                certificate,
                privateKey,
                database,
                dev,
                hosts,
                network,
                tuning,
                bounds,
                partition,
                file);
    }

    /// Returns these with another port, for a server that starts anew. Its seed is there.
    Settings on(int otherPort) {
        return new Settings(
                data,
                host,
                otherPort,
                certificate,
                privateKey,
                database,
                dev,
                hosts,
                network,
                tuning,
                bounds,
                partition);
    }
}
