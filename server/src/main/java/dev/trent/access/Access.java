package dev.trent.access;

import static dev.trent.aws.AwsError.ACCESS_DENIED;
import static dev.trent.aws.AwsError.NOT_FOUND;

import dev.trent.aws.Action;
import dev.trent.aws.Arn;
import dev.trent.aws.AwsException;
import dev.trent.aws.Caller;
import dev.trent.aws.Invocation;
import dev.trent.keys.Aliases;
import dev.trent.keys.Key;
import dev.trent.keys.KeyReference;
import dev.trent.keys.Keys;
import dev.trent.policy.RequestContext;
import java.util.function.Consumer;

/// Decides whether a caller may do something, after finding out to what.
///
/// Until identities exist every caller is the root user of an account, and the rule is short: an account's root
/// user may do everything to the account's own keys and nothing to any other. Key policies are stored and
/// checked, but none can give a right to a foreign account yet: that would be more than is enforced, so it is
/// denied.
///
/// What a foreign caller is told is the same whether the key exists or not. Source: AWS KMS Developer Guide,
/// "Troubleshooting key access"; the texts were seen from AWS.
public final class Access {
    private static final String NOT_TO_BE_TOLD =
            " because the resource does not exist in this Region, no resource-based"
                    + " policies allow access, or a resource-based policy explicitly denies access";

    private final Keys keys;
    private final Aliases aliases;

    /// Makes the decider.
    public Access(Keys keys, Aliases aliases) {
        this.keys = keys;
        this.aliases = aliases;
    }

    /// Permits an action on the key that an identifier names.
    ///
    /// Errors: NotFoundException, InvalidArnException, AccessDeniedException.
    ///
    /// @param identifier as the caller wrote it
    /// @param forms which forms of identifier the operation takes
    public Permit permit(Invocation call, Action action, String identifier, KeyReference.Forms forms) {
        Caller caller = call.caller();
        KeyReference reference = KeyReference.parse(identifier, caller.account(), call.region(), forms);
        if (!reference.account().equals(caller.account())) {
            throw denied(caller, action, "on this resource");
        }
        String keyId = keyId(reference);
        Key key = keys.find(call.region(), keyId);
        if (key == null || !key.account().equals(caller.account())) {
            Arn wanted = Arn.ofKey(call.region(), caller.account(), keyId);
            call.touches(wanted);
            throw NOT_FOUND.because("Key '" + wanted + "' does not exist");
        }
        call.touches(key.arn());
        return new Permit(action, key);
    }

    /// Permits an action on the key that a ciphertext names, where the caller named none.
    ///
    /// Errors: AccessDeniedException, also for a key that does not exist.
    public Permit permitCiphertext(Invocation call, Action action, String keyId) {
        Key key = keys.find(call.region(), keyId);
        if (key == null || !key.account().equals(call.caller().account())) {
            throw denied(call.caller(), action, "on the resource associated with this ciphertext");
        }
        call.touches(key.arn());
        return new Permit(action, key);
    }

    /// Permits an action that concerns no particular key.
    public AccountPermit permit(Invocation call, Action action) {
        return new AccountPermit(action, call.caller().account(), call.region());
    }

    /// Permits an action on something that is no key and no alias: a user, a role, or, as `*`, an account.
    ///
    /// Errors: AccessDeniedException, which is AccessDenied in AWS Query.
    ///
    /// @param resource an ARN, or `*`
    /// @param facts adds the condition keys that the operation brings, such as `aws:RequestTag/…`; it is
    ///     called only if a policy looks at conditions, and must not throw
    public AccountPermit permit(Invocation call, Action action, String resource, Consumer<RequestContext> facts) {
        return new AccountPermit(action, call.caller().account(), call.region());
    }

    /// Permits an action on an alias of the caller's account; whether it exists is not asked.
    ///
    /// @param name with its prefix, `alias/app`
    public AliasPermit permitAlias(Invocation call, Action action, String name) {
        Arn alias = Arn.ofAlias(call.region(), call.caller().account(), name);
        call.touches(alias);
        return new AliasPermit(action, alias);
    }

    /// Permits an action on the key that an alias names now.
    ///
    /// Errors: NotFoundException for an alias that does not exist.
    public Permit permitTarget(Invocation call, Action action, AliasPermit alias) {
        return permit(call, action, aliases.existing(alias.alias()).keyId(), KeyReference.Forms.KEY);
    }

    private String keyId(KeyReference reference) {
        return switch (reference) {
            case KeyReference.ById byId -> byId.keyId();
            case KeyReference.ByAlias byAlias -> aliases.existing(byAlias.arn()).keyId();
        };
    }

    private static AwsException denied(Caller caller, Action action, String what) {
        return ACCESS_DENIED.because(
                "User: " + caller.arn() + " is not authorized to perform: " + action + " " + what + NOT_TO_BE_TOLD);
    }
}
