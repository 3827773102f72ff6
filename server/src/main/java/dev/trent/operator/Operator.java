package dev.trent.operator;

/// The giver of a command to an installation: a user of the operating system. The rights to the data folder are
/// the user's rights here.
///
/// @param user the name of the user, or the number of one without a name
public record Operator(String user) {
    /// Returns how audit records name the operator.
    String invokedBy() {
        return "trent operator (" + user + ")";
    }
}
