package dev.trent.access;

import dev.trent.aws.Footprint;
import dev.trent.keys.Key;
import dev.trent.memory.Memory;
import dev.trent.memory.SharedCache;
import dev.trent.policy.Kind;
import dev.trent.policy.Policy;
import dev.trent.policy.PolicyException;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicLong;

/// The key policies, each document of an account compiled once: most keys of an account have the same.
///
/// INVARIANT: the compiled policy is the policy of the given key, because it is found by the key's document. Only
/// this cache keeps compiled policies, and the account of the keys pays for each. So a policy that gives way leaves
/// the heap.
final class Governing {
    private final SharedCache<Written, Compiled> cache;
    private final AtomicLong stamps = new AtomicLong();

    /// A compiled key policy.
    ///
    /// @param stamp unlike that of any other in this process; keys with the same document share it
    record Compiled(Policy policy, long stamp) {}

    /// A document of an account. It has an order, so that the cache is fast even if many hash codes are equal:
    /// callers choose the documents.
    private record Written(String account, String document) implements Comparable<Written> {
        private static final Comparator<Written> ORDER =
                Comparator.comparing(Written::account).thenComparing(Written::document);

        @Override
        public int compareTo(Written other) {
            return ORDER.compare(this, other);
        }
    }

    /// Makes the store of compiled policies.
    ///
    /// @param memory keeps them
    Governing(Memory memory) {
        this.cache = memory.cache(
                "key-policies",
                (written, _) -> written.account,
                compiled -> Footprint.object(2) + Footprint.object(3) + compiled.policy.bytes());
    }

    Compiled policyOf(Key key) {
        Written written = new Written(key.account(), key.policy());
        Compiled cached = cache.getIfPresent(written);
        if (cached != null) {
            return cached;
        }
        Compiled compiled = cache.get(written, wanted -> compile(wanted.document));
        if (compiled == null) {
            throw new AssertionError("a policy was compiled and is not there");
        }
        return compiled;
    }

    private Compiled compile(String document) {
        try {
            return new Compiled(Policy.parseStored(document, Kind.KEY_POLICY), stamps.incrementAndGet());
        } catch (PolicyException damaged) {
            throw new AssertionError("a stored key policy cannot be read", damaged);
        }
    }
}
