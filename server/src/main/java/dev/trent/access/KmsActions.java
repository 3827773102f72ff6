package dev.trent.access;

import dev.trent.aws.Action;
import dev.trent.aws.Fold;
import dev.trent.keys.GrantOperation;
import dev.trent.keys.KeyReference;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is particular to single actions of KMS.
///
/// Source: AWS KMS Developer Guide, "Permissions reference" and "Allowing users in other accounts to use a
/// KMS key".
final class KmsActions {
    /// The actions that can concern a key of another account; every other is denied there, whatever
    /// policies say.
    private static final Set<String> CROSSING_ACCOUNTS = Set.of(
            "CreateGrant",
            "Decapsulate",
            "Decrypt",
            "DeriveSharedSecret",
            "DescribeKey",
            "Encapsulate",
            "Encrypt",
            "GenerateDataKey",
            "GenerateDataKeyPair",
            "GenerateDataKeyPairWithoutPlaintext",
            "GenerateDataKeyWithoutPlaintext",
            "GenerateMac",
            "GetKeyRotationStatus",
            "GetPublicKey",
            "ListGrants",
            "ReEncryptFrom",
            "ReEncryptTo",
            "RetireGrant",
            "RevokeGrant",
            "Sign",
            "Verify",
            "VerifyMac");

    private static final Map<String, GrantOperation> GRANTABLE =
            Stream.of(GrantOperation.values()).collect(Collectors.toUnmodifiableMap(Enum::name, Function.identity()));

    /// The operations that use a key and take it by any of the four forms of identifier.
    private static final Set<String> USING = Set.of(
            "Decapsulate",
            "Decrypt",
            "DeriveSharedSecret",
            "Encapsulate",
            "Encrypt",
            "GenerateDataKey",
            "GenerateDataKeyPair",
            "GenerateDataKeyPairWithoutPlaintext",
            "GenerateDataKeyWithoutPlaintext",
            "GenerateMac",
            "ReEncryptFrom",
            "ReEncryptTo",
            "Sign",
            "Verify",
            "VerifyMac");

    private KmsActions() {}

    /// Returns an action of KMS in the case in which AWS writes it; policies do not mind, decisions do.
    static Action canonical(Action action) {
        if (!action.service().equals("kms")) {
            return action;
        }
        return Stream.of(CROSSING_ACCOUNTS, USING, GRANTABLE.keySet(), KeyActions.names())
                .flatMap(Set::stream)
                .filter(name -> Fold.same(name, action.name()))
                .findFirst()
                .map(Action::kms)
                .orElse(action);
    }

    /// Returns which forms of key identifier the action's operation takes.
    static KeyReference.Forms forms(Action action) {
        return switch (action.name()) {
            case "DescribeKey", "GetPublicKey" -> KeyReference.Forms.ANY_OR_INVALID_ARN;
            case "CreateAlias", "DeleteAlias", "UpdateAlias", "RetireGrant" -> KeyReference.Forms.KEY;
            default -> USING.contains(action.name()) ? KeyReference.Forms.ANY : KeyReference.Forms.KEY_OR_INVALID_ARN;
        };
    }

    /// Returns the condition keys that a request for the action has even if it says nothing of them.
    static Map<String, String> usualFacts(Action action) {
        return switch (action.name()) {
            case "Decrypt",
                    "Encrypt",
                    "GenerateDataKey",
                    "GenerateDataKeyPair",
                    "GenerateDataKeyPairWithoutPlaintext",
                    "GenerateDataKeyWithoutPlaintext",
                    "ReEncryptFrom",
                    "ReEncryptTo" -> Map.of("kms:EncryptionAlgorithm", "SYMMETRIC_DEFAULT");
            case "CreateKey" ->
                Map.of(
                        "kms:KeySpec",
                        "SYMMETRIC_DEFAULT",
                        "kms:CustomerMasterKeySpec",
                        "SYMMETRIC_DEFAULT",
                        "kms:KeyUsage",
                        "ENCRYPT_DECRYPT",
                        "kms:CustomerMasterKeyUsage",
                        "ENCRYPT_DECRYPT",
                        "kms:KeyOrigin",
                        "AWS_KMS",
                        "kms:MultiRegion",
                        "false");
            case "Sign", "Verify" -> Map.of("kms:MessageType", "RAW");
            case "CreateGrant", "ListGrants", "RevokeGrant" -> Map.of("kms:GrantIsForAWSResource", "false");
            case "ScheduleKeyDeletion" -> Map.of("kms:ScheduleKeyDeletionPendingWindowInDays", "30");
            default -> Map.of();
        };
    }

    static boolean crossesAccounts(Action action) {
        return CROSSING_ACCOUNTS.contains(action.name());
    }

    /// Returns what a grant calls the action; null if no grant can allow it.
    static @Nullable GrantOperation grantable(Action action) {
        return GRANTABLE.get(action.name());
    }
}
