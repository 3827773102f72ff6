package dev.trent.vault;

import dev.trent.aws.Action;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The services of the vault, each with the actions that may use it.
///
/// An operation asks for a permit for its own action. The vault checks here that this action fits the service. So
/// a mistake in an operation breaks an invariant; it does not use a key without the right to it.
enum Door {
    /// The first material of a new key.
    NEW_KEY("CreateKey"),
    /// A key that material is wrapped with on its way here.
    IMPORT_PARAMETERS("GetParametersForImport"),
    /// Material that was made elsewhere.
    IMPORT("ImportKeyMaterial"),
    /// Random bytes.
    CHANCE("GenerateRandom"),
    /// A key for encrypting or decrypting; [#ENCRYPT] or [#DECRYPT] is checked at the use.
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

    /// Lets an action in if it may use this service.
    ///
    /// @throws AssertionError for every other action
    void admit(Action permitted) {
        if (!actions.contains(permitted)) {
            throw new AssertionError(
                    "a permit for " + permitted + " does not open " + this + ", which takes " + actions);
        }
    }
}
