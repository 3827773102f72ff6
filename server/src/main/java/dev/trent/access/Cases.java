package dev.trent.access;

import dev.trent.aws.Action;
import dev.trent.aws.AwsError;
import dev.trent.aws.Caller;
import dev.trent.aws.Tag;
import dev.trent.call.Invocation;
import dev.trent.keys.Grant;
import dev.trent.keys.GrantOperation;
import dev.trent.keys.Grants;
import dev.trent.keys.Key;
import dev.trent.keys.KeyReference;
import dev.trent.policy.Kind;
import dev.trent.policy.Policy;
import dev.trent.policy.RequestContext;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Makes the case of a request: the request with all facts, policies and grants that decide about it. Requests
/// and simulations get their cases here alike.
public final class Cases {
    private final KeyFacts facts;
    private final Grants grants;
    private final Governing governing;

    Cases(KeyFacts facts, Grants grants, Governing governing) {
        this.facts = facts;
        this.grants = grants;
        this.governing = governing;
    }

    /// Returns the key policy in force.
    public Policy keyPolicy(Key key) {
        return governing.policyOf(key).policy();
    }

    /// As [#keyPolicy], with the stamp of the policy.
    Governing.Compiled policyOf(Key key) {
        return governing.policyOf(key);
    }

    /// Returns the grant of a token, or null once it has ended.
    public @Nullable Grant grant(GrantTokens.Address address) {
        return grants.find(address.region(), address.keyId(), address.grantId());
    }

    /// Returns the case of a request under a key policy.
    ///
    /// @param reference how the caller named the key; null if a ciphertext did
    public KeyCase of(
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
    public KeyCase ofRetiring(
            Invocation call,
            Subject subject,
            Key key,
            KeyRequest request,
            @Nullable KeyReference reference,
            @Nullable Grant grant) {
        Policy policy = keyPolicy(key);
        return with(
                call,
                subject,
                key,
                policy,
                request,
                reference,
                principal -> grant != null && grant.retirers().contains(principal) ? grant : null);
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
    /// Errors: UnrecognizedClientException for a session that may not manage identities.
    ///
    /// @param more adds the condition keys that the operation brings
    public static OwnCase ofOther(
            Invocation call, Subject subject, Action action, String resource, Consumer<RequestContext> more) {
        requireMayManage(subject.caller(), action);
        RequestContext context = RequestContext.filledBy(empty -> {
            CallFacts.addTo(empty, call, subject);
            more.accept(empty);
        });
        return new OwnCase(subject, action, resource, context);
    }

    /// A session of GetSessionToken cannot manage identities unless a second factor was given.
    private static void requireMayManage(Caller caller, Action action) {
        boolean plainSession = caller.session() != null && caller.session().isPlain();
        if (plainSession && action.service().equals("iam")) {
            throw AwsError.UNRECOGNIZED_CLIENT.because("The security token included in the request is invalid.");
        }
    }

    /// Returns the case of a request under a key policy and with grants.
    ///
    /// @param grantOf returns a grant that allows the request to a principal, or null
    public KeyCase with(
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
    public Function<String, @Nullable Grant> nearGrant(Subject subject, Key key, KeyRequest request) {
        GrantOperation operation = request.grantOperation();
        return operation == null
                ? _ -> null
                : grantee -> grants.findConstrained(
                        key, new Grants.Grantee(grantee, subject.caller().account()), operation);
    }
}
