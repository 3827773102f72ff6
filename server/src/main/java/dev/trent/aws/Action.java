package dev.trent.aws;

/// The action that a caller asks for, as policies name it: `kms:Encrypt`.
///
/// @param service the policy prefix, such as `kms`
/// @param name the action's name; mostly the operation's, but ReEncrypt needs `ReEncryptFrom` and `ReEncryptTo`
public record Action(String service, String name) {

    /// Returns an action of KMS.
    public static Action kms(String name) {
        return new Action("kms", name);
    }

    /// Returns the action as a policy writes it.
    @Override
    public String toString() {
        return service + ":" + name;
    }
}
