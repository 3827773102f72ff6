package dev.trent.access;

import dev.trent.aws.Action;
import dev.trent.call.Invocation;
import dev.trent.keys.Grant;
import dev.trent.keys.GrantOperation;
import dev.trent.keys.Grants;
import dev.trent.keys.Key;
import dev.trent.keys.KeyReference;
import dev.trent.keys.Tag;
import dev.trent.policy.Kind;
import dev.trent.policy.Policy;
import dev.trent.policy.RequestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Puts together what decides about a request to a key. Requests and simulations of them are put together
/// here alike.
final class Cases {
    private final KeyFacts facts;
    private final Grants grants;
    private final Governing governing;

    Cases(KeyFacts facts, Grants grants, Governing governing) {
        this.facts = facts;
        this.grants = grants;
        this.governing = governing;
    }

    /// Returns the key policy in force.
    Governing.Compiled policyOf(Key key) {
        return governing.policyOf(key);
    }

    /// Returns the grant of a token, or null once it has ended.
    @Nullable
    Grant grant(GrantTokens.Address address) {
        return grants.find(address.region(), address.keyId(), address.grantId());
    }

    /// Returns the case of a request under a key policy.
    ///
    /// @param reference how the caller named the key; null if a ciphertext did
    KeyCase of(
            Invocation call,
            Subject subject,
            Key key,
            Policy policy,
            KeyRequest request,
            @Nullable KeyReference reference) {
        return with(call, subject, key, policy, request, reference, grantsFor(subject, key, request));
    }

    /// Returns the case of a request to end a grant.
    ///
    /// @param grant the grant; null if there is none
    KeyCase ofRetiring(
            Invocation call,
            Subject subject,
            Key key,
            KeyRequest request,
            @Nullable KeyReference reference,
            @Nullable Grant grant) {
        Policy policy = governing.policyOf(key).policy();
        return with(
                call,
                subject,
                key,
                policy,
                request,
                reference,
                principal -> grant != null && retires(grant, principal) ? grant : null);
    }

    /// Returns the case of a request to a key that is not stored yet, so has neither alias nor grant.
    KeyCase ofNew(Invocation call, Subject subject, Key key, KeyRequest request, List<Tag> tags) {
        RequestContext atKey = facts.atKey(call, subject, key, request, null);
        return new KeyCase(
                subject.requester(),
                subject.policies(),
                request.action(),
                request.row(),
                key.arn(),
                Policy.parseStored(key.policy(), Kind.KEY_POLICY),
                atKey,
                KeyFacts.atCallerOfNew(atKey, tags),
                _ -> null);
    }

    /// Returns the case of a request to what is no key.
    ///
    /// @param more adds the condition keys that the operation brings
    static OwnCase ofOther(
            Invocation call, Subject subject, Action action, String resource, Consumer<RequestContext> more) {
        RequestContext context = RequestContext.filledBy(empty -> {
            CallFacts.addTo(empty, call, subject);
            more.accept(empty);
        });
        return new OwnCase(subject, action, resource, context);
    }

    /// Returns the case of a request under a key policy and with grants.
    ///
    /// @param grantOf returns a grant that allows the request to a principal, or null
    KeyCase with(
            Invocation call,
            Subject subject,
            Key key,
            Policy policy,
            KeyRequest request,
            @Nullable KeyReference reference,
            Function<String, @Nullable Grant> grantOf) {
        RequestContext atKey = facts.atKey(call, subject, key, request, reference);
        return new KeyCase(
                subject.requester(),
                subject.policies(),
                request.action(),
                request.row(),
                key.arn(),
                policy,
                atKey,
                facts.atCaller(atKey, key),
                grantOf);
    }

    private Function<String, @Nullable Grant> grantsFor(Subject subject, Key key, KeyRequest request) {
        GrantOperation operation = request.grantOperation();
        if (operation == null) {
            return _ -> null;
        }
        String account = subject.caller().account();
        Predicate<Grant> parent = request.parent();
        if (parent != null) {
            return grantee -> grants.find(key, new Grants.Grantee(grantee, account), operation, parent);
        }
        Map<String, String> context = request.encryptionContext() == null ? Map.of() : request.encryptionContext();
        return grantee -> grants.find(key, new Grants.Grantee(grantee, account), operation, context);
    }

    /// Returns who has a grant that would allow a request with another encryption context.
    Function<String, @Nullable Grant> nearGrant(Subject subject, Key key, KeyRequest request) {
        GrantOperation operation = request.grantOperation();
        return operation == null
                ? _ -> null
                : grantee -> grants.findConstrained(
                        key, new Grants.Grantee(grantee, subject.caller().account()), operation);
    }

    private static boolean retires(Grant grant, String principal) {
        return retirers(grant).contains(principal);
    }

    /// Returns who may end a grant by the right that it gives itself, as they are stored.
    static List<String> retirers(Grant grant) {
        List<String> retirers = new ArrayList<>();
        if (grant.retiring() != null) {
            retirers.add(grant.retiring());
        }
        if (grant.operations().contains(GrantOperation.RetireGrant)) {
            retirers.add(grant.grantee());
        }
        retirers.add(grant.key().rootOf(grant.issuingAccount()).toString());
        return retirers;
    }

    /// Reads all grants of a key; there can be 50,000.
    KeyGrants grantsOf(Key key) {
        return KeyGrants.read(grants, key);
    }
}
