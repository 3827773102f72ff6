package dev.trent.access;

import dev.trent.aws.Arn;
import dev.trent.aws.Footprint;
import dev.trent.keys.Key;
import dev.trent.memory.Memory;
import dev.trent.memory.SharedCache;
import dev.trent.policy.Kind;
import dev.trent.policy.Policy;
import dev.trent.policy.PolicyException;
import java.util.concurrent.atomic.AtomicLong;

/// The key policies. Keys of an account that have the same document share the compiled policy: most have the
/// default one.
///
/// INVARIANT: the compiled policy is the policy of the given key. The key has its document. If the compiled
/// policy has another document, the key's document is compiled.
final class Governing {
    private static final int KEY_ARN_BYTES = 400;

    private final SharedCache<Arn, Compiled> cache;
    private final SharedCache<Written, Policy> documents;
    private final AtomicLong stamps = new AtomicLong();

    /// The policy of a key in force.
    ///
    /// @param stamp unlike that of any other key, and of any former policy of the key
    record Compiled(String document, Policy policy, long stamp) {}

    private record Written(String account, String document) {}

    /// Makes the store of compiled policies.
    ///
    /// @param memory keeps them
    Governing(Memory memory) {
        this.cache = memory.cache((key, _) -> key.account(), _ -> KEY_ARN_BYTES + Footprint.object(4));
        this.documents = memory.cache(
                (written, _) -> written.account, policy -> Footprint.object(2) + Footprint.object(2) + policy.bytes());
    }

    Compiled policyOf(Key key) {
        Compiled cached = cache.getIfPresent(key.arn());
        if (cached != null && cached.document.equals(key.policy())) {
            return cached;
        }
        Compiled compiled = new Compiled(key.policy(), policy(key), stamps.incrementAndGet());
        cache.put(key.arn(), compiled);
        return compiled;
    }

    private Policy policy(Key key) {
        Policy policy = documents.get(new Written(key.account(), key.policy()), written -> compile(written.document));
        if (policy == null) {
            throw new AssertionError("a policy was compiled and is not there");
        }
        return policy;
    }

    private static Policy compile(String document) {
        try {
            return Policy.parseStored(document, Kind.KEY_POLICY);
        } catch (PolicyException damaged) {
            throw new AssertionError("a stored key policy cannot be read", damaged);
        }
    }
}
