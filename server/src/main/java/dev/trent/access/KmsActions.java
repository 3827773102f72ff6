package dev.trent.access;

import dev.trent.aws.Action;
import dev.trent.keys.GrantOperation;
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

    private KmsActions() {}

    static boolean crossesAccounts(Action action) {
        return CROSSING_ACCOUNTS.contains(action.name());
    }

    /// Returns what a grant calls the action; null if no grant can allow it.
    static @Nullable GrantOperation grantable(Action action) {
        return GRANTABLE.get(action.name());
    }
}
