package dev.trent.cli;

import dev.trent.aws.Secret;
import dev.trent.http.HttpServer;
import dev.trent.http.Tls;
import dev.trent.http.Web;
import dev.trent.metrics.TokenFile;
import dev.trent.operator.Serving;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// Who may read the meters, and where, as options of the commands that serve. Without an option there are none.
final class Scraping {
    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            description = "A port that answers /metrics to Prometheus, besides /livez and /readyz. Default is none.")
    private @Nullable Integer port;

    @Option(
            names = "--metrics-host",
            paramLabel = "HOST",
            description = "The address of that port. Other machines need --metrics-token-file, and TLS unless"
                    + " --insecure-http is said.",
            defaultValue = Serving.HOST)
    private String host = Serving.HOST;

    @Option(
            names = "--metrics-token-file",
            paramLabel = "FILE",
            description = "A file with the token that a scraper must send. Without --metrics-port, the port of the"
                    + " clients answers /metrics to whoever has it.")
    private @Nullable Path tokenFile;

    /// Refuses an open door.
    ///
    /// @param spec the specification of the command that refuses
    /// @param plainToOthers whether other machines may be answered without TLS
    void check(CommandSpec spec, boolean plainToOthers) {
        if (port == null || DevCommand.isLoopback(host)) {
            return;
        }
        if (tokenFile == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--metrics-host '" + host + "' lets other machines read the meters: give --metrics-token-file, or"
                            + " a loopback address.");
        }
        if (!plainToOthers) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Without TLS, the token of the meters can be read on the way to '" + host
                            + "': give --tls-cert and --tls-key, a loopback address, or say --insecure-http.");
        }
    }

    /// Refuses to be reached from other machines.
    void requireLoopback(CommandSpec spec) {
        if (port != null && !DevCommand.isLoopback(host)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "'trent dev' is for this machine alone: --metrics-host takes a loopback address, not '" + host
                            + "'.");
        }
    }

    /// Returns whether anybody may read the meters.
    boolean on() {
        return port != null || tokenFile != null;
    }

    /// Returns whether the meters are read at a port of their own.
    boolean apart() {
        return port != null;
    }

    /// Returns the token that a scraper must have; null for none.
    @Nullable
    Secret token() throws IOException {
        return tokenFile == null ? null : TokenFile.read(tokenFile);
    }

    /// Returns where the meters are read if they have a port of their own. On this machine it speaks plain HTTP.
    ///
    /// @param tls the certificate of the server; null if it has none
    HttpServer.Place place(@Nullable Tls tls) {
        if (port == null) {
            throw new AssertionError("the meters have no port of their own");
        }
        return DevCommand.isLoopback(host)
                ? new HttpServer.Place(host, port, null, Web.loopback(List.of(), List.of()))
                : new HttpServer.Place(host, port, tls, Web.open(List.of()));
    }
}
