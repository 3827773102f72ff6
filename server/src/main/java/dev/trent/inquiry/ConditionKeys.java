package dev.trent.inquiry;

import dev.trent.access.Subject;
import dev.trent.aws.Caller;
import dev.trent.aws.Fold;
import dev.trent.keys.Key;
import dev.trent.keys.KeySpec;
import dev.trent.keys.KmsAction;
import dev.trent.keys.KmsAction.ConditionKey;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tells whether the value of a condition key depends on the principal, on the KMS key, or on the single request.
///
/// Source: IAM User Guide, "AWS global condition context keys"; AWS KMS Developer Guide, "AWS KMS condition
/// keys".
final class ConditionKeys {
    private static final String PRINCIPAL_TAG = "aws:principaltag/";
    private static final String RESOURCE_TAG = "aws:resourcetag/";
    private static final String REQUEST_TAG = "aws:requesttag/";
    private static final String CONTEXT = "kms:encryptioncontext";

    private static final Set<String> OF_PRINCIPAL = Set.of(
            "aws:principalarn",
            "aws:principalaccount",
            "aws:principaltype",
            "aws:userid",
            "aws:username",
            "aws:requestedregion",
            "aws:viaawsservice",
            "aws:principalisawsservice",
            "kms:calleraccount");

    private static final Set<String> OF_KEY = Set.of(
            "aws:resourceaccount",
            "kms:keyspec",
            "kms:customermasterkeyspec",
            "kms:keyusage",
            "kms:customermasterkeyusage",
            "kms:keyorigin",
            "kms:multiregion",
            "kms:multiregionkeytype",
            "kms:resourcealiases",
            "kms:trailingdayswithoutkeyusage");

    /// Those of calls by services, from within networks and of organizations: in Trent they have no value.
    private static final Set<String> OF_NOTHING = Set.of(
            "kms:viaservice",
            "aws:calledvia",
            "aws:calledviafirst",
            "aws:calledvialast",
            "aws:principalservicename",
            "aws:sourcearn",
            "aws:sourceaccount",
            "aws:sourcevpc",
            "aws:sourcevpce",
            "aws:vpcsourceip",
            "aws:principalorgid",
            "aws:principalorgpaths",
            "aws:resourceorgid",
            "aws:resourceorgpaths");

    /// What a session can bring, and what differs between the sessions of one role.
    private static final Set<String> OF_SESSION = Set.of("aws:userid", "aws:sourceidentity");

    /// The condition keys that the rows of [KmsAction] name, by their folded names.
    private static final Map<String, ConditionKey> OF_ACTIONS = Stream.of(ConditionKey.values())
            .collect(Collectors.toUnmodifiableMap(known -> Fold.fold(known.key()), Function.identity()));

    private ConditionKeys() {}

    /// Returns whether a request alone decides on the value of a key.
    ///
    /// @param onKey whether the request is about a KMS key that exists
    static boolean isOfRequest(String key, boolean onKey) {
        String folded = folded(key);
        boolean ofKey = OF_KEY.contains(folded) || folded.startsWith(RESOURCE_TAG);
        return !OF_PRINCIPAL.contains(folded)
                && !folded.startsWith(PRINCIPAL_TAG)
                && !OF_NOTHING.contains(folded)
                && !(onKey && ofKey);
    }

    /// Returns whether Trent gives a condition key a value in no request.
    static boolean isNeverSet(String key) {
        return OF_NOTHING.contains(folded(key));
    }

    /// Returns whether identity policies can look at a condition key and key policies cannot.
    ///
    /// Source: AWS KMS Developer Guide, "AWS global condition keys" and "kms:ResourceAliases".
    static boolean isOfIdentityPoliciesOnly(String key) {
        String folded = folded(key);
        return folded.startsWith(RESOURCE_TAG) || folded.equals("kms:resourcealiases");
    }

    /// Returns whether two names differ in upper and lower case at most.
    static boolean sameName(String one, String other) {
        return folded(one).equals(folded(other));
    }

    static boolean isOfEncryptionContext(String key) {
        return folded(key).startsWith(CONTEXT);
    }

    /// Returns whether the value of a key can differ between the requests for an action that one principal
    /// makes about one KMS key.
    ///
    /// @param anySession whether the principal stands for all sessions of a role
    static boolean isOpen(String key, Subject subject, boolean anySession, Key about, KmsAction action) {
        String folded = folded(key);
        if (OF_SESSION.contains(folded) || folded.startsWith(PRINCIPAL_TAG)) {
            boolean session = subject.caller().type() == Caller.Type.AssumedRole
                    || subject.caller().type() == Caller.Type.FederatedUser;
            return folded.equals("aws:userid") ? anySession : session;
        }
        if (!isOfRequest(folded, true)) {
            return false;
        }
        if (isOfEncryptionContext(folded)) {
            return about.spec() == KeySpec.SYMMETRIC_DEFAULT
                    && action.conditionKeys().contains(ConditionKey.EncryptionContext);
        }
        if (folded.startsWith(REQUEST_TAG)) {
            return action.conditionKeys().contains(ConditionKey.RequestTag);
        }
        return differs(OF_ACTIONS.get(folded), action);
    }

    /// @param key null for one that no row names: any request may decide on it
    private static boolean differs(@Nullable ConditionKey key, KmsAction action) {
        // No service makes requests, so that this one has the same value in all.
        if (key == ConditionKey.GrantIsForAWSResource) {
            return false;
        }
        // A policy may ask any action for an algorithm.
        boolean ofAny = key == null || key == ConditionKey.EncryptionAlgorithm;
        return ofAny || action.conditionKeys().contains(key);
    }

    static String folded(String key) {
        return Fold.fold(key);
    }
}
