package dev.trent.seed;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Policies, which a seed holds as YAML or as the text of their JSON.
final class PolicyTexts {
    private PolicyTexts() {}

    /// Returns a policy as JSON.
    static String json(Value policy) throws SeedException {
        if (policy instanceof Value.Elements) {
            throw policy.place().wrong("a policy is a mapping, or the text of its JSON.");
        }
        return policy.json();
    }

    /// Returns whether a policy of a seed says the same as a stored one.
    ///
    /// @param stored as JSON
    static boolean same(Value policy, String stored) throws SeedException {
        Object said = read(json(policy));
        return said != null && said.equals(read(stored));
    }

    /// Returns a policy from an answer of IAM, which has it percent-encoded.
    static String decoded(String answered) {
        return answered.contains("{") ? answered : URLDecoder.decode(answered, StandardCharsets.UTF_8);
    }

    /// Returns null for a text that is no policy: the operation that gets it says what is wrong.
    private static @Nullable Object read(String json) {
        try {
            return YamlReader.read(json).plain();
        } catch (SeedException _) {
            return null;
        }
    }
}
