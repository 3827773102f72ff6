package dev.trent.operator;

/// Who gives a command to an installation: a user of the operating system, whose rights are those to the
/// data folder.
///
/// @param user the name of the user, or the number of one without a name
public record Operator(String user) {
    /// Returns how audit records name the operator.
    String invokedBy() {
        return "trent operator (" + user + ")";
    }
}
