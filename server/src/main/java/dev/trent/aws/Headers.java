package dev.trent.aws;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The header fields of a request: names in lower case, values as received, fields of one name in the order
/// received.
public final class Headers {
    private final String[] names;
    private final String[] values;

    private Headers(String[] names, String[] values) {
        this.names = names;
        this.values = values;
    }

    /// Collects header fields in the order received.
    public static final class Collector {
        private final ArrayList<String> names = new ArrayList<>(16);
        private final ArrayList<String> values = new ArrayList<>(16);

        /// Adds one field.
        ///
        /// @param name in any letter case
        public Collector add(String name, String value) {
            names.add(lowerCase(name));
            values.add(value);
            return this;
        }

        /// Returns the collected fields.
        public Headers headers() {
            return new Headers(names.toArray(String[]::new), values.toArray(String[]::new));
        }

        private static String lowerCase(String name) {
            for (int i = 0; i < name.length(); i++) {
                char c = name.charAt(i);
                if (c >= 'A' && c <= 'Z') {
                    return Fold.fold(name);
                }
            }
            return name;
        }
    }

    /// Returns the first value of a field, or null if there is none.
    ///
    /// @param name in lower case
    public @Nullable String first(String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return values[i];
            }
        }
        return null;
    }

    /// Returns every value of a field in the order received.
    ///
    /// @param name in lower case
    public List<String> all(String name) {
        ArrayList<String> found = new ArrayList<>(1);
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                found.add(values[i]);
            }
        }
        return found;
    }

    /// Returns whether every value of a field is this one, also where the field is missing.
    ///
    /// @param name in lower case
    public boolean hasOnly(String name, String value) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name) && !values[i].equals(value)) {
                return false;
            }
        }
        return true;
    }

    /// Returns how often a field is present.
    ///
    /// @param name in lower case
    public int count(String name) {
        int count = 0;
        for (String each : names) {
            if (each.equals(name)) {
                count++;
            }
        }
        return count;
    }

    /// Returns the number of fields.
    public int size() {
        return names.length;
    }

    /// Returns the lower-case name of field `index`, from 0.
    public String name(int index) {
        return names[index];
    }

    /// Returns the value of field `index`, from 0.
    public String value(int index) {
        return values[index];
    }
}
