package dev.trent.operator;

import java.io.PrintWriter;
import picocli.CommandLine.Command;

/// `trent account list`.
@Command(
        name = "list",
        description = "List the accounts: one id a line, in ascending order.",
        mixinStandardHelpOptions = true)
final class AccountListCommand implements OperatorCommand {
    @Override
    public int run(House house, Operator operator, PrintWriter out) {
        house.directory().accounts().list().forEach(out::println);
        return 0;
    }
}
