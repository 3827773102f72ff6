package dev.trent.inquiry;

import dev.trent.aws.Action;
import dev.trent.keys.KmsAction;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A request that is asked about and not made.
///
/// @param principal the ARN of the user, role, session, federated user or root user who would make it
/// @param action what it would do
/// @param resource a key in any form that the action takes; for what concerns no key an ARN, or `*`
/// @param region the Region that it would go to
/// @param encryptionContext the pairs that it would bring; empty for none
/// @param grantTokens the grant tokens that it would bring; RetireGrant is about the grant of the first
/// @param facts values of condition keys that only a request decides on, by the key in any case
/// @param time when it would be made
public record Question(
        String principal,
        Action action,
        Resource resource,
        String region,
        Map<String, String> encryptionContext,
        List<String> grantTokens,
        Map<String, List<String>> facts,
        Instant time) {
    /// Keeps its own copies, and writes the action in AWS's case.
    public Question {
        action = KmsAction.canonical(action);
        // Not Map.copyOf: in its tables, keys that collide cost quadratic time, and a caller chooses these.
        encryptionContext = Collections.unmodifiableMap(new HashMap<>(encryptionContext));
        grantTokens = List.copyOf(grantTokens);
        facts = Collections.unmodifiableMap(new HashMap<>(facts));
    }

    /// What the request would be about.
    public sealed interface Resource {
        /// A KMS key, by an identifier such as the caller would write.
        record OfKey(String identifier) implements Resource {}

        /// Something else, by its ARN, or `*`.
        record Other(String arn) implements Resource {}
    }
}
