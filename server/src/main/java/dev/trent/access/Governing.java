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

/// The key policies, each compiled once.
///
/// INVARIANT: the compiled policy is the policy of the given key. The key has its document. If the compiled
/// policy has another document, the key's document is compiled.
final class Governing {
    private static final int KEY_ARN_BYTES = 400;

    private final SharedCache<Arn, Compiled> cache;
    private final AtomicLong stamps = new AtomicLong();

    /// A key policy in force.
    ///
    /// @param stamp unlike that of any other in this process
    record Compiled(String document, Policy policy, long stamp) {}

    /// Makes the store of compiled policies.
    ///
    /// @param memory keeps them
    Governing(Memory memory) {
        this.cache = memory.cache(
                (key, _) -> key.account(), compiled -> KEY_ARN_BYTES + Footprint.object(4) + compiled.policy.bytes());
    }

    Compiled policyOf(Key key) {
        Compiled cached = cache.getIfPresent(key.arn());
        if (cached != null && cached.document.equals(key.policy())) {
            return cached;
        }
        Compiled compiled = compile(key.policy());
        cache.put(key.arn(), compiled);
        return compiled;
    }

    private Compiled compile(String document) {
        try {
            return new Compiled(document, Policy.parseStored(document, Kind.KEY_POLICY), stamps.incrementAndGet());
        } catch (PolicyException damaged) {
            throw new AssertionError("a stored key policy cannot be read", damaged);
        }
    }
}
