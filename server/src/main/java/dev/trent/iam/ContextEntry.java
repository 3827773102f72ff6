package dev.trent.iam;

import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The values of a condition key in a simulation. The type is not used: the operator in the policy decides how
/// values compare.
record ContextEntry(
        @Logged @Nullable @Length(min = 5, max = 256) String contextKeyName,
        @Logged @Nullable List<String> contextKeyValues,
        @Logged @Nullable @Matches(TYPE) String contextKeyType) {
    private static final String TYPE = "(string|numeric|boolean|ip|binary|date)(List)?";

    /// Returns the values for each condition key.
    static Map<String, List<String>> values(@Nullable List<ContextEntry> entries) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (ContextEntry entry : entries == null ? List.<ContextEntry>of() : entries) {
            if (entry.contextKeyName != null && entry.contextKeyValues != null) {
                values.computeIfAbsent(entry.contextKeyName, _ -> new ArrayList<>())
                        .addAll(entry.contextKeyValues);
            }
        }
        return values;
    }
}
