package dev.trent.operator;

import dev.trent.aws.Action;
import dev.trent.aws.Arn;
import dev.trent.aws.AwsError;
import dev.trent.aws.Fold;
import dev.trent.inquiry.WhoCan;
import dev.trent.keys.Alias;
import dev.trent.keys.Key;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `trent who-can`: who can use a key.
@Command(
        name = "who-can",
        description = "List every principal that can use a key, what it can do, by which policy or grant, and on what"
                + " that depends: 'if' and 'unless' tell of values that only a request decides on.",
        mixinStandardHelpOptions = true)
final class WhoCanCommand implements OperatorCommand {
    private static final int PRINCIPALS_DEFAULT = 1_000;
    private static final int PRINCIPALS_MAX = 10_000;

    /// After this many characters the answer ends and says how to go on. One more principal still fits.
    private static final int CHARACTERS_MAX = ControlReply.TEXT_CHARACTERS_MAX / 2;

    @Parameters(
            index = "0",
            paramLabel = "KEY",
            description = "The ARN of a key or of an alias, or with --region a key id.")
    private String key = "";

    @Parameters(
            index = "1",
            paramLabel = "ACTION",
            arity = "0..1",
            description = "One action, such as kms:Decrypt; default is all.")
    private @Nullable String action;

    @Option(names = "--region", description = "The Region, if KEY does not tell it.")
    private @Nullable String region;

    @Option(names = "--limit", description = "How many principals to list; default is 1000, at most 10000.")
    private int limit = PRINCIPALS_DEFAULT;

    @Option(names = "--after", description = "The principal to go on behind, as the answer before told.")
    private String after = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Reach reach() {
        return Reach.LOOK;
    }

    @Override
    public int run(House house, Operator operator, PrintWriter out) {
        if (limit < 1 || limit > PRINCIPALS_MAX) {
            throw new ParameterException(spec.commandLine(), "--limit takes 1 to " + PRINCIPALS_MAX + ".");
        }
        Key found = key(house);
        List<Action> actions = actions(found);
        WhoCan whoCan =
                new WhoCan(house.access(), house.callers(), house.records().grants(), house.directory());
        if (after.isEmpty()) {
            out.println(found.arn());
            whoCan.admitted(found).forEach(line -> out.println("  lets in " + line));
        }
        Printed printed = new Printed(out);
        whoCan.find(found, actions, after, house.clock().instant(), printed::add);
        printed.end();
        return 0;
    }

    /// The output so far.
    private final class Printed {
        private final PrintWriter out;
        private int principals;
        private int characters;
        private String last = "";
        private boolean more;

        Printed(PrintWriter out) {
            this.out = out;
        }

        /// Prints a principal; returns whether there is room for another.
        boolean add(WhoCan.User user) {
            if (principals == limit || characters > CHARACTERS_MAX) {
                more = true;
                return false;
            }
            StringBuilder text = new StringBuilder("\n" + user.principal() + "\n");
            for (WhoCan.Right right : user.rights()) {
                text.append("  ").append(String.join(" ", right.actions())).append('\n');
                right.by().forEach(by -> text.append("    by ").append(by).append('\n'));
                right.conditions().forEach(on -> text.append("    ").append(on).append('\n'));
            }
            out.print(text);
            principals++;
            characters += text.length();
            last = user.principal();
            return true;
        }

        void end() {
            if (principals == 0) {
                out.println("\n" + (after.isEmpty() ? "Nobody." : "Nobody else."));
            }
            if (more) {
                out.println("\nThere are more: go on with --after " + last);
            }
        }
    }

    private List<Action> actions(Key found) {
        if (action == null) {
            return WhoCan.actions(found);
        }
        String one = Asked.action(spec, action.contains(":") ? action : "kms:" + action)
                .toString();
        List<Action> chosen = WhoCan.actions(found).stream()
                .filter(possible -> Fold.same(possible.toString(), one))
                .toList();
        if (chosen.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "'" + action + "' is nothing that can be done with a key of this kind.");
        }
        return chosen;
    }

    private Key key(House house) {
        Arn arn = Arn.parse(key).orElse(null);
        if (arn == null && region == null) {
            throw new ParameterException(spec.commandLine(), "Name the key by its ARN, or give --region.");
        }
        Key found = arn == null ? house.records().keys().find(String.valueOf(region), key) : key(house, arn);
        if (found == null) {
            throw AwsError.NO_SUCH_ENTITY.because("There is no key '" + key + "'.");
        }
        return found;
    }

    private static @Nullable Key key(House house, Arn arn) {
        if (arn.resource().startsWith(Alias.PREFIX)) {
            Alias alias = house.records().aliases().find(arn);
            return alias == null ? null : house.records().keys().find(arn.region(), alias.keyId());
        }
        String id = arn.resource().substring(arn.resource().indexOf('/') + 1);
        Key found = house.records().keys().find(arn.region(), id);
        return found != null && found.arn().equals(arn) ? found : null;
    }
}
