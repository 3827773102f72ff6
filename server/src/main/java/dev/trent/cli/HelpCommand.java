package dev.trent.cli;

import dev.trent.operator.Surroundings;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/// `trent help`.
@Command(
        name = "help",
        description = "Explain Trent or a command, as --help after the command does.",
        mixinStandardHelpOptions = true)
final class HelpCommand implements Runnable {
    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "Such as: audit verify")
    private List<String> words = new ArrayList<>();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final InstantSource clock;
    private final Surroundings surroundings;

    HelpCommand(InstantSource clock, Surroundings surroundings) {
        this.clock = clock;
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        // The line of this command knows no other.
        CommandLine at = Main.commandLine(clock, surroundings);
        for (String word : words) {
            CommandLine next = at.getSubcommands().get(word);
            if (next == null) {
                throw new UnmatchedArgumentException(
                        at.setErr(spec.commandLine().getErr()), List.of(word));
            }
            at = next;
        }
        PrintWriter out = spec.commandLine().getOut();
        at.usage(out);
        out.flush();
    }
}
