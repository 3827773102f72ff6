package dev.trent.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The `trent` command.
@Command(
        name = "trent",
        description = "A key management service that speaks the AWS KMS API.",
        mixinStandardHelpOptions = true,
        version = "trent 0.1.0",
        subcommands = {DevCommand.class, EnvCommand.class, InitCommand.class, ServerCommand.class},
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Options of a command may also be given as environment variables (--port is TRENT_PORT)",
            "or in a properties file named with --config (port=4599); options win, then the environment.",
        })
public final class Main implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    /// Runs the command and exits: 0 for success, 1 for a failure, 2 for a command line that is not
    /// understood.
    public static void main(String[] arguments) {
        quietLibraries();
        System.exit(commandLine(InstantSource.system()).execute(arguments));
    }

    /// The web server and the migrations log through `java.util.logging`, and greet at INFO.
    private static void quietLibraries() {
        byte[] settings =
                "handlers=java.util.logging.ConsoleHandler\n.level=WARNING\n".getBytes(StandardCharsets.US_ASCII);
        try {
            LogManager.getLogManager().readConfiguration(new ByteArrayInputStream(settings));
        } catch (IOException impossible) {
            throw new AssertionError("an array cannot fail to be read", impossible);
        }
    }

    static CommandLine commandLine(InstantSource clock) {
        CommandLine line = new CommandLine(new Main(), new Commands(clock));
        OperatorCommands.addTo(line);
        return line.registerConverter(Duration.class, new TimeConverter())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(new OperatorStrategy(clock))
                .setDefaultValueProvider(new SettingsProvider(System.getenv()))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("trent: " + Commands.sentence(failure));
                    return 1;
                });
    }

    /// Without a command there is nothing to do but to tell the commands.
    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing command.");
    }
}
