package dev.trent.operator;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;

/// `trent check`.
@Command(
        name = "check",
        description =
                "Look at every page of the database file, whether it is damaged, and at every row that gives rights, whether"
                        + " somebody else wrote it; a server may be running.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements OperatorCommand {
    private static final int DAMAGED = 1;

    @Override
    public Reach reach() {
        return Reach.LOOK;
    }

    @Override
    public int run(House house, Operator operator, PrintWriter out) {
        List<String> forged = house.store().forged();
        if (!forged.isEmpty()) {
            out.println("Somebody else than Trent wrote these rows, or they are damaged: restore a backup"
                    + " (docs/operate.md).");
            forged.forEach(out::println);
            return DAMAGED;
        }
        if (!house.store().isFile()) {
            out.println("The database answers. PostgreSQL looks at its files itself: run pg_amcheck on its machine.");
            return 0;
        }
        List<String> problems = house.store().check();
        if (problems.isEmpty()) {
            out.println("The database file is sound.");
            return 0;
        }
        out.println("The database file is damaged: restore it from a backup (docs/operate.md).");
        problems.forEach(out::println);
        return DAMAGED;
    }
}
