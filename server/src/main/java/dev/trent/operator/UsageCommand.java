package dev.trent.operator;

import dev.trent.aws.Arn;
import dev.trent.aws.AwsError;
import dev.trent.keys.Alias;
import dev.trent.keys.Key;
import dev.trent.lookup.Attribute;
import dev.trent.lookup.AttributeKey;
import dev.trent.lookup.EventQuery;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `trent usage`: is a key still used, and by whom?
@Command(
        name = "usage",
        description = "Tell who has used a key, for what, how often, when and from where, by the audit log of this"
                + " machine. The last line says whether the key is still used.",
        mixinStandardHelpOptions = true)
final class UsageCommand implements OperatorCommand {
    private static final int DAYS_MAX = 36_500;

    @Parameters(
            index = "0",
            paramLabel = "KEY",
            description = "The ARN of a key or of an alias, with --region a key id, or with --region and --account"
                    + " the name of an alias. The ARN of a deleted key works too.")
    private String key = "";

    @Option(names = "--region", description = "The Region, if KEY does not tell it.")
    private @Nullable String region;

    @Option(names = "--account", description = "The account, if KEY is the name of an alias.")
    private @Nullable String account;

    @Option(names = "--days", description = "Look at so many days only; default is the whole log.")
    private @Nullable Integer days;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Reach reach() {
        return Reach.LOOK;
    }

    @Override
    public int run(House house, Operator operator, PrintWriter out) {
        if (days != null && (days < 1 || days > DAYS_MAX)) {
            throw new ParameterException(spec.commandLine(), "--days takes 1 to " + DAYS_MAX + ".");
        }
        Arn arn = arn(house);
        Instant now = house.clock().instant();
        Instant from = days == null ? Instant.EPOCH : now.minus(Duration.ofDays(days));
        EventQuery question = new EventQuery(
                arn.account(),
                arn.region(),
                new Attribute(AttributeKey.ResourceName, arn.toString()),
                from,
                Instant.MAX);
        Instant begin = house.lookup().begin();
        UsageReport usage = new UsageReport(arn, begin == null || begin.isBefore(from) ? from : begin, now);
        usage.isWhole(house.lookup().each(question, usage::add));
        Key found = house.records().keys().find(arn.region(), id(arn));
        if (found != null && found.arn().equals(arn)) {
            usage.noted(house.records().uses().of(found));
        } else if (usage.isEmpty()) {
            throw AwsError.NO_SUCH_ENTITY.because(
                    "There is no key '" + arn + "', and the audit log has no call that names it.");
        } else {
            usage.isDeleted();
        }
        if (json) {
            usage.printJson(out);
        } else {
            usage.print(out);
        }
        return 0;
    }

    private Arn arn(House house) {
        Arn arn = Arn.parse(key).orElse(null);
        if (arn == null && key.startsWith(Alias.PREFIX)) {
            if (region == null || account == null) {
                throw new ParameterException(spec.commandLine(), "The name of an alias needs --region and --account.");
            }
            arn = Arn.ofAlias(region, account, key);
        }
        if (arn == null) {
            return ofId(house);
        }
        if (arn.service().equals("kms") && arn.resource().startsWith("key/")) {
            return arn;
        }
        if (!arn.service().equals("kms") || !arn.resource().startsWith(Alias.PREFIX)) {
            throw new ParameterException(
                    spec.commandLine(), "'" + Printable.of(key, 256) + "' is not the ARN of a key.");
        }
        Alias alias = house.records().aliases().find(arn);
        if (alias == null) {
            throw AwsError.NO_SUCH_ENTITY.because("There is no alias '" + arn + "'.");
        }
        return Arn.ofKey(arn.region(), arn.account(), alias.keyId());
    }

    private Arn ofId(House house) {
        if (region == null) {
            throw new ParameterException(spec.commandLine(), "Name the key by its ARN, or give --region.");
        }
        Key found = house.records().keys().find(region, key);
        if (found == null) {
            throw AwsError.NO_SUCH_ENTITY.because("There is no key '" + key + "'; the ARN of a deleted key works.");
        }
        return found.arn();
    }

    private static String id(Arn arn) {
        return arn.resource().substring(arn.resource().indexOf('/') + 1);
    }
}
