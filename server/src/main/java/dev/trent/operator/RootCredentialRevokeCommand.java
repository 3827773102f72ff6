package dev.trent.operator;

import java.io.PrintWriter;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `trent root-credential revoke`.
@Command(
        name = "revoke",
        description =
                "Revoke an access key of a root user and end all sessions of that root user: no request that starts"
                        + " afterwards can be signed with either.",
        mixinStandardHelpOptions = true)
final class RootCredentialRevokeCommand implements OperatorCommand {
    private static final Pattern FORM = Pattern.compile("AKIA[A-Z0-9]{16}");

    @Parameters(paramLabel = "ACCESS_KEY_ID", description = "The access key's id, AKIA and 16 characters.")
    private String accessKeyId = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public int run(House house, Operator operator, PrintWriter out) {
        if (!FORM.matcher(accessKeyId).matches()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "ACCESS_KEY_ID takes the id of an access key, AKIA and 16 characters, not '" + accessKeyId + "'.");
        }
        String account = new OperatorActs(house, operator).revokeRootCredential(accessKeyId);
        out.println("The access key " + accessKeyId + " of the root user of account " + account
                + " is revoked, and the sessions of that root user are ended.");
        return 0;
    }
}
