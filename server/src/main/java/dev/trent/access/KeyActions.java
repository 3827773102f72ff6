package dev.trent.access;

import dev.trent.aws.Action;
import dev.trent.keys.GrantOperation;
import dev.trent.keys.Key;
import dev.trent.keys.KeyOrigin;
import dev.trent.keys.KeySpec;
import dev.trent.keys.KeyUsage;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The actions that concern one key of a kind.
///
/// Source: AWS KMS Developer Guide, "Permissions reference".
final class KeyActions {
    private static final List<String> OF_EVERY_KEY = List.of(
            "CancelKeyDeletion",
            "CreateAlias",
            "DeleteAlias",
            "DisableKey",
            "EnableKey",
            "GetKeyPolicy",
            "GetKeyRotationStatus",
            "ListGrants",
            "ListKeyPolicies",
            "ListResourceTags",
            "PutKeyPolicy",
            "RevokeGrant",
            "ScheduleKeyDeletion",
            "TagResource",
            "UntagResource",
            "UpdateAlias",
            "UpdateKeyDescription");

    private static final List<String> OF_ROTATION =
            List.of("DisableKeyRotation", "EnableKeyRotation", "ListKeyRotations", "RotateKeyOnDemand");

    private static final List<String> OF_IMPORT =
            List.of("DeleteImportedKeyMaterial", "GetParametersForImport", "ImportKeyMaterial");

    private static final List<String> OF_SEVERAL_REGIONS = List.of("ReplicateKey", "UpdatePrimaryRegion");

    private static final List<String> OF_ENCAPSULATION = List.of("Decapsulate", "Encapsulate");

    private KeyActions() {}

    /// Returns the names of those that some key has and that are no grant's.
    static Set<String> names() {
        return Stream.of(OF_EVERY_KEY, OF_ROTATION, OF_IMPORT, OF_SEVERAL_REGIONS, OF_ENCAPSULATION)
                .flatMap(List::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    static List<Action> of(Key key) {
        TreeSet<String> names = new TreeSet<>(OF_EVERY_KEY);
        GrantOperation.of(key).forEach(operation -> names.add(operation.name()));
        if (key.spec() == KeySpec.SYMMETRIC_DEFAULT) {
            names.addAll(OF_ROTATION);
        }
        if (key.origin() == KeyOrigin.EXTERNAL) {
            names.addAll(OF_IMPORT);
        }
        if (key.multiRegion()) {
            names.addAll(OF_SEVERAL_REGIONS);
        }
        if (key.usage() == KeyUsage.ENCAPSULATE_DECAPSULATE) {
            names.addAll(OF_ENCAPSULATION);
        }
        return names.stream().map(Action::kms).toList();
    }
}
