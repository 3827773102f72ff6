package dev.trent.cli;

import dev.trent.cloudtrail.LookupRate;
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

    @Option(
            names = "--lookup-rate",
            paramLabel = "N|off",
            description = "How many look-ups of events an account may make a second in a Region; five times as"
                    + " many in all Regions.",
            converter = LookupRateConverter.class,
            defaultValue = "2")
    private int lookups = 2;

    /// Reads the rate of look-ups.
    static final class LookupRateConverter implements CommandLine.ITypeConverter<Integer> {
        private static final int RATE_MAX = 1_000_000;

        @Override
        public Integer convert(String written) {
            if (written.equals("off")) {
                return 0;
            }
            if (!written.matches("[1-9][0-9]{0,6}") || Integer.parseInt(written) > RATE_MAX) {
                throw new CommandLine.TypeConversionException(
                        "'" + written + "' is no rate such as 2, at most " + RATE_MAX + ", and not 'off'");
            }
            return Integer.valueOf(written);
        }
    }

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

    /// Returns the limit of look-ups of events.
    LookupRate ofLookups() {
        return new LookupRate(lookups, System::nanoTime);
    }

    /// Returns the limit of requests to KMS; null for no limit.
    @Nullable
    Throttle throttle() {
        return requestQuotas || !rates.isEmpty()
                ? new RequestQuotas(requestQuotas, rates, System::nanoTime)::admit
                : null;
    }
}
