package dev.trent.operator;

import dev.trent.identity.AccessKeyFacts;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `trent root-credential list`.
@Command(
        name = "list",
        description = "List the access keys of an account's root user: id and time of making, the oldest first.",
        mixinStandardHelpOptions = true)
final class RootCredentialListCommand implements OperatorCommand {
    @Option(names = "--account", required = true, description = "The account's id, twelve digits.")
    private String account = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public int run(House house, Operator operator, PrintWriter out) {
        AccountCommand.requireAccount(spec, "--account", account);
        for (AccessKeyFacts key : new OperatorActs(house, operator).rootCredentials(account)) {
            out.println(key.accessKeyId() + " " + key.created().truncatedTo(ChronoUnit.SECONDS)
                    + (key.active() ? "" : " inactive"));
        }
        return 0;
    }
}
