package dev.trent.cli;

import dev.trent.operator.Serving;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that select the `trent dev` whose clock is moved or read.
final class ClockServer {
    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "The address of 'trent dev', such as http://127.0.0.1:4599. Default is where it runs, else"
                    + " AWS_ENDPOINT_URL.")
    private @Nullable String endpoint;

    @Option(names = "--port", description = "The port of 'trent dev' on this machine, instead of its address.")
    private @Nullable Integer port;

    @Option(names = "--data", description = "The data folder of 'trent dev', if it was told one.")
    private @Nullable Path data;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    private final DevAddress dev;

    ClockServer(DevAddress dev) {
        this.dev = dev;
    }

    /// Returns a client of the server.
    ///
    /// @throws IOException with one clear sentence if no server runs on the named folder
    ClockClient client() throws IOException {
        return new ClockClient(endpoint != null ? named(endpoint, "--endpoint") : found());
    }

    private URI found() throws IOException {
        if (port != null) {
            return URI.create(Serving.address(false, Serving.HOST, port));
        }
        String ofClients = dev.ofClients();
        if (data == null && ofClients != null) {
            return named(ofClients, "AWS_ENDPOINT_URL");
        }
        Path folder = dev.folder(data);
        String running = dev.running(folder);
        if (running == null && data != null) {
            throw new IOException("No 'trent dev' runs on '" + folder + "': start it, or name it with --endpoint.");
        }
        return URI.create(running != null ? running : Serving.address(false, Serving.HOST, Serving.PORT));
    }

    private URI named(String address, String by) {
        String base = address.replaceFirst("/+$", "");
        if (!base.matches("https?://[A-Za-z0-9.:%_\\[\\]-]+")) {
            throw new ParameterException(
                    spec.commandLine(), by + " takes an address such as http://127.0.0.1:" + Serving.PORT + ".");
        }
        try {
            return URI.create(base);
        } catch (IllegalArgumentException _) {
            throw new ParameterException(
                    spec.commandLine(), by + " takes an address such as http://127.0.0.1:" + Serving.PORT + ".");
        }
    }
}
