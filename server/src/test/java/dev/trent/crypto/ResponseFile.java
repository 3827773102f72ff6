package dev.trent.crypto;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// The format of NIST's vectors: lines `name = value`; each `Count` (or `Len`) begins a case.
final class ResponseFile {
    /// A case.
    record Response(Map<String, String> values, boolean isFailing) {
        byte[] bytes(String name) {
            return HexFormat.of().parseHex(text(name));
        }

        String text(String name) {
            return Objects.requireNonNull(values.get(name), name);
        }

        @Override
        public String toString() {
            return "case " + values;
        }
    }

    private ResponseFile() {}

    /// Reads a file; a case with a line `FAIL` must be refused.
    ///
    /// @param first the name that every case begins with, in lower case
    static List<Response> read(String file, String first) {
        List<Response> cases = new ArrayList<>();
        Map<String, String> values = new HashMap<>();
        boolean failing = false;
        for (String line : Vectors.text(file).lines().map(String::strip).toList()) {
            if (line.startsWith(first) || line.startsWith(first.toUpperCase(Locale.ROOT))) {
                if (!values.isEmpty()) {
                    cases.add(new Response(Map.copyOf(values), failing));
                }
                values.clear();
                failing = false;
            }
            int equals = line.indexOf('=');
            failing |= line.equals("FAIL");
            if (equals > 0 && !line.startsWith("[") && !line.startsWith("#")) {
                values.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
        cases.add(new Response(Map.copyOf(values), failing));
        return cases;
    }
}
