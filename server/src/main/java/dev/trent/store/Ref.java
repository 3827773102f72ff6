package dev.trent.store;

/// The name of one stored thing in the table `change` and in caches.
///
/// @param kind the kind of thing, a word such as `key`
/// @param id the id within the kind
public record Ref(String kind, String id) {
    private static final char SEPARATOR = ' ';

    /// Makes a reference.
    ///
    /// @throws IllegalArgumentException if the kind is not a word
    public Ref {
        if (kind.isEmpty() || kind.indexOf(SEPARATOR) >= 0) {
            throw new IllegalArgumentException("A kind is one word.");
        }
    }

    /// Returns the text of the column `ref`.
    String text() {
        return kind + SEPARATOR + id;
    }

    /// Reads the text of the column `ref`.
    static Ref of(String text) {
        int end = text.indexOf(SEPARATOR);
        return new Ref(text.substring(0, end), text.substring(end + 1));
    }
}
