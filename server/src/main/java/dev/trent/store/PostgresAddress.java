package dev.trent.store;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/// The address of a PostgreSQL database, and the rules for its connections: encryption and time limits.
///
/// Settings in the URL stay as they are. Without `sslmode` in the URL, a host on another machine must prove its
/// name by a certificate (`verify-full`). The driver's own default would continue without encryption if the
/// server asks for it.
record PostgresAddress(String url, boolean verified) {
    static final String URL_PREFIX = "jdbc:postgresql:";

    /// How long the server may take to accept a connection.
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

    private static final String VERIFY_FULL = "verify-full";

    /// Reads a URL.
    ///
    /// @throws StoreException if the driver does not understand it
    static PostgresAddress of(String url) {
        PGSimpleDataSource source = parsed(url);
        boolean said = says(url, "sslmode") || says(url, "ssl");
        return new PostgresAddress(url, !said && !isLocal(source));
    }

    /// Returns a warning if others could read or change the data of the connection on its way; null if there is
    /// none.
    @Nullable
    String warning() {
        PGSimpleDataSource source = parsed(url);
        String mode = source.getSslMode();
        if (mode == null || mode.equals(VERIFY_FULL) || isLocal(source)) {
            return null;
        }
        return "The connection to the database is not safe on its way (sslmode=" + mode
                + "): whoever is between can act as the database; sslmode=verify-full prevents that";
    }

    /// Returns a source of connections, unpooled.
    ///
    /// @param answerMax the longest silence of the server during a wait, in whole seconds
    PGSimpleDataSource source(Duration answerMax) {
        PGSimpleDataSource source = parsed(url);
        if (verified) {
            source.setSslMode(VERIFY_FULL);
        }
        if (!says(url, "connectTimeout")) {
            source.setConnectTimeout(Math.toIntExact(CONNECT_TIMEOUT.toSeconds()));
        }
        if (!says(url, "socketTimeout")) {
            source.setSocketTimeout(Math.toIntExact(answerMax.toSeconds()));
        }
        if (!says(url, "ApplicationName")) {
            source.setApplicationName("trent");
        }
        source.setTcpKeepAlive(true);
        // SAFE: the detail of an error quotes the row.
        source.setLogServerErrorDetail(false);
        return source;
    }

    private static PGSimpleDataSource parsed(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        try {
            source.setURL(url);
        } catch (IllegalArgumentException e) {
            // SAFE: the driver's exception quotes the URL, and with it the password, so it is not kept as the cause.
            throw new StoreException("The database URL must be \"" + URL_PREFIX
                    + "//host:port/database?user=…&password=…\", and this one is not.");
        }
        return source;
    }

    private static boolean says(String url, String parameter) {
        int query = url.indexOf('?');
        return query >= 0
                && Arrays.stream(url.substring(query + 1).split("&"))
                        .anyMatch(pair -> pair.startsWith(parameter + "="));
    }

    private static boolean isLocal(PGSimpleDataSource source) {
        return Arrays.stream(source.getServerNames()).allMatch(PostgresAddress::isLoopback);
    }

    /// Returns whether the host is this machine. A name that cannot be resolved counts as another machine.
    private static boolean isLoopback(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /// Returns everything except the URL, which may hold a password.
    @Override
    public String toString() {
        return "PostgresAddress[verified=" + verified + "]";
    }
}
