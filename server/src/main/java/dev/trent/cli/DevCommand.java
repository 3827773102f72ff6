package dev.trent.cli;

import dev.trent.aws.Partition;
import dev.trent.crypto.Engine;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine;

/// `trent dev`: a server for one machine, ready at once, with well-known credentials.
@Command(
        name = "dev",
        description = "Run a server on this machine alone, with the access key 'test' and the secret 'test'.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class DevCommand implements Callable<Integer> {
    static final String HOST = "127.0.0.1";
    static final int PORT = 4599;

    @Option(names = "--host", description = "A loopback address to listen on.", defaultValue = HOST)
    private String host = HOST;

    @Option(names = "--port", description = "The port to listen on.", defaultValue = "" + PORT)
    private int port = PORT;

    @Option(names = "--data", description = "The folder that keeps the data.", defaultValue = "trent-data/dev")
    private Path data = Path.of("trent-data/dev");

    @Option(
            names = "--partition",
            converter = PartitionConverter.class,
            description = "The part of AWS that a new folder's ARNs name, such as aws-cn; aws unless it is said.",
            showDefaultValue = CommandLine.Help.Visibility.NEVER)
    private @Nullable Partition partition;

    @Mixin
    private final NetworkOptions network = new NetworkOptions();

    @Option(
            names = "--allow-host",
            paramLabel = "NAME",
            split = ",",
            description = "A further name by which this machine may be asked, besides localhost; may be repeated.")
    private List<String> hosts = new ArrayList<>();

    @Option(names = "--config", description = "A properties file with further settings.")
    @SuppressWarnings("UnusedVariable") // SettingsProvider reads it from the command line
    private @Nullable Path config;

    @Mixin
    private Bounds bounds = Bounds.defaults();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final InstantSource clock;

    DevCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
        if (!isLoopback(host)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "The well-known credentials of 'trent dev' must not be reachable from other machines: --host takes a"
                            + " loopback address such as 127.0.0.1, not '" + host + "'. Use 'trent server' instead.");
        }
        Settings settings = new Settings(
                data, host, port, null, null, null, true, network.network(spec, hosts), Tuning.usual(), bounds, partition);
        PrintWriter out = spec.commandLine().getOut();
        return new Running(settings, Engine.fastest(), clock).untilStopped(out, url -> {
            out.println("Keys are kept in " + data.toAbsolutePath().normalize() + ".");
            out.println();
            EnvCommand.print(out, url, partition == null ? Partition.AWS : partition);
            out.println();
            out.println("Any 12-digit access key with the secret 'test' is the root user of that account.");
        });
    }

    static boolean isLoopback(String host) {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (!address.isLoopbackAddress()) {
                    return false;
                }
            }
            return true;
        } catch (UnknownHostException _) {
            return false;
        }
    }
}
