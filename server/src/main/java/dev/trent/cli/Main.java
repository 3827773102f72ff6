package dev.trent.cli;

import dev.trent.operator.AdoptRowsCommand;
import dev.trent.operator.AuditCommand;
import dev.trent.operator.CommandGroup;
import dev.trent.operator.DevFolder;
import dev.trent.operator.FileTrouble;
import dev.trent.operator.InitCommand;
import dev.trent.operator.OperatorCommands;
import dev.trent.operator.OperatorStrategy;
import dev.trent.operator.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.logging.LogManager;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The `trent` command.
@Command(
        name = "trent",
        description = "A key management service that speaks the AWS KMS API.",
        mixinStandardHelpOptions = true,
        version = "trent " + Main.VERSION,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "An option may also be given as an environment variable (--port is TRENT_PORT), or as a line of the"
                    + " properties file that --config names (port=4599). Options win, then the environment.",
        })
public final class Main extends CommandGroup {
    /// The version of this program, as pom.xml has it.
    public static final String VERSION = "0.1.0";

    private static final List<Class<?>> COMMANDS = Stream.concat(
                    Stream.of(
                            AdoptRowsCommand.class,
                            AuditCommand.class,
                            ClockCommand.class,
                            DevCommand.class,
                            EnvCommand.class,
                            HelpCommand.class,
                            InitCommand.class,
                            ServerCommand.class,
                            VersionCommand.class),
                    OperatorCommands.ALL.stream())
            .toList();

    /// Runs the command and exits: 0 for success, 1 for a failure, 2 for a command line that is not
    /// understood.
    public static void main(String[] arguments) {
        quietLibraries();
        System.exit(commandLine(arguments, InstantSource.system(), Surroundings.ofThisProcess())
                .execute(arguments));
    }

    /// The migrations log through `java.util.logging`, and greet at INFO.
    private static void quietLibraries() {
        byte[] settings = """
                handlers=java.util.logging.ConsoleHandler
                .level=WARNING
                """.getBytes(StandardCharsets.US_ASCII);
        try {
            LogManager.getLogManager().readConfiguration(new ByteArrayInputStream(settings));
        } catch (IOException impossible) {
            throw new AssertionError("an array cannot fail to be read", impossible);
        }
    }

    /// Returns the command line for these arguments. If the first one names a command, the line has only this command:
    /// to read the annotations of all the others takes longer than any other part of the start.
    static CommandLine commandLine(String[] arguments, InstantSource clock, Surroundings surroundings) {
        List<Class<?>> commands = OperatorCommands.named(COMMANDS, List.of(arguments));
        return prepared(line(commands, clock, surroundings), clock, surroundings);
    }

    /// Returns the command line with every command.
    static CommandLine commandLine(InstantSource clock, Surroundings surroundings) {
        return prepared(whole(clock, surroundings), clock, surroundings);
    }

    private static CommandLine whole(InstantSource clock, Surroundings surroundings) {
        return line(COMMANDS, clock, surroundings);
    }

    private static CommandLine line(List<Class<?>> commands, InstantSource clock, Surroundings surroundings) {
        CommandLine line = new CommandLine(new Main(), new Commands(clock, surroundings));
        commands.forEach(line::addSubcommand);
        OperatorCommands.addOptions(line);
        return line;
    }

    private static CommandLine prepared(CommandLine line, InstantSource clock, Surroundings surroundings) {
        SettingsProvider settings = new SettingsProvider(
                surroundings.environment(), () -> whole(clock, surroundings).getCommandSpec());
        CommandLine.IExecutionStrategy strategy =
                new OperatorStrategy(Builder.withoutServer(clock), new DevFolder(surroundings));
        return line.registerConverter(Duration.class, new TimeConverter())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(parsed -> {
                    settings.unread(line.getCommandSpec())
                            .forEach(sentence -> line.getErr().println("trent: " + sentence));
                    line.getErr().flush();
                    return strategy.execute(parsed);
                })
                .setDefaultValueProvider(settings)
                .setParameterExceptionHandler(new Misunderstood())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("trent: " + FileTrouble.sentence(failure));
                    return 1;
                });
    }
}
