package dev.trent.operator;

import dev.trent.aws.AwsException;
import dev.trent.store.ForgedRowException;
import dev.trent.store.StoreException;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// The commands that operators give to an installation, and the one place where they are performed.
public final class OperatorCommands {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorCommands.class);
    private static final int FAILED = 1;
    private static final int NOT_UNDERSTOOD = 2;

    /// Commands, and groups of commands, by their classes: a new one is added here.
    public static final List<Class<?>> ALL = List.of(
            AccountCommand.class,
            RootCredentialCommand.class,
            CheckCommand.class,
            StatusCommand.class,
            SessionsCommand.class,
            ExplainCommand.class,
            SimulateCommand.class,
            WhoCanCommand.class,
            UsageCommand.class);

    private static final List<Class<?>> IN_HOUSE =
            Stream.concat(ALL.stream(), Stream.of(AuditInHouseCommand.class)).toList();

    private final House house;

    public OperatorCommands(House house) {
        this.house = house;
    }

    /// Returns the one command that the first argument names; all of them if it names none.
    public static List<Class<?>> named(List<Class<?>> commands, List<String> arguments) {
        String name = arguments.isEmpty() ? "" : arguments.getFirst();
        return commands.stream()
                .filter(command -> command.getAnnotation(Command.class).name().equals(name))
                .findFirst()
                .<List<Class<?>>>map(List::of)
                .orElse(commands);
    }

    /// Gives each command of an operator the options that name the installation.
    public static void addOptions(CommandLine line) {
        if (line.getCommand() instanceof OperatorCommand) {
            line.addMixin(OperatorOptions.NAME, new OperatorOptions());
        }
        line.getSubcommands().values().forEach(OperatorCommands::addOptions);
    }

    /// Performs a command and returns its answer; it never throws.
    ///
    /// @param arguments the names and options of the command, as if after `trent`, without
    /// [OperatorOptions]
    public ControlReply answer(Operator operator, List<String> arguments) {
        if (!house.store().serving()) {
            return new ControlReply(
                    FAILED,
                    "",
                    "The server has lost its database, or another server uses it: nothing was done. Trent's log tells"
                            + " which.");
        }
        BoundedText text = new BoundedText(ControlReply.TEXT_CHARACTERS_MAX);
        PrintWriter out = new PrintWriter(text);
        try {
            int exitCode = command(arguments).run(house, operator, out);
            return out.checkError()
                    ? new ControlReply(
                            FAILED,
                            "",
                            "The answer has more than " + ControlReply.TEXT_CHARACTERS_MAX
                                    + " characters: ask for less.")
                    : new ControlReply(exitCode, text.toString(), null);
        } catch (ParameterException misunderstood) {
            return new ControlReply(NOT_UNDERSTOOD, "", FileTrouble.sentence(misunderstood));
        } catch (AwsException refusal) {
            out.flush();
            return new ControlReply(FAILED, text.toString(), FileTrouble.sentence(refusal));
        } catch (ForgedRowException forged) {
            house.incidents().tell(forged);
            return new ControlReply(FAILED, "", FileTrouble.sentence(forged));
        } catch (StoreException unavailable) {
            // Its message holds no value of the database.
            return new ControlReply(FAILED, "", FileTrouble.sentence(unavailable));
        } catch (RuntimeException | AssertionError accident) {
            // The server continues after a failed command, like the gateway after a failed request.
            LOG.error("An operator's command failed", accident);
            return new ControlReply(FAILED, "", "The command failed for a reason that Trent's log tells.");
        }
    }

    private static OperatorCommand command(List<String> arguments) {
        CommandLine line = new CommandLine(CommandSpec.create().name("trent"));
        named(IN_HOUSE, arguments).forEach(line::addSubcommand);
        // SAFE: otherwise the server would read '@/etc/passwd', with its own rights.
        line.setExpandAtFiles(false);
        CommandLine last = line.parseArgs(arguments.toArray(String[]::new))
                .asCommandLineList()
                .getLast();
        if (last.getCommand() instanceof OperatorCommand command) {
            return command;
        }
        throw new ParameterException(last, CommandGroup.MISSING_COMMAND);
    }
}
