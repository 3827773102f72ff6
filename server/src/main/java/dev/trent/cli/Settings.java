package dev.trent.cli;

import dev.trent.aws.Partition;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a running server was told.
///
/// @param data the data folder
/// @param host the address to listen on
/// @param port the port, 0 for any that is free
/// @param certificate the PEM file with the certificate chain; null to speak HTTP
/// @param privateKey the PEM file with the private key; null to speak HTTP
/// @param database a JDBC URL; null for the SQLite file in the data folder
/// @param dev whether anybody on this machine may come in as root
/// @param hosts further names by which a server that lets anybody in may be asked
/// @param network what clients may cost, and which web pages are served
/// @param tuning what an operator may leave as it is
/// @param bounds what one caller may cost the disk
/// @param partition the partition of a data folder that is new, and the only one of any other; null for `aws`,
///     or whichever it has
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
        @Nullable Partition partition) {

    Settings {
        hosts = List.copyOf(hosts);
    }

    /// Leaves what may be left as it is.
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

    /// Returns these with another port.
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
