package dev.trent.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Runs a command line: an operator's command where its installation is, any other command here.
final class OperatorStrategy implements CommandLine.IExecutionStrategy {
    private final OperatorReach reach;

    OperatorStrategy(InstantSource clock) {
        this.reach = new OperatorReach(clock);
    }

    @Override
    public int execute(CommandLine.ParseResult parsed) {
        List<CommandLine> line = parsed.asCommandLineList();
        CommandLine last = line.getLast();
        Integer helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null || !(last.getCommand() instanceof OperatorCommand)) {
            return helped != null ? helped : new CommandLine.RunLast().execute(parsed);
        }
        CommandSpec spec = last.getCommandSpec();
        CommandSpec mixin = spec.mixins().get(OperatorOptions.NAME);
        if (mixin == null || !(mixin.userObject() instanceof OperatorOptions options)) {
            throw new AssertionError("an operator's command without its options");
        }
        try {
            return perform(options, arguments(line, mixin), last);
        } catch (IOException | RuntimeException failure) {
            throw new CommandLine.ExecutionException(last, Commands.sentence(failure), failure);
        }
    }

    /// The file is made first: what is shown once must have where to go before it is made.
    private int perform(OperatorOptions options, List<String> arguments, CommandLine line) throws IOException {
        Path file = options.out;
        if (file == null) {
            return print(reach.ask(options.data, options.database, arguments), line);
        }
        create(file);
        boolean kept = false;
        try {
            ControlReply reply = reach.ask(options.data, options.database, arguments);
            if (reply.exitCode() == 0) {
                kept = true;
                Files.writeString(file, reply.text(), StandardOpenOption.WRITE, StandardOpenOption.SYNC);
                return print(new ControlReply(0, "The answer is in '" + file + "'.\n", null), line);
            }
            return print(reply, line);
        } finally {
            if (!kept) {
                Files.delete(file);
            }
        }
    }

    private static void create(Path file) throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException exists) {
            throw new IOException("The file '" + file + "' exists already; nothing was done.", exists);
        } catch (IOException failure) {
            throw new IOException(Commands.sentence(failure) + " Nothing was done.", failure);
        }
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

    /// Returns the command anew, with what the environment and the settings file added, and without what
    /// says where.
    private static List<String> arguments(List<CommandLine> line, CommandSpec local) {
        List<String> arguments = new ArrayList<>();
        line.stream().skip(1).map(CommandLine::getCommandName).forEach(arguments::add);
        CommandSpec spec = line.getLast().getCommandSpec();
        for (OptionSpec option : spec.options()) {
            if (!option.usageHelp() && !option.versionHelp() && local.findOption(option.longestName()) == null) {
                add(arguments, option.longestName(), option.getValue());
            }
        }
        // What follows is not taken for an option, whatever it begins with.
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
