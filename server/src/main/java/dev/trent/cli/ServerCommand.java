package dev.trent.cli;

import dev.trent.crypto.Engine;
import dev.trent.operator.Serving;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `trent server`: a server on a data folder that `trent init` made.
@Command(
        name = "server",
        description = "Serve a data folder that 'trent init' made.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class ServerCommand implements Callable<Integer> {
    @Option(names = "--data", required = true, description = "The data folder.", showDefaultValue = Visibility.NEVER)
    private Path data = Path.of("");

    @Option(names = "--host", description = "The address to listen on.", defaultValue = Serving.HOST)
    private String host = Serving.HOST;

    @Option(names = "--port", description = "The port to listen on.", defaultValue = "" + Serving.PORT)
    private int port = Serving.PORT;

    @Option(names = "--tls-cert", description = "A PEM file with the certificate and its chain.")
    private @Nullable Path certificate;

    @Option(names = "--tls-key", description = "A PEM file with the certificate's private key.")
    private @Nullable Path privateKey;

    @Option(
            names = "--insecure-http",
            description = "Let other machines speak plain HTTP: plaintexts and signatures can be read on the way.")
    private boolean insecureHttp;

    @Option(
            names = "--database",
            description = "A PostgreSQL database, jdbc:postgresql://…; default is a file in the data folder.")
    private @Nullable String database;

    @Mixin
    private final Network network = new Network();

    @Mixin
    private final Tuning tuning = new Tuning();

    @Option(names = "--config", description = "A properties file with further settings.")
    @SuppressWarnings("UnusedVariable") // SettingsProvider reads it from the command line
    private @Nullable Path config;

    @Mixin
    private final Bounds bounds = new Bounds();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final InstantSource clock;

    ServerCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
        if ((certificate == null) != (privateKey == null)) {
            throw new ParameterException(spec.commandLine(), "--tls-cert and --tls-key go together.");
        }
        boolean open = !DevCommand.isLoopback(host);
        if (open && certificate == null && !insecureHttp) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Without TLS, plaintexts can be read on the way to '" + host
                            + "': give --tls-cert and --tls-key, listen"
                            + " on a loopback address, or say --insecure-http.");
        }
        tuning.logLevel().use();
        network.check(spec);
        network.scraping().check(spec, certificate != null || insecureHttp);
        tuning.check(spec);
        Settings settings = new Settings(
                data, host, port, certificate, privateKey, database, false, List.of(), network, tuning, bounds, null);
        PrintWriter out = spec.commandLine().getOut();
        return new Running(settings, Engine.fastest(), clock, null).untilStopped(trent -> greet(out, trent, open));
    }

    private void greet(PrintWriter out, Trent trent, boolean open) {
        out.println("Trent is listening on " + trent.address());
        out.println("Version " + Main.VERSION + ", cryptography by " + trent.engine() + ".");
        if (trent.metrics() != null) {
            out.println("Prometheus reads " + trent.metrics());
        }
        if (trent.console() != null) {
            out.println("Console  " + trent.console());
        } else if (network.console().on()) {
            out.println("The console is not served: other machines get it over TLS only (--tls-cert, --tls-key).");
        }
        out.println(
                "Keys are kept in " + (database == null ? data.toAbsolutePath().normalize() : "PostgreSQL") + ".");
        if (certificate == null) {
            out.println(
                    open
                            ? "WARNING: plain HTTP is open to other machines (--insecure-http)."
                            : "Plain HTTP, for this machine only: other machines need --tls-cert and --tls-key.");
        }
        out.flush();
    }
}
