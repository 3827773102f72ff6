package dev.trent.operator;

import dev.trent.aws.Action;
import dev.trent.aws.Arn;
import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.aws.Partition;
import dev.trent.inquiry.Question;
import dev.trent.inquiry.Simulation;
import dev.trent.inquiry.Simulator;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `trent simulate`: would a request be allowed, and by what?
@Command(
        name = "simulate",
        description = {
            "Tell whether a request would be allowed, by which policy or grant, or why not.",
            "Nothing is done and nothing recorded. Exit code 0: allowed; 3: denied."
        },
        mixinStandardHelpOptions = true)
final class SimulateCommand implements OperatorCommand {
    private static final int DENIED = 3;

    @Option(
            names = "--principal",
            required = true,
            description = "Who would make it: the ARN of a user, a role, a session, a federated user or a root user.")
    private String principal = "";

    @Option(names = "--action", required = true, description = "What it would do, such as kms:Decrypt.")
    private String action = "";

    @Option(names = "--key", description = "The KMS key, as the caller would name it.")
    private @Nullable String key;

    @Option(names = "--resource", description = "The ARN of what it is about if that is no key; default is *.")
    private @Nullable String resource;

    @Option(names = "--context", paramLabel = "NAME=VALUE", description = "A pair of the encryption context.")
    private List<String> context = List.of();

    @Option(names = "--grant-token", description = "A grant token.")
    private List<String> grantTokens = List.of();

    @Option(
            names = "--fact",
            paramLabel = "KEY=VALUE",
            description = "The value of a condition key, such as aws:SourceIp=10.0.0.1; again for a further value.")
    private List<String> facts = List.of();

    @Option(names = "--region", description = "The Region; default is that of the key's or resource's ARN.")
    private @Nullable String region;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Reach reach() {
        return Reach.LOOK;
    }

    @Override
    public int run(House house, Operator operator, PrintWriter out) {
        Action asked = Asked.action(spec, action);
        Question question = new Question(
                principal,
                asked,
                resource(),
                region(house.store().partition()),
                Asked.pairs(spec, "--context", context),
                grantTokens,
                Asked.several(spec, "--fact", facts),
                house.clock().instant());
        Simulation answer = answer(house, question);
        out.print(answer.words());
        return answer.allowed() ? 0 : DENIED;
    }

    private Simulation answer(House house, Question question) {
        try {
            return new Simulator(house.access(), house.callers(), house.grantTokens(), house.directory())
                    .answer(question);
        } catch (AwsException refusal) {
            if (refusal.error() == AwsError.INVALID_INPUT || refusal.error() == AwsError.VALIDATION) {
                throw new ParameterException(spec.commandLine(), FileTrouble.sentence(refusal), refusal);
            }
            throw refusal;
        }
    }

    private Question.Resource resource() {
        if (key != null && resource != null) {
            throw new ParameterException(spec.commandLine(), "Give --key or --resource, not both.");
        }
        if (key != null) {
            return new Question.Resource.OfKey(key);
        }
        return resource != null && isKey(resource)
                ? new Question.Resource.OfKey(resource)
                : new Question.Resource.Other(resource == null ? "*" : resource);
    }

    private static boolean isKey(String arn) {
        return Arn.parse(arn)
                .map(parsed ->
                        parsed.service().equals("kms") && parsed.resource().startsWith("key/"))
                .orElse(false);
    }

    private String region(Partition partition) {
        String given = region;
        String named = key == null ? resource : key;
        String ofArn = named == null ? "" : Arn.parse(named).map(Arn::region).orElse("");
        if (given != null) {
            if (Partition.ofRegion(given) != partition) {
                throw new ParameterException(
                        spec.commandLine(),
                        "The Region '" + given + "' belongs to the partition " + Partition.ofRegion(given)
                                + ", and this installation is of " + partition + ".");
            }
            return given;
        }
        if (ofArn.isEmpty() && key != null) {
            throw new ParameterException(
                    spec.commandLine(), "Name the key by its ARN, or give the Region with --region.");
        }
        return ofArn.isEmpty() ? partition.usualRegion() : ofArn;
    }
}
