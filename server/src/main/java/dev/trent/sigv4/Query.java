package dev.trent.sigv4;

import dev.trent.aws.Percent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The parameters of a request's query, in the encoding and order of the canonical request.
final class Query {
    private static final Query EMPTY = new Query(List.of());
    private static final String SIGNATURE = "X-Amz-Signature";

    /// The order is by name, then by value, both encoded. Encoded text is ASCII, so this is the order of the
    /// bytes.
    private record Parameter(String name, String value) implements Comparable<Parameter> {
        @Override
        public int compareTo(Parameter other) {
            int byName = name.compareTo(other.name);
            return byName != 0 ? byName : value.compareTo(other.value);
        }
    }

    private final List<Parameter> parameters;

    private Query(List<Parameter> parameters) {
        this.parameters = parameters;
    }

    /// Splits a query at every `&`, and each parameter at its first `=`; a parameter without one has an
    /// empty value.
    ///
    /// @param raw the query as sent, without its question mark
    static Query parse(String raw) {
        if (raw.isEmpty()) {
            return EMPTY;
        }
        ArrayList<Parameter> parameters = new ArrayList<>();
        for (int from = 0; from <= raw.length(); ) {
            int ampersand = raw.indexOf('&', from);
            int to = ampersand < 0 ? raw.length() : ampersand;
            if (from < to) {
                parameters.add(parameter(raw, from, to));
            }
            from = to + 1;
        }
        Collections.sort(parameters);
        return new Query(parameters);
    }

    private static Parameter parameter(String raw, int from, int to) {
        int equals = raw.indexOf('=', from);
        int nameEnd = equals < 0 || equals > to ? to : equals;
        StringBuilder name = new StringBuilder(nameEnd - from);
        Percent.encodeAnew(name, raw, from, nameEnd);
        StringBuilder value = new StringBuilder(to - nameEnd);
        Percent.encodeAnew(value, raw, Math.min(nameEnd + 1, to), to);
        return new Parameter(name.toString(), value.toString());
    }

    boolean has(String name) {
        for (Parameter parameter : parameters) {
            if (parameter.name.equals(name)) {
                return true;
            }
        }
        return false;
    }

    /// Returns the decoded value of a parameter, or null if it is absent.
    ///
    /// @param name one that needs no encoding
    /// @throws dev.trent.aws.AwsException IncompleteSignature if the parameter is there twice
    @Nullable
    String only(String name) {
        String only = null;
        for (Parameter parameter : parameters) {
            if (parameter.name.equals(name)) {
                if (only != null) {
                    throw Refusals.repeated(name);
                }
                only = parameter.value;
            }
        }
        return only == null ? null : Percent.decode(only);
    }

    /// Appends the canonical query string: every parameter but the signature itself.
    void appendTo(StringBuilder out) {
        boolean first = true;
        for (Parameter parameter : parameters) {
            if (!parameter.name.equals(SIGNATURE)) {
                if (!first) {
                    out.append('&');
                }
                out.append(parameter.name).append('=').append(parameter.value);
                first = false;
            }
        }
    }
}
