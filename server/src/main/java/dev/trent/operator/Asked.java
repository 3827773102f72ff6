package dev.trent.operator;

import dev.trent.aws.Action;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// Reads the facts of a request that is only simulated: its action, and pairs of names and values.
final class Asked {
    private static final Pattern ACTION = Pattern.compile("[a-z0-9-]{1,64}:[A-Za-z0-9]{1,64}");

    private Asked() {}

    /// Reads an action such as `kms:Decrypt`.
    static Action action(CommandSpec spec, String written) {
        if (!ACTION.matcher(written).matches()) {
            throw new ParameterException(
                    spec.commandLine(), "An action is written as kms:Decrypt is, not '" + written + "'.");
        }
        int colon = written.indexOf(':');
        return new Action(written.substring(0, colon), written.substring(colon + 1));
    }

    /// Reads `NAME=VALUE` pairs. Each name has one value.
    static Map<String, String> pairs(CommandSpec spec, String option, List<String> written) {
        Map<String, String> pairs = new LinkedHashMap<>();
        several(spec, option, written).forEach((name, values) -> {
            if (values.size() > 1) {
                throw new ParameterException(spec.commandLine(), option + " gives '" + name + "' more than one value.");
            }
            pairs.put(name, values.getFirst());
        });
        return pairs;
    }

    /// Reads `NAME=VALUE` pairs; a name that is given again has several values.
    static Map<String, List<String>> several(CommandSpec spec, String option, List<String> written) {
        Map<String, List<String>> pairs = new LinkedHashMap<>();
        for (String pair : written) {
            int equal = pair.indexOf('=');
            if (equal < 1) {
                throw new ParameterException(spec.commandLine(), option + " takes NAME=VALUE, not '" + pair + "'.");
            }
            pairs.computeIfAbsent(pair.substring(0, equal), _ -> new ArrayList<>())
                    .add(pair.substring(equal + 1));
        }
        return pairs;
    }
}
