package dev.trent.access;

import dev.trent.aws.Action;
import dev.trent.keys.Grant;
import dev.trent.keys.GrantOperation;
import dev.trent.keys.KeyReference;
import dev.trent.keys.KmsAction;
import dev.trent.policy.RequestContext;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a caller asks to do with a key: how the key is named, and the facts that conditions may look at.
///
/// @param action what is to be done
/// @param row the action's row; null for an action that KMS does not have, which only simulations ask about
/// @param identifier the key as the caller wrote it; the bare key id where a ciphertext names it
/// @param byCiphertext whether a ciphertext names the key. A caller who may not use that key does not hear
///     which it is
/// @param encryptionContext the pairs that `kms:EncryptionContext:…` tells of and that constraints of
///     grants are held against; null if the caller sent none
/// @param grantTokens the grant tokens as sent; null if the caller sent none
/// @param parent whether a grant allows the action, where its operations alone do not decide; null if they do
/// @param facts adds the condition keys that only this operation has; null if it has none
public record KeyRequest(
        Action action,
        @Nullable KmsAction row,
        String identifier,
        boolean byCiphertext,
        @Nullable Map<String, String> encryptionContext,
        @Nullable List<String> grantTokens,
        @Nullable Predicate<Grant> parent,
        @Nullable Consumer<RequestContext> facts) {

    /// Returns a request to do something with the key that the caller named.
    public static KeyRequest of(KmsAction action, String identifier) {
        return new KeyRequest(action.action(), action, identifier, false, null, null, null, null);
    }

    /// Returns a request to do something with the key that a ciphertext names.
    public static KeyRequest ofCiphertext(KmsAction action, String keyId) {
        return new KeyRequest(action.action(), action, keyId, true, null, null, null, null);
    }

    /// Returns a request for an action that KMS may not have.
    public static KeyRequest simulated(Action action, String identifier) {
        return new KeyRequest(action, KmsAction.of(action), identifier, false, null, null, null, null);
    }

    /// Returns how the caller may name the key.
    KeyReference.Forms forms() {
        return row == null ? KeyReference.Forms.NONE : row.forms();
    }

    /// Returns the operation that a grant must have to allow the action; null if no grant can.
    @Nullable
    GrantOperation grantOperation() {
        return row == null ? null : row.grantOperation();
    }

    /// Returns the request with an encryption context.
    public KeyRequest inContext(@Nullable Map<String, String> context) {
        return new KeyRequest(action, row, identifier, byCiphertext, context, grantTokens, parent, facts);
    }

    /// Returns the request with grant tokens.
    public KeyRequest presenting(@Nullable List<String> tokens) {
        return new KeyRequest(action, row, identifier, byCiphertext, encryptionContext, tokens, parent, facts);
    }

    /// Returns the request with a demand on the grant that would allow it.
    public KeyRequest onlyByGrant(Predicate<Grant> condition) {
        return new KeyRequest(action, row, identifier, byCiphertext, encryptionContext, grantTokens, condition, facts);
    }

    /// Returns the request with more facts; they are computed only if a policy looks at conditions.
    public KeyRequest with(Consumer<RequestContext> more) {
        Consumer<RequestContext> all = facts == null ? more : facts.andThen(more);
        return new KeyRequest(action, row, identifier, byCiphertext, encryptionContext, grantTokens, parent, all);
    }
}
