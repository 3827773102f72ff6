package dev.trent.access;

import dev.trent.aws.Tag;
import dev.trent.call.Invocation;
import dev.trent.keys.Aliases;
import dev.trent.keys.Key;
import dev.trent.keys.KeyReference;
import dev.trent.keys.KeySpec;
import dev.trent.keys.KeyUses;
import dev.trent.keys.KmsAction;
import dev.trent.keys.KmsAction.ConditionKey;
import dev.trent.keys.Tags;
import dev.trent.policy.RequestContext;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The condition keys of a request to a KMS key.
///
/// `kms:ViaService` and similar keys are absent. They describe a call that a service makes for a user, and no
/// header can claim to be such a call.
///
/// Source: AWS KMS Developer Guide, "AWS KMS condition keys".
final class KeyFacts {
    private final Aliases aliases;
    private final Tags tags;
    private final KeyUses uses;

    KeyFacts(Aliases aliases, Tags tags, KeyUses uses) {
        this.aliases = aliases;
        this.tags = tags;
        this.uses = uses;
    }

    /// Returns the facts as a key policy sees them.
    ///
    /// @param reference how the caller named the key; null if a ciphertext did
    RequestContext atKey(
            Invocation call, Subject subject, Key key, KeyRequest request, @Nullable KeyReference reference) {
        return RequestContext.filledBy(context -> {
            CallFacts.addTo(context, call, subject);
            addKey(context, call, key);
            addUsage(context, call, key, request.row());
            addEncryptionContext(context, key, request.encryptionContext());
            if (reference instanceof KeyReference.ByAlias byAlias) {
                context.add("kms:RequestAlias", byAlias.alias());
            }
            if (request.facts() != null) {
                request.facts().accept(context);
            }
        });
    }

    /// Returns the facts as the caller's own policies see them.
    RequestContext atCaller(RequestContext atKey, Key key) {
        return atKey.extendedBy(context -> {
            context.addLazily("kms:ResourceAliases", () -> aliases.namesOf(key));
            tags.of(key).forEach((name, value) -> context.add("aws:ResourceTag/" + name, value));
        });
    }

    /// Returns the facts as the caller's own policies see them, for a key that is not stored yet and has no
    /// alias.
    static RequestContext atCallerOfNew(RequestContext atKey, List<Tag> tags) {
        return atKey.extendedBy(
                context -> tags.forEach(tag -> context.add("aws:ResourceTag/" + tag.key(), tag.value())));
    }

    private static void addKey(RequestContext context, Invocation call, Key key) {
        context.add("aws:ResourceAccount", key.account())
                .add("kms:CallerAccount", call.caller().account())
                .add("kms:KeySpec", key.spec().name())
                .add("kms:CustomerMasterKeySpec", key.spec().name())
                .add("kms:KeyUsage", key.usage().name())
                .add("kms:CustomerMasterKeyUsage", key.usage().name())
                .add("kms:KeyOrigin", key.origin().name())
                .add("kms:MultiRegion", Boolean.toString(key.multiRegion()));
        if (key.multiRegion()) {
            context.add("kms:MultiRegionKeyType", key.isReplica() ? "REPLICA" : "PRIMARY");
        }
    }

    /// Adds how long the key was not used, for an action that puts it out of use.
    private void addUsage(RequestContext context, Invocation call, Key key, @Nullable KmsAction row) {
        ConditionKey unused = ConditionKey.TrailingDaysWithoutKeyUsage;
        if (row != null && row.conditionKeys().contains(unused)) {
            context.addLazily(unused.key(), () -> List.of(Long.toString(uses.daysUnused(key, call.time()))));
        }
    }

    private static void addEncryptionContext(RequestContext context, Key key, @Nullable Map<String, String> pairs) {
        if (pairs == null || pairs.isEmpty() || key.spec() != KeySpec.SYMMETRIC_DEFAULT) {
            return;
        }
        pairs.forEach((name, value) -> context.add("kms:EncryptionContext:" + name, value));
        context.add("kms:EncryptionContextKeys", List.copyOf(pairs.keySet()));
    }
}
