package dev.trent.keys;

/// The states of a key, by the names on the wire, each with its words for refusals.
///
/// Source: AWS KMS Developer Guide, "Key states of AWS KMS keys".
public enum KeyState {
    Creating("creating"),
    Enabled("enabled"),
    Disabled("disabled"),
    PendingDeletion("pending deletion"),
    PendingImport("pending import"),
    PendingReplicaDeletion("pending replica deletion"),
    Unavailable("unavailable"),
    Updating("updating");

    private final String words;

    KeyState(String words) {
        this.words = words;
    }

    /// Returns the state in the words of AWS's messages: `ARN is pending deletion.`
    String words() {
        return words;
    }
}
