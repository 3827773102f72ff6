package dev.trent.kms;

import dev.trent.access.KeyRequest;
import dev.trent.aws.ContextSize;
import dev.trent.keys.EncryptionAlgorithm;
import dev.trent.keys.KmsAction;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The access requests of the operations with an encryption context.
final class EncryptionRequests {
    private EncryptionRequests() {}

    /// Returns the access request for a key that the caller named, in any of the four forms.
    static KeyRequest of(
            KmsAction action,
            String keyId,
            @Nullable Map<String, String> context,
            @Nullable List<String> grantTokens,
            EncryptionAlgorithm algorithm) {
        return completed(KeyRequest.of(action, keyId), context, grantTokens, algorithm);
    }

    /// Returns the access request for encrypting a data key pair under a key that the caller named.
    static KeyRequest ofPair(
            KmsAction action,
            String keyId,
            @Nullable Map<String, String> context,
            @Nullable List<String> grantTokens,
            DataKeyPairSpec spec) {
        return of(action, keyId, context, grantTokens, EncryptionAlgorithm.SYMMETRIC_DEFAULT)
                .with(facts -> facts.add("kms:DataKeyPairSpec", spec.name()));
    }

    /// Adds encryption context, grant tokens and algorithm to an access request.
    static KeyRequest completed(
            KeyRequest request,
            @Nullable Map<String, String> context,
            @Nullable List<String> grantTokens,
            EncryptionAlgorithm algorithm) {
        ContextSize.check(context);
        return request.inContext(context)
                .presenting(grantTokens)
                .with(facts -> facts.add("kms:EncryptionAlgorithm", algorithm.name()));
    }
}
