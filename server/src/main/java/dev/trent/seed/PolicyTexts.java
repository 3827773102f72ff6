package dev.trent.seed;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The policies of a seed, which are YAML or the text of their JSON.
final class PolicyTexts {
    private PolicyTexts() {}

    /// Returns a policy as JSON.
    static String json(Value policy) throws SeedException {
        if (policy instanceof Value.Elements) {
            throw policy.place().wrong("a policy is a mapping, or the text of its JSON.");
        }
        return policy.json();
    }

    /// Returns whether a policy of a seed has the same content as a stored policy.
    ///
    /// @param stored the stored policy as JSON
    static boolean same(Value policy, String stored) throws SeedException {
        Object said = read(json(policy));
        return said != null && said.equals(read(stored));
    }

    /// Returns a policy from an answer of IAM, in which it is percent-encoded.
    static String decoded(String answered) {
        return answered.contains("{") ? answered : URLDecoder.decode(answered, StandardCharsets.UTF_8);
    }

    /// Returns null if the text is not a policy. The operation that gets the text explains what is wrong.
    private static @Nullable Object read(String json) {
        try {
            return YamlReader.read(json).plain();
        } catch (SeedException _) {
            return null;
        }
    }
}
