package dev.trent.operator;

import dev.trent.identity.EntityKind;
import dev.trent.operator.OperatorActs.Holder;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `trent sessions revoke`.
@Command(
        name = "revoke",
        description =
                "End the sessions of an account that have begun: no request that starts afterwards can be signed with"
                        + " their credentials. Who may begin sessions may begin new ones.",
        mixinStandardHelpOptions = true)
final class SessionsRevokeCommand implements OperatorCommand {
    @Option(names = "--account", required = true, description = "The account's id, twelve digits.")
    private String account = "";

    @Option(names = "--user", paramLabel = "NAME", description = "Only those of a user, the federated ones too.")
    private @Nullable String user;

    @Option(names = "--role", paramLabel = "NAME", description = "Only those of a role.")
    private @Nullable String role;

    @Option(names = "--root-user", description = "Only those of the root user, the federated ones too.")
    private boolean rootUser;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public int run(House house, Operator operator, PrintWriter out) {
        AccountCommand.requireAccount(spec, "--account", account);
        Holder holder = holder();
        Instant until = new OperatorActs(house, operator).revokeSessions(account, holder);
        out.println("The sessions of " + inWords(holder) + " that began until " + until + " are ended.");
        return 0;
    }

    private Holder holder() {
        List<Holder> holders = new ArrayList<>();
        if (user != null) {
            holders.add(new Holder.Named(EntityKind.USER, user));
        }
        if (role != null) {
            holders.add(new Holder.Named(EntityKind.ROLE, role));
        }
        if (rootUser) {
            holders.add(new Holder.RootUser());
        }
        if (holders.size() > 1) {
            throw new ParameterException(spec.commandLine(), "Give one of --user, --role and --root-user, or none.");
        }
        return holders.isEmpty() ? new Holder.Everybody() : holders.getFirst();
    }

    private String inWords(Holder holder) {
        return switch (holder) {
            case Holder.Everybody _ -> "account " + account;
            case Holder.RootUser _ -> "the root user of account " + account;
            case Holder.Named(EntityKind kind, String name) ->
                "the " + kind.word() + " " + name + " of account " + account;
        };
    }
}
