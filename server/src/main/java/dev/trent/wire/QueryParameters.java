package dev.trent.wire;

import dev.trent.aws.Percent;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The parameters of a call in AWS Query, from a form or from a query string.
public final class QueryParameters {
    private static final int PARAMETERS_MAX = 2000;

    private final Map<String, String> values;

    private QueryParameters(Map<String, String> values) {
        this.values = values;
    }

    /// Parses `application/x-www-form-urlencoded`.
    ///
    /// Errors: SerializationException for bad percent-encoding, bad UTF-8, a name twice, or more than 2000
    /// parameters.
    public static QueryParameters parse(String form) {
        Map<String, String> values = new HashMap<>();
        int at = 0;
        while (at < form.length()) {
            int end = form.indexOf('&', at);
            end = end < 0 ? form.length() : end;
            if (end > at) {
                int equals = form.indexOf('=', at, end);
                boolean valued = equals >= 0;
                String name = decode(form, at, valued ? equals : end);
                String value = valued ? decode(form, equals + 1, end) : "";
                if (values.size() == PARAMETERS_MAX || values.put(name, value) != null) {
                    throw Strict.unreadable();
                }
            }
            at = end + 1;
        }
        return new QueryParameters(values);
    }

    /// Returns parameters that a caller has sent in another form.
    public static QueryParameters of(Map<String, String> values) {
        return new QueryParameters(Map.copyOf(values));
    }

    /// Returns a parameter's value, or null.
    public @Nullable String get(String name) {
        return values.get(name);
    }

    private static String decode(String form, int from, int to) {
        String decoded = Percent.decodeForm(form, from, to);
        if (decoded == null) {
            throw Strict.unreadable();
        }
        return decoded;
    }
}
