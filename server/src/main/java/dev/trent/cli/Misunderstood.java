package dev.trent.cli;

import dev.trent.operator.CommandGroup;
import dev.trent.operator.FileTrouble;
import dev.trent.operator.Printable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Tells the error in a command line, and suggests what the user may have meant.
final class Misunderstood implements CommandLine.IParameterExceptionHandler {
    private static final int BEGINNING_MIN = 3;

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine line = wrong.getCommandLine();
        PrintWriter err = line.getErr();
        CommandSpec command = line.getCommandSpec();
        err.println("trent: " + sentence(wrong, command));
        if (FileTrouble.sentence(wrong).startsWith(CommandGroup.MISSING_COMMAND)) {
            line.usage(err);
        } else {
            err.println("See '" + command.qualifiedName() + " --help'.");
        }
        err.flush();
        return command.exitCodeOnInvalidInput();
    }

    private static String sentence(ParameterException wrong, CommandSpec command) {
        if (!(wrong instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return FileTrouble.sentence(wrong);
        }
        String word = unmatched.getUnmatched().getFirst();
        String shown = Printable.of(word, 64);
        if (word.startsWith("-")) {
            String option = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            return "'" + command.qualifiedName() + "' has no option '" + shown + "'."
                    + meant(option, command.optionsMap().keySet());
        }
        if (!command.subcommands().isEmpty()) {
            return "'" + command.qualifiedName() + "' has no command '" + shown + "'."
                    + meant(word, command.subcommands().keySet());
        }
        return "'" + shown + "' is one word too many for '" + command.qualifiedName() + "'.";
    }

    private static String meant(String word, Collection<String> known) {
        return meant(near(word, known));
    }

    /// Returns the question "did you mean" for these candidates, with a blank before it; empty if there are
    /// none.
    static String meant(List<String> near) {
        return near.isEmpty() ? "" : " Did you mean '" + String.join("' or '", near) + "'?";
    }

    /// Returns the candidates that begin with the word, or that differ from it by one slip for each three
    /// letters.
    static List<String> near(String word, Collection<String> known) {
        List<String> near = new ArrayList<>();
        for (String name : known.stream().sorted().toList()) {
            boolean begun = word.length() >= BEGINNING_MIN && name.startsWith(word);
            if (begun || slips(word, name) <= Math.max(1, Math.min(word.length(), name.length()) / 3)) {
                near.add(name);
            }
        }
        return near;
    }

    /// Returns the number of letters to remove, insert, replace or swap with their neighbour.
    private static int slips(String one, String other) {
        if (Math.abs(one.length() - other.length()) > other.length()) {
            return Integer.MAX_VALUE;
        }
        int[][] least = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    least[i][j] = i + j;
                    continue;
                }
                int replaced = least[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                least[i][j] = Math.min(replaced, 1 + Math.min(least[i - 1][j], least[i][j - 1]));
                boolean swapped = i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
                if (swapped) {
                    least[i][j] = Math.min(least[i][j], 1 + least[i - 2][j - 2]);
                }
            }
        }
        return least[one.length()][other.length()];
    }
}
