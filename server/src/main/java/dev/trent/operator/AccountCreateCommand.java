package dev.trent.operator;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `trent account create`.
@Command(name = "create", description = "Make an account.", mixinStandardHelpOptions = true)
final class AccountCreateCommand implements OperatorCommand {
    @Parameters(paramLabel = "ACCOUNT", description = "The account's id, twelve digits.")
    private String account = "";

    @Option(names = "--root-credential", description = "Make an access key of its root user too, shown once.")
    private boolean rootCredential;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public int run(House house, Operator operator, PrintWriter out) {
        AccountCommand.requireAccount(spec, "ACCOUNT", account);
        OperatorActs acts = new OperatorActs(house, operator);
        acts.createAccount(account);
        out.println("# The account " + account + " is made.");
        if (rootCredential) {
            RootCredentialCreateCommand.create(acts, account, out);
        }
        return 0;
    }
}
