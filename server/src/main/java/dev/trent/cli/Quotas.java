package dev.trent.cli;

import dev.trent.gateway.Throttle;
import dev.trent.keys.KeyQuotas;
import dev.trent.kms.RequestQuotas;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/// The quotas of KMS, as options of the commands that serve.
final class Quotas {
    @Option(
            names = "--keys-per-region",
            paramLabel = "N",
            description = "How many customer managed keys an account may have in a Region.",
            defaultValue = "100000")
    private int keys = KeyQuotas.OF_AWS.keys();

    @Option(
            names = "--aliases-per-key",
            paramLabel = "N",
            description = "How many aliases a key may have.",
            defaultValue = "50")
    private int aliasesPerKey = KeyQuotas.OF_AWS.aliasesPerKey();

    @Option(
            names = "--grants-per-key",
            paramLabel = "N",
            description = "How many grants a key may have.",
            defaultValue = "50000")
    private int grantsPerKey = KeyQuotas.OF_AWS.grantsPerKey();

    @Option(
            names = "--request-quotas",
            description = "Refuse requests beyond AWS's rates with ThrottlingException.",
            showDefaultValue = Visibility.NEVER)
    private boolean requestQuotas;

    @Option(
            names = "--request-quota",
            paramLabel = "[ACCOUNT:]GROUP=RATE",
            split = ",",
            converter = RateConverter.class,
            showDefaultValue = Visibility.NEVER,
            description = "How many requests of a group an account may make a second, such as symmetric=50 or"
                    + " 111122223333:CreateKey=off; may be repeated.")
    private List<RequestQuotas.Rate> rates = new ArrayList<>();

    /// Reads a rate.
    static final class RateConverter implements CommandLine.ITypeConverter<RequestQuotas.Rate> {
        @Override
        public RequestQuotas.Rate convert(String written) {
            try {
                return RequestQuotas.Rate.parse(written);
            } catch (IllegalArgumentException refusal) {
                throw new CommandLine.TypeConversionException(refusal.getMessage());
            }
        }
    }

    /// Returns the quotas of keys, aliases and grants.
    KeyQuotas ofKeys() {
        return new KeyQuotas(keys, aliasesPerKey, grantsPerKey);
    }

    /// Returns the limit of requests to KMS; null for no limit.
    @Nullable
    Throttle throttle() {
        return requestQuotas || !rates.isEmpty()
                ? new RequestQuotas(requestQuotas, rates, System::nanoTime)::admit
                : null;
    }
}
