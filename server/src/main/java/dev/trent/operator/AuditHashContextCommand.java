package dev.trent.operator;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `trent audit hash-context`: prints what records show in the place of a value.
@Command(
        name = "hash-context",
        description = "Print what the audit log of a server with '--audit-context hash' shows in the place of a value"
                + " of an encryption context, to search for it.",
        mixinStandardHelpOptions = true)
final class AuditHashContextCommand implements OperatorCommand {
    @Parameters(paramLabel = "VALUE", description = "A value of an encryption context.")
    private String value = "";

    @Override
    public Reach reach() {
        return Reach.LOOK;
    }

    @Override
    public int run(House house, Operator operator, PrintWriter out) {
        out.println(house.contextHashes().apply(value));
        return 0;
    }
}
