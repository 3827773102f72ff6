package dev.trent.operator;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Runs a command line: an operator's command at its installation, every other command here.
public final class OperatorStrategy implements CommandLine.IExecutionStrategy {
    private final OperatorReach reach;

    private final DevFolder devFolder;

    /// @param devFolder the installation of a command that changes nothing, if no other is named
    public OperatorStrategy(OperatorReach.WithoutServer withoutServer, DevFolder devFolder) {
        this.reach = new OperatorReach(withoutServer);
        this.devFolder = devFolder;
    }

    @Override
    public int execute(CommandLine.ParseResult parsed) {
        List<CommandLine> line = parsed.asCommandLineList();
        CommandLine last = line.getLast();
        Integer helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null || !(last.getCommand() instanceof OperatorCommand command)) {
            return helped != null ? helped : new CommandLine.RunLast().execute(parsed);
        }
        CommandSpec spec = last.getCommandSpec();
        CommandSpec mixin = spec.mixins().get(OperatorOptions.NAME);
        if (mixin == null || !(mixin.userObject() instanceof OperatorOptions options)) {
            throw new AssertionError("an operator's command without its options");
        }
        try {
            Ask ask =
                    new Ask(command.reach(), folder(options, command, last), options.database, arguments(line, mixin));
            return perform(ask, options.out, last);
        } catch (CommandLine.ParameterException misunderstood) {
            throw misunderstood;
        } catch (IOException | RuntimeException failure) {
            throw new CommandLine.ExecutionException(last, FileTrouble.sentence(failure), failure);
        }
    }

    /// A command and where it goes.
    private record Ask(
            OperatorCommand.Reach reach,
            Path data,
            @Nullable String database,
            List<String> arguments) {}

    private Path folder(OperatorOptions options, OperatorCommand command, CommandLine line) throws IOException {
        if (options.data != null) {
            return options.data;
        }
        if (command.reach() == OperatorCommand.Reach.NAMED) {
            throw new CommandLine.ParameterException(line, "Missing required option: '--data=<data>'");
        }
        return devFolder.existing();
    }

    /// The file is made first. A secret is shown only once, so its file must exist before the secret does.
    private int perform(Ask ask, @Nullable Path out, CommandLine line) throws IOException {
        if (out == null) {
            return print(answer(ask), line);
        }
        try (OutFile file = OutFile.create(out)) {
            ControlReply reply = answer(ask);
            if (reply.exitCode() != 0) {
                return print(reply, line);
            }
            file.keep(reply.text());
            return print(new ControlReply(0, "The answer is in '" + out + "'.\n", null), line);
        }
    }

    private ControlReply answer(Ask ask) throws IOException {
        return ask.reach == OperatorCommand.Reach.SERVER
                ? reach.askServer(ask.data, ask.arguments)
                : reach.ask(ask.data, ask.database, ask.arguments);
    }

    private static int print(ControlReply reply, CommandLine line) {
        PrintWriter out = line.getOut();
        out.print(reply.text());
        out.flush();
        if (reply.refusal() != null) {
            line.getErr().println("trent: " + reply.refusal());
            line.getErr().flush();
        }
        return reply.exitCode();
    }

    /// Returns the command again, with the values from the environment and the settings file, and without the
    /// options that name the installation.
    private static List<String> arguments(List<CommandLine> line, CommandSpec local) {
        List<String> arguments = new ArrayList<>();
        line.stream().skip(1).map(CommandLine::getCommandName).forEach(arguments::add);
        CommandSpec spec = line.getLast().getCommandSpec();
        for (OptionSpec option : spec.options()) {
            if (!option.usageHelp() && !option.versionHelp() && local.findOption(option.longestName()) == null) {
                add(arguments, option.longestName(), option.getValue());
            }
        }
        // The arguments after this are never taken for options.
        arguments.add("--");
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            values(parameter.getValue()).forEach(value -> arguments.add(value.toString()));
        }
        return arguments;
    }

    private static void add(List<String> arguments, String name, @Nullable Object value) {
        if (value instanceof Boolean flag) {
            if (flag) {
                arguments.add(name);
            }
            return;
        }
        values(value).forEach(each -> arguments.add(name + "=" + each));
    }

    private static Collection<?> values(@Nullable Object value) {
        return switch (value) {
            case null -> List.of();
            case Collection<?> several -> several;
            default -> List.of(value);
        };
    }
}
