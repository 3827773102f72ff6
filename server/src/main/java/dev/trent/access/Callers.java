package dev.trent.access;

import dev.trent.aws.AwsError;
import dev.trent.aws.Caller;
import dev.trent.aws.Footprint;
import dev.trent.aws.Session;
import dev.trent.identity.Identities;
import dev.trent.identity.Identity;
import dev.trent.identity.NamedPolicy;
import dev.trent.memory.Memory;
import dev.trent.memory.SharedCache;
import dev.trent.policy.Kind;
import dev.trent.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Finds the facts about a caller that decisions need.
///
/// INVARIANT: a new snapshot of the identity makes a new subject, and a change of any policy of the account
/// makes a new snapshot. Without a change, a question costs two look-ups in memory.
public final class Callers {
    private final Identities identities;
    private final AtomicLong stamps = new AtomicLong();
    private final SharedCache<String, Subject> subjects;
    private final SharedCache<SessionPolicy, Policy> sessionPolicies;

    private record SessionPolicy(String account, String text) {}

    /// Makes the look-up.
    ///
    /// @param memory keeps the subjects and the session policies
    public Callers(Identities identities, Memory memory) {
        this.identities = identities;
        this.subjects = memory.cache("callers", (_, subject) -> subject.caller().account(), Subject::bytes);
        this.sessionPolicies = memory.cache(
                "session-policies", (named, _) -> named.account, policy -> Footprint.object(2) + policy.bytes());
    }

    /// Returns a caller with its policies as they are now.
    ///
    /// Errors: UnrecognizedClientException if the user or role was deleted since the signature was
    /// verified.
    public Subject of(Caller caller) {
        Identity identity = identity(caller);
        Subject cached = subjects.getIfPresent(caller.accessKeyId());
        if (cached != null && isCurrent(cached, caller, identity)) {
            return cached;
        }
        Subject subject = Subject.of(caller, identity, passed(caller), stamps.incrementAndGet());
        subjects.put(caller.accessKeyId(), subject);
        return subject;
    }

    /// As [#of], for a caller who did not sign. The cache of access keys is neither read nor changed.
    public Subject fresh(Caller caller) {
        return Subject.of(caller, identity(caller), passed(caller), stamps.incrementAndGet());
    }

    private @Nullable Identity identity(Caller caller) {
        String id = caller.identityId();
        if (id.equals(caller.account())) {
            return null;
        }
        Identity identity = identities.find(id);
        if (identity == null) {
            throw AwsError.UNRECOGNIZED_CLIENT.because("The security token included in the request is invalid.");
        }
        return identity;
    }

    /// A subject without identity has no snapshot, and so nothing tells of a change. Its managed session
    /// policies are looked up each time.
    private static boolean isCurrent(Subject cached, Caller caller, @Nullable Identity identity) {
        if (!Objects.equals(cached.caller(), caller)) {
            return false;
        }
        return identity == null
                ? cached.identity() == null
                        && (caller.session() == null
                                || caller.session().policyArns().isEmpty())
                : cached.identity() != null && cached.identity().stamp() == identity.stamp();
    }

    /// Returns the session policies that still exist. A deleted one allows nothing.
    private List<Policy> passed(Caller caller) {
        Session session = caller.session();
        if (session == null) {
            return List.of();
        }
        List<Policy> passed = new ArrayList<>();
        if (session.policy() != null) {
            Policy own = sessionPolicies.get(
                    new SessionPolicy(caller.account(), session.policy()),
                    named -> Policy.parseStored(named.text, Kind.SESSION));
            if (own == null) {
                throw new AssertionError("a session policy was compiled and is not there");
            }
            passed.add(own);
        }
        for (String arn : session.policyArns()) {
            NamedPolicy managed = identities.managedPolicy(caller.account(), arn);
            if (managed != null) {
                passed.add(managed.policy());
            }
        }
        return passed;
    }
}
