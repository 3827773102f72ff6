package dev.trent.operator;

import dev.trent.aws.Secret;
import dev.trent.identity.AccessKeys.NewKey;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `trent root-credential create`.
@Command(
        name = "create",
        description = "Make an access key of an account's root user, shown once. A root user has at most two.",
        mixinStandardHelpOptions = true)
final class RootCredentialCreateCommand implements OperatorCommand {
    @Option(names = "--account", required = true, description = "The account's id, twelve digits.")
    private String account = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public int run(House house, Operator operator, PrintWriter out) {
        AccountCommand.requireAccount(spec, "--account", account);
        create(new OperatorActs(house, operator), account, out);
        return 0;
    }

    static void create(OperatorActs acts, String account, PrintWriter out) {
        NewKey key = acts.createRootCredential(account);
        try (Secret secret = key.secret()) {
            out.println("# An access key of the root user of account " + account + ", shown this once:");
            print(out, key.accessKeyId(), secret);
        }
    }

    /// Prints an access key as shell variables.
    static void print(PrintWriter out, String accessKeyId, Secret secret) {
        out.println("export AWS_ACCESS_KEY_ID=" + accessKeyId);
        out.println("export AWS_SECRET_ACCESS_KEY=" + new String(secret.exposed(), StandardCharsets.US_ASCII));
    }
}
