package dev.trent.audit;

/// Records of the log that a reader could not read: their part of a file is damaged, or the file is missing.
///
/// @param first the number of the first of them
/// @param last the number of the last
public record Gap(long first, long last) {
    /// Returns it as words for the operator: `records 5 to 9 could not be read`.
    public String words() {
        return (first == last ? "record " + first : "records " + first + " to " + last) + " could not be read";
    }
}
