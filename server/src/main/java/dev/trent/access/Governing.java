package dev.trent.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.trent.aws.Arn;
import dev.trent.keys.Key;
import dev.trent.policy.Kind;
import dev.trent.policy.Policy;
import dev.trent.policy.PolicyException;
import java.util.concurrent.atomic.AtomicLong;

/// The key policies, each compiled once.
///
/// INVARIANT: the compiled policy is that of the key that is asked about: a key brings its document along,
/// and a document that is not the one that was compiled is compiled anew.
final class Governing {
    private static final int USUAL_CHARACTERS = 1024;

    private final Cache<Arn, Compiled> cache;
    private final AtomicLong stamps = new AtomicLong();

    /// A key policy in force.
    ///
    /// @param stamp unlike that of any other in this process
    record Compiled(String document, Policy policy, long stamp) {}

    /// Makes the store of compiled policies.
    ///
    /// @param cachedMax how many are kept in memory; a long one counts as several
    Governing(int cachedMax) {
        this.cache = Caffeine.newBuilder()
                .maximumWeight(cachedMax)
                .<Arn, Compiled>weigher((_, compiled) -> 1 + compiled.document.length() / USUAL_CHARACTERS)
                .build();
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
