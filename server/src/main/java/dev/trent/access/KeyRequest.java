package dev.trent.access;

import dev.trent.aws.Action;
import dev.trent.keys.Grant;
import dev.trent.keys.KeyReference;
import dev.trent.policy.RequestContext;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a caller asks to do with a key: how the key is named, and the facts that conditions may look at.
///
/// @param action what is to be done
/// @param identifier the key as the caller wrote it; the bare key id where a ciphertext names it
/// @param naming who named the key, and how
/// @param encryptionContext the pairs that `kms:EncryptionContext:…` tells of and that constraints of
///     grants are held against; null if the caller sent none
/// @param grantTokens the grant tokens as sent; null if the caller sent none
/// @param parent what a grant must be like to allow the action, where its operations alone do not tell
/// @param facts adds the condition keys that only this operation has; null if it has none
public record KeyRequest(
        Action action,
        String identifier,
        Naming naming,
        @Nullable Map<String, String> encryptionContext,
        @Nullable List<String> grantTokens,
        @Nullable Predicate<Grant> parent,
        @Nullable Consumer<RequestContext> facts) {
    /// How the key of a request is named.
    public sealed interface Naming {
        /// By the caller.
        ///
        /// @param forms which forms of identifier the operation takes
        record ByCaller(KeyReference.Forms forms) implements Naming {}

        /// By a ciphertext that the caller sent; whoever may not use the key is not told which it is.
        record ByCiphertext() implements Naming {}
    }

    /// Returns a request to do something with the key that the caller named.
    public static KeyRequest of(Action action, String identifier, KeyReference.Forms forms) {
        return new KeyRequest(action, identifier, new Naming.ByCaller(forms), null, null, null, null);
    }

    /// Returns a request to do something with the key that a ciphertext names.
    public static KeyRequest ofCiphertext(Action action, String keyId) {
        return new KeyRequest(action, keyId, new Naming.ByCiphertext(), null, null, null, null);
    }

    /// Returns the request with an encryption context.
    public KeyRequest inContext(@Nullable Map<String, String> context) {
        return new KeyRequest(action, identifier, naming, context, grantTokens, parent, facts);
    }

    /// Returns the request with grant tokens.
    public KeyRequest presenting(@Nullable List<String> tokens) {
        return new KeyRequest(action, identifier, naming, encryptionContext, tokens, parent, facts);
    }

    /// Returns the request with a demand on the grant that would allow it.
    public KeyRequest onlyByGrant(Predicate<Grant> condition) {
        return new KeyRequest(action, identifier, naming, encryptionContext, grantTokens, condition, facts);
    }

    /// Returns the request with more facts; they are computed only if a policy looks at conditions.
    public KeyRequest with(Consumer<RequestContext> more) {
        Consumer<RequestContext> all = facts == null ? more : facts.andThen(more);
        return new KeyRequest(action, identifier, naming, encryptionContext, grantTokens, parent, all);
    }
}
