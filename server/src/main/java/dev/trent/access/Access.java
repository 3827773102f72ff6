package dev.trent.access;

import static dev.trent.aws.AwsError.NOT_FOUND;

import dev.trent.aws.Action;
import dev.trent.aws.Arn;
import dev.trent.aws.AwsException;
import dev.trent.aws.Footprint;
import dev.trent.aws.Tag;
import dev.trent.call.Invocation;
import dev.trent.keys.Aliases;
import dev.trent.keys.Grant;
import dev.trent.keys.Key;
import dev.trent.keys.KeyRecords;
import dev.trent.keys.KmsAction;
import dev.trent.memory.Memory;
import dev.trent.memory.SharedCache;
import dev.trent.policy.Denial;
import dev.trent.policy.IdentityDecision;
import dev.trent.policy.Policy;
import dev.trent.policy.RequestContext;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Decides whether a caller may do something. The answer is a permit or a refusal.
///
/// [KeyCase] decides about a key. An Allow is remembered if the decision looked at no condition, no variable
/// and no grant. It is remembered for the key, under the stamps of the caller and of the key policy. A change of
/// the policies makes a new stamp, and nothing else can change such a decision.
public final class Access {
    private final KeyNames names;
    private final Cases cases;
    private final Aliases aliases;
    private final GrantTokens grantTokens;
    private final Callers callers;
    private final Reasons reasons;
    private final FirstUses firstUses;
    private final SharedCache<Remembered, Boolean> remembered;

    /// An Allow that holds as long as neither side's policies change.
    ///
    /// @param keyId keys share policies, and the policies of the caller can name the key
    private record Remembered(String region, String keyId, long subject, long policy, String action, String account) {
        private static final int KEY_BYTES = 160;

        static long bytes() {
            return Footprint.object(9) + KEY_BYTES;
        }
    }

    /// Makes the decider.
    ///
    /// @param reasons takes the refusals before they are answered
    /// @param firstUses makes the keys of services
    /// @param memory keeps the compiled key policies, and the decisions to allow
    public Access(
            KeyRecords records,
            GrantTokens grantTokens,
            Callers callers,
            Reasons reasons,
            FirstUses firstUses,
            Memory memory) {
        this.names = new KeyNames(records.keys(), records.aliases());
        this.cases = new Cases(
                new KeyFacts(records.aliases(), records.tags(), records.uses()),
                records.grants(),
                new Governing(memory));
        this.remembered = memory.cache("decisions", (question, _) -> question.account, _ -> Remembered.bytes());
        this.aliases = records.aliases();
        this.grantTokens = grantTokens;
        this.callers = callers;
        this.reasons = reasons;
        this.firstUses = firstUses;
    }

    /// Returns the finder of keys, for questions that give no right.
    public KeyNames names() {
        return names;
    }

    /// Returns the maker of cases, for questions that give no right.
    public Cases cases() {
        return cases;
    }

    /// Permits an action on a key.
    ///
    /// Errors: NotFoundException, InvalidArnException, InvalidGrantTokenException, AccessDeniedException.
    /// If the caller may not use another account's key, the refusal does not tell whether the key exists.
    public Permit permit(Invocation call, KeyRequest request) {
        KeyNames.Named named = names.find(call, request);
        grantTokens.check(request.grantTokens());
        Key key = existing(call, request, named);
        Subject subject = callers.of(call.caller());
        Governing.Compiled policy = cases.policyOf(key);
        Remembered question = new Remembered(
                key.region(),
                key.keyId(),
                subject.stamp(),
                policy.stamp(),
                request.action().name(),
                call.caller().account());
        if (remembered.getIfPresent(question) != null) {
            return permitted(call, request, named, key);
        }
        KeyCase asked = cases.of(call, subject, key, policy.policy(), request, named.reference());
        return switch (asked.decide()) {
            case Decision.AllowedByKeyPolicy _, Decision.AllowedByIdentity _ -> {
                if (asked.atKey().untouched()) {
                    remembered.put(question, true);
                }
                yield permitted(call, request, named, key);
            }
            case Decision.AllowedByGrant _ -> permitted(call, request, named, key);
            case Decision.Denied denied -> throw refused(call, subject, request, named, key, asked, denied);
        };
    }

    /// The caller may know of the key now, however the request names it.
    private Permit permitted(Invocation call, KeyRequest request, KeyNames.Named named, Key key) {
        if (named.isElsewhere()) {
            call.touches(key.arn());
        }
        return new Permit(request.action(), named.drafted() ? firstUses.make(call, key) : key);
    }

    /// Decides about a key as [#permit] does, but under a key policy that is not put yet. It has no effect.
    ///
    /// @param policy names principals by their unique ids
    public boolean wouldAllow(Invocation call, KeyRequest request, Key key, Policy policy) {
        return cases.of(call, callers.of(call.caller()), key, policy, request, null)
                .decide()
                .allowed();
    }

    /// As [#wouldAllow(Invocation, KeyRequest, Key, Policy)], for a key that is not stored yet.
    ///
    /// @param key has its future policy
    /// @param tags its future tags
    public boolean wouldAllow(Invocation call, KeyRequest request, Key key, List<Tag> tags) {
        return cases.ofNew(call, callers.of(call.caller()), key, request, tags)
                .decide()
                .allowed();
    }

    /// Permits an action that concerns no particular key.
    ///
    /// Errors: AccessDeniedException.
    ///
    /// @param more adds the condition keys that the operation brings; called only if a policy looks at
    ///     conditions
    public AccountPermit permit(Invocation call, Action action, Consumer<RequestContext> more) {
        return permit(call, action, "*", more);
    }

    /// As [#permit(Invocation, Action, Consumer)], for an operation that brings no condition keys.
    public AccountPermit permit(Invocation call, Action action) {
        return permit(call, action, "*", _ -> {});
    }

    /// Permits an action on something that is no key: an alias, a user, a role, or, as `*`, an account. The
    /// caller's own policies decide alone.
    ///
    /// Errors: AccessDeniedException, which is AccessDenied in AWS Query.
    ///
    /// @param resource an ARN, or `*`
    /// @param more adds the condition keys that the operation brings, such as `aws:RequestTag/…`; it is
    ///     called only if a policy looks at conditions, and must not throw
    public AccountPermit permit(Invocation call, Action action, String resource, Consumer<RequestContext> more) {
        Subject subject = callers.of(call.caller());
        OwnCase asked = Cases.ofOther(call, subject, action, resource, more);
        IdentityDecision decision = asked.decide();
        Denial denial = decision.denial();
        if (denial == null) {
            return new AccountPermit(action, call.caller().account(), call.region());
        }
        throw reasons.keep(call, Refused.ofOwn(asked, decision, denial));
    }

    /// As [#permit(Invocation, Action, String, Consumer)], for a right that the account gives to the caller: no policy
    /// has to allow it, and a Deny takes it away.
    public AccountPermit permitUnlessDenied(Invocation call, Action action, String resource) {
        Subject subject = callers.of(call.caller());
        OwnCase asked = Cases.ofOther(call, subject, action, resource, _ -> {});
        IdentityDecision decision = asked.decide();
        Denial denial = decision.explicitDenial();
        if (denial == null) {
            return new AccountPermit(action, call.caller().account(), call.region());
        }
        throw reasons.keep(call, Refused.ofOwn(asked, decision, denial));
    }

    /// Permits an action on an alias of the caller's account; whether it exists is not asked.
    ///
    /// Errors: AccessDeniedException.
    ///
    /// @param name with its prefix, `alias/app`
    public AliasPermit permitAlias(Invocation call, KmsAction action, String name) {
        Arn alias = Arn.ofAlias(call.region(), call.caller().account(), name);
        call.touches(alias);
        permit(call, action.action(), alias.toString(), _ -> {});
        return new AliasPermit(action, alias);
    }

    /// Permits an action on the key that an alias names now.
    ///
    /// Errors: NotFoundException for an alias that does not exist.
    public Permit permitTarget(Invocation call, KmsAction action, AliasPermit alias) {
        if (alias.action() != action) {
            throw new AssertionError("a permit for " + alias.action() + " was used for " + action);
        }
        String keyId = aliases.existing(alias.alias()).keyId();
        return permit(call, KeyRequest.of(action, keyId));
    }

    /// Permits the end of a grant by the right that the grant itself gives. Its retiring principal has that
    /// right, its grantee if the grant has the operation, and the account that made it. No policy can give the
    /// right, but a Deny takes it away.
    ///
    /// Errors: NotFoundException for a grant that does not exist, on a key of the caller's account;
    /// AccessDeniedException. For another account's key it does not tell whether the grant exists.
    ///
    /// @param grant the grant; null if there is none
    public Permit permitRetiring(Invocation call, KeyRequest request, @Nullable Grant grant) {
        KeyNames.Named named = names.find(call, request);
        Key key = existing(call, request, named);
        if (grant == null && key.account().equals(call.caller().account())) {
            throw NOT_FOUND.because("The grant does not exist.");
        }
        Subject subject = callers.of(call.caller());
        KeyCase asked = cases.ofRetiring(call, subject, key, request, named.reference(), grant);
        return switch (asked.decideByGrant()) {
            case Decision.AllowedByGrant _ -> new Permit(request.action(), key);
            case Decision.Denied denied -> throw refused(call, subject, request, named, key, asked, denied);
            case Decision.AllowedByKeyPolicy _, Decision.AllowedByIdentity _ ->
                throw new AssertionError("a policy cannot give the right to retire a grant");
        };
    }

    /// Returns the id of the key that a request names, whether or not the caller may use it; null if there is
    /// none.
    public @Nullable String keyIdOf(Invocation call, KeyRequest request) {
        Key key = names.find(call, request).key();
        return key == null ? null : key.keyId();
    }

    /// Returns the key of the caller's own account that a listing is narrowed to, for which the right to
    /// list is enough.
    ///
    /// Errors: NotFoundException, InvalidArnException; AccessDeniedException for a key of another account.
    public Key ownKey(Invocation call, KeyRequest request) {
        KeyNames.Named named = names.find(call, request);
        Key key = named.key();
        if (key == null || !key.account().equals(call.caller().account())) {
            throw missing(call, request, named);
        }
        call.touches(key.arn());
        return key;
    }

    /// Returns whether two identifiers name one key, whether or not the caller may use it; false if either
    /// names none.
    public boolean sameKey(Invocation call, KeyRequest first, KeyRequest second) {
        Key one = names.find(call, first).key();
        Key other = names.find(call, second).key();
        return one != null && other != null && one.arn().equals(other.arn());
    }

    private Key existing(Invocation call, KeyRequest request, KeyNames.Named named) {
        Key key = named.key();
        if (key == null) {
            throw missing(call, request, named);
        }
        if (!named.isElsewhere()) {
            call.touches(key.arn());
        }
        return key;
    }

    private AwsException missing(Invocation call, KeyRequest request, KeyNames.Named named) {
        AwsException notFound = named.notFoundBy(call.caller());
        if (notFound != null) {
            call.touches(named.wanted());
            return notFound;
        }
        return reasons.keep(call, Refused.ofMissingKey(callers.of(call.caller()), request));
    }

    private AwsException refused(
            Invocation call,
            Subject subject,
            KeyRequest request,
            KeyNames.Named named,
            Key key,
            KeyCase asked,
            Decision.Denied denied) {
        // A bare id is looked for in the caller's account, and there it is not.
        return named.isElsewhere()
                ? missing(call, request, named)
                : reasons.keep(
                        call, Refused.ofKey(subject, request, asked, denied, cases.nearGrant(subject, key, request)));
    }
}
