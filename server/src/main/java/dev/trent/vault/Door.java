package dev.trent.vault;

import dev.trent.aws.Action;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What can be had of the vault, each with the actions whose permits open it.
///
/// That an operation asks for its own action and comes to its own door is checked here once more: a mistake in
/// an operation is a broken invariant, and not the use of a key without the right to it.
enum Door {
    /// The first material of a key that is about to be made.
    NEW_KEY("CreateKey"),
    /// Random bytes.
    CHANCE("GenerateRandom"),
    /// A key for encrypting or decrypting; which of both is asked again when it is done.
    ENCRYPTION(
            "Encrypt",
            "Decrypt",
            "ReEncryptFrom",
            "ReEncryptTo",
            "GenerateDataKey",
            "GenerateDataKeyWithoutPlaintext",
            "GenerateDataKeyPair",
            "GenerateDataKeyPairWithoutPlaintext"),
    ENCRYPT(
            "Encrypt",
            "ReEncryptTo",
            "GenerateDataKey",
            "GenerateDataKeyWithoutPlaintext",
            "GenerateDataKeyPair",
            "GenerateDataKeyPairWithoutPlaintext"),
    DECRYPT("Decrypt", "ReEncryptFrom"),
    DATA_KEY("GenerateDataKey", "GenerateDataKeyWithoutPlaintext"),
    DATA_KEY_PAIR("GenerateDataKeyPair", "GenerateDataKeyPairWithoutPlaintext"),
    /// A key for signing or verifying.
    SIGNING("Sign", "Verify"),
    SIGN("Sign"),
    VERIFY("Verify"),
    /// A key for making or checking message authentication codes.
    MAC("GenerateMac", "VerifyMac"),
    GENERATE_MAC("GenerateMac"),
    VERIFY_MAC("VerifyMac"),
    AGREEMENT("DeriveSharedSecret"),
    /// A key for encapsulating or decapsulating secrets.
    ENCAPSULATION("Encapsulate", "Decapsulate"),
    ENCAPSULATE("Encapsulate"),
    DECAPSULATE("Decapsulate"),
    PUBLIC_KEY("GetPublicKey");

    @SuppressWarnings("ImmutableEnumChecker") // the set is unmodifiable
    private final Set<Action> actions;

    Door(String... actions) {
        this.actions = Stream.of(actions).map(Action::kms).collect(Collectors.toUnmodifiableSet());
    }

    /// Lets in who may do what this door is for.
    ///
    /// @throws AssertionError for the right to do anything else
    void admit(Action permitted) {
        if (!actions.contains(permitted)) {
            throw new AssertionError(
                    "a permit for " + permitted + " does not open " + this + ", which takes " + actions);
        }
    }
}
