package dev.trent.kms;

import dev.trent.access.KeyRequest;
import dev.trent.keys.KmsAction;
import dev.trent.keys.MacAlgorithm;
import dev.trent.keys.MessageType;
import dev.trent.keys.SigningAlgorithm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The access requests of the operations that sign and authenticate messages.
final class MessageRequests {
    private MessageRequests() {}

    /// Returns the access request for signing or verifying with a key that the caller named, in any of the four
    /// forms.
    static KeyRequest of(
            KmsAction action,
            String keyId,
            @Nullable List<String> grantTokens,
            SigningAlgorithm algorithm,
            MessageType type) {
        return KeyRequest.of(action, keyId)
                .presenting(grantTokens)
                .with(facts ->
                        facts.add("kms:SigningAlgorithm", algorithm.name()).add("kms:MessageType", type.name()));
    }

    /// Returns the access request for making or verifying a MAC with a key.
    static KeyRequest of(KmsAction action, String keyId, @Nullable List<String> grantTokens, MacAlgorithm algorithm) {
        return KeyRequest.of(action, keyId)
                .presenting(grantTokens)
                .with(facts -> facts.add("kms:MacAlgorithm", algorithm.name()));
    }
}
