package dev.trent.cli;

import dev.trent.aws.Partition;
import dev.trent.crypto.Engine;
import dev.trent.gateway.Answered;
import dev.trent.operator.DevFolder;
import dev.trent.operator.PartitionConverter;
import dev.trent.operator.Serving;
import dev.trent.operator.Surroundings;
import java.io.Console;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `trent dev`: a server for one machine, ready at once, with well-known credentials.
@Command(
        name = "dev",
        description = "Run a server on this machine alone, with the access key 'test' and the secret 'test'.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class DevCommand implements Callable<Integer> {
    private static final double MILLIS_PER_SECOND = 1000;

    @Option(names = "--host", description = "A loopback address to listen on.", defaultValue = Serving.HOST)
    private String host = Serving.HOST;

    @Option(names = "--port", description = "The port to listen on.", defaultValue = "" + Serving.PORT)
    private int port = Serving.PORT;

    @Option(
            names = "--data",
            description = "The folder that keeps the data; default is trent-data/dev in the current folder if it is"
                    + " there, else $XDG_DATA_HOME/trent/dev or ~/.local/share/trent/dev.")
    private @Nullable Path data;

    @Option(names = "--quiet", description = "Print no line for each request.", showDefaultValue = Visibility.NEVER)
    private boolean quiet;

    @Option(
            names = "--partition",
            converter = PartitionConverter.class,
            description = "The part of AWS that a new folder's ARNs name, such as aws-cn; aws unless it is said.",
            showDefaultValue = Visibility.NEVER)
    private @Nullable Partition partition;

    @Option(
            names = "--seed",
            paramLabel = "FILE",
            description = "A YAML file of accounts, users, roles and keys that are made unless they are there.",
            showDefaultValue = Visibility.NEVER)
    private @Nullable Path seed;

    @Mixin
    private final LogKeeping logKeeping = new LogKeeping();

    @Mixin
    private final LogStreaming logStreaming = new LogStreaming();

    @Mixin
    private final Network network = new Network();

    @Option(
            names = "--allow-host",
            paramLabel = "NAME",
            split = ",",
            showDefaultValue = Visibility.NEVER,
            description = "A further name by which this machine may be asked, besides localhost; may be repeated.")
    private List<String> hosts = new ArrayList<>();

    @Option(names = "--config", description = "A properties file with further settings.")
    @SuppressWarnings("UnusedVariable") // SettingsProvider reads it from the command line
    private @Nullable Path config;

    @Mixin
    private final Bounds bounds = new Bounds();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final InstantSource clock;
    private final Surroundings surroundings;

    DevCommand(InstantSource clock, Surroundings surroundings) {
        this.clock = clock;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        if (!isLoopback(host)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "The well-known credentials of 'trent dev' must not be reachable from other machines: --host takes a"
                            + " loopback address such as 127.0.0.1, not '" + host + "'. Use 'trent server' instead.");
        }
        DevFolder devFolder = new DevFolder(surroundings);
        Path folder = (data == null ? devFolder.path() : data).toAbsolutePath().normalize();
        boolean found = Files.isDirectory(folder);
        network.check(spec);
        network.scraping().requireLoopback(spec);
        logKeeping.check(spec);
        logStreaming.check(spec);
        Settings settings = new Settings(
                        folder,
                        host,
                        port,
                        null,
                        null,
                        null,
                        true,
                        hosts,
                        network,
                        new Tuning().with(logKeeping, logStreaming),
                        bounds,
                        partition)
                .seededBy(seed);
        boolean everywhere = data == null && devFolder.isOfUser();
        String dataOption = everywhere ? "" : " --data " + quoted(folder);
        RequestLine line = new RequestLine(ZoneId.systemDefault(), isColourful(), dataOption);
        Terminal terminal = Terminal.on(spec.commandLine().getOut());
        try {
            Consumer<Answered> onlooker = answered -> terminal.print(() -> line.of(answered));
            return new Running(settings, Engine.fastest(), clock, quiet ? null : onlooker)
                    .untilStopped(new Running.Voice() {
                        @Override
                        public void begins(Trent trent) {
                            String greeting = greeting(trent, folder, found, dataOption);
                            terminal.print(() -> greeting);
                        }

                        @Override
                        public void ends() {
                            terminal.print(() -> "Stopped.");
                            terminal.finish();
                        }
                    });
        } finally {
            terminal.finish();
        }
    }

    private String greeting(Trent trent, Path folder, boolean found, String dataOption) {
        long keys = trent.keys();
        return String.join(
                "\n",
                "Trent " + Main.VERSION + " for development" + startTook() + "; cryptography by " + trent.engine()
                        + ".",
                "Trent is listening on " + trent.address(),
                "Keys are kept in " + folder + " (" + (found ? "" : "new, ") + (keys == 1 ? "1 key" : keys + " keys")
                        + "), the audit log in its folder audit.",
                trent.console() == null ? "There is no console (--console=off)." : "Console  " + trent.console(),
                ahead(trent) + (trent.metrics() == null ? "" : "Prometheus reads " + trent.metrics() + "\n"),
                "In another terminal:  eval \"$(./trent env" + dataOption + ")\"",
                "Any 12-digit access key with the secret 'test' is the root user of that account.",
                "Ctrl-C stops.",
                "");
    }

    /// Returns a line about a clock that was moved, and the blank line after it.
    private String ahead(Trent trent) {
        Duration ahead = trent.ahead();
        return ahead.isZero()
                ? ""
                : "The clock is ahead by " + MovableClock.iso(ahead) + ": it is "
                        + clock.instant().plus(ahead).truncatedTo(ChronoUnit.SECONDS)
                        + ". It never goes back in this folder.\n";
    }

    /// Returns how long the start took, without the building of a program that runs for the first time.
    private String startTook() {
        long begun = ManagementFactory.getRuntimeMXBean().getStartTime();
        return String.format(
                Locale.ROOT, ", started in %.1f s", (clock.instant().toEpochMilli() - begun) / MILLIS_PER_SECOND);
    }

    /// See https://no-color.org.
    private boolean isColourful() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
                && surroundings.environment().getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(surroundings.environment().get("TERM"));
    }

    /// Returns a path as a shell takes it.
    private static String quoted(Path path) {
        String text = path.toString();
        return text.matches("[A-Za-z0-9/._-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
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
