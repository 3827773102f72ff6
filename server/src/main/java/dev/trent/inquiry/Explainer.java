package dev.trent.inquiry;

import dev.trent.access.Decision;
import dev.trent.access.KeyCase;
import dev.trent.access.OwnCase;
import dev.trent.access.Refused;
import dev.trent.access.Subject;
import dev.trent.access.TrustDecision;
import dev.trent.aws.Action;
import dev.trent.aws.Arn;
import dev.trent.aws.Caller;
import dev.trent.identity.Identity;
import dev.trent.identity.NamedPolicy;
import dev.trent.inquiry.Advice.Nearness;
import dev.trent.keys.Grant;
import dev.trent.keys.GrantConstraint;
import dev.trent.policy.Denial;
import dev.trent.policy.Effect;
import dev.trent.policy.Finding;
import dev.trent.policy.IdentityDecision;
import dev.trent.policy.Layer;
import dev.trent.policy.Naming;
import dev.trent.policy.NearMiss;
import dev.trent.policy.Policy;
import dev.trent.policy.RequestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Says why a request was denied, by the same evaluation that decided, and what would allow it.
///
/// Every policy that took part is asked, statement by statement. Principals in policies are shown by the ARNs
/// that they have now.
final class Explainer {
    private static final String IDENTITY = "identity-based policy";
    private static final String BOUNDARY = "permissions boundary";
    private static final String SESSION = "session policy";
    private static final String KEY = "key policy";
    private static final String THE_KEY_POLICY = "the key policy";

    private final UnaryOperator<String> arnOf;

    /// @param arnOf returns the ARN that a stored principal has now
    Explainer(UnaryOperator<String> arnOf) {
        this.arnOf = arnOf;
    }

    /// Returns the caller's side of a denial by its own policies alone.
    Explanation.Side callerSide(OwnCase asked, Denial denial) {
        Subject subject = asked.subject();
        Action action = asked.action();
        FindingWords words = new FindingWords(arnOf);
        List<Own> own = own(subject, action, asked.resource(), asked.context());
        Advice advice = new Advice(words);
        if (denial.explicit()) {
            addDeny(advice, words, own, denial.layer());
        } else {
            addOwn(advice, words, subject, action, asked.resource(), denial.layer(), own);
        }
        SideWriter side = new SideWriter(decidedBy(denial, action), advice.sentences(), words);
        write(side, own);
        return side.end();
    }

    /// Returns the caller's side if the key's side denied, or if there is no such key. The caller may not know
    /// which.
    Explanation.Side callerSideHidden(Subject subject, Action action) {
        FindingWords words = new FindingWords(arnOf);
        List<String> advice = List.of(
                "If the key exists, its account must let " + subject.caller().arn() + " or account "
                        + subject.caller().account() + " in, by the key policy or by a grant; and "
                        + "a policy of the caller must allow " + action + " on the key's ARN, unless a grant does.",
                "A key is of one Region: the call must go to the Region of the key.");
        return new SideWriter("the account of the key, or the key does not exist", advice, words).end();
    }

    /// Returns the caller's side of a denial of a key whose decision its account may know.
    Explanation.Side callerSide(Refused.AtKey refused) {
        Subject subject = refused.subject();
        KeyCase asked = refused.asked();
        Decision.Denied denied = refused.denied();
        FindingWords words = new FindingWords(arnOf);
        List<Own> own = own(subject, asked.action(), asked.key().toString(), asked.atCaller());
        List<String> advice =
                refused.atHome() ? adviceAtHome(words, refused, own) : adviceOnOwn(words, subject, asked, denied, own);
        SideWriter side =
                new SideWriter(decidedBy(new Denial(denied.layer(), denied.explicit()), asked.action()), advice, words);
        write(side, own);
        return side.end();
    }

    /// Returns the key's side of a denial.
    Explanation.Side keySide(Refused.AtKey refused) {
        KeyCase asked = refused.asked();
        Decision.Denied denied = refused.denied();
        FindingWords words = new FindingWords(arnOf);
        // The account of the key is the caller's own: its side has all the advice.
        List<String> advice = refused.atHome()
                ? List.of()
                : denied.layer() == Layer.RESOURCE
                        ? adviceOnKey(words, refused)
                        : List.of("Nothing on the key's side refuses; the caller's own policies do.");
        SideWriter side =
                new SideWriter(decidedBy(new Denial(denied.layer(), denied.explicit()), asked.action()), advice, words);
        side.policy(KEY, asked.key().toString(), true, keyFindings(asked));
        return side.end();
    }

    /// Returns the caller's side if a role's trust policy denied, or if there is no such role.
    Explanation.Side callerSideOfRole(OwnCase asked) {
        Subject subject = asked.subject();
        Action action = asked.action();
        FindingWords words = new FindingWords(arnOf);
        List<String> advice = List.of("If the role exists, its trust policy must allow " + action + " to "
                + subject.caller().arn() + " or to account " + subject.caller().account() + ".");
        SideWriter side = new SideWriter("the trust policy of the role, or the role does not exist", advice, words);
        write(side, own(subject, action, asked.resource(), asked.context()));
        return side.end();
    }

    /// Returns the side of a role that refused.
    Explanation.Side roleSide(TrustDecision.RoleCase question) {
        FindingWords words = new FindingWords(arnOf);
        Identity role = question.role();
        Subject subject = question.subject();
        Action action = question.action();
        Policy trust = role.trust();
        if (trust == null) {
            return new SideWriter("the trust policy of the role", List.of(), words).end();
        }
        List<Finding> findings = trust.explain(action, role.arn(), subject.requester(), question.atTrust());
        Advice advice = new Advice(words);
        addDeny(advice, words, "the trust policy", false, findings);
        advice.addNearMisses(
                "the trust policy",
                false,
                trust.nearMisses(action, role.arn(), subject.requester(), question.atTrust()),
                action,
                who(subject),
                _ -> "");
        advice.add(
                Nearness.STATEMENT,
                "Add a statement to the trust policy that allows " + action + " to " + who(subject) + ", or to account "
                        + subject.caller().account() + ".");
        SideWriter side = new SideWriter("the trust policy of the role", advice.sentences(), words);
        side.policy("trust policy", role.arn(), false, findings);
        return side.end();
    }

    /// Returns the only side of a denial by a rule that no policy can change.
    Explanation.Side ofRule() {
        return new SideWriter(
                        "a rule of the operation, which no policy can change",
                        List.of("Nothing that could be written in a policy allows it."),
                        new FindingWords(arnOf))
                .end();
    }

    /// Returns the only side of a refusal of a malformed policy.
    Explanation.Side ofCulprit(String culprit) {
        return new SideWriter(
                        "the form of the policy",
                        List.of("Correct in the policy: " + culprit + "."),
                        new FindingWords(arnOf))
                .end();
    }

    // Advice

    /// Of a key of the caller's own account: key policy, grants and the caller's policies are all within reach.
    private static List<String> adviceAtHome(FindingWords words, Refused.AtKey refused, List<Own> own) {
        Subject subject = refused.subject();
        KeyCase asked = refused.asked();
        Decision.Denied denied = refused.denied();
        Advice advice = new Advice(words);
        Layer layer = denied.layer();
        if (denied.explicit()) {
            if (layer == Layer.RESOURCE) {
                addDeny(advice, words, THE_KEY_POLICY, true, keyFindings(asked));
            } else {
                addDeny(advice, words, own, layer);
            }
            return advice.sentences();
        }
        addKeyPolicy(advice, subject, asked, layer == Layer.RESOURCE);
        addNearGrant(advice, words, subject, asked.key(), refused.nearGrant());
        if (layer == Layer.RESOURCE) {
            addNewRights(advice, subject, asked);
        } else {
            advice.add(
                    Nearness.STATEMENT,
                    "Add a statement to the key policy that allows " + asked.action() + " to " + who(subject) + ".");
            addNewGrant(advice, subject, asked);
            addOwn(advice, words, subject, asked.action(), asked.key().toString(), layer, own);
        }
        return advice.sentences();
    }

    /// Of a key of another account that has let the caller in: the caller's own policies refuse.
    private static List<String> adviceOnOwn(
            FindingWords words, Subject subject, KeyCase asked, Decision.Denied denied, List<Own> own) {
        Advice advice = new Advice(words);
        if (denied.explicit()) {
            addDeny(advice, words, own, denied.layer());
        } else {
            addOwn(advice, words, subject, asked.action(), asked.key().toString(), denied.layer(), own);
        }
        return advice.sentences();
    }

    /// For the account of a key that another account's caller was denied.
    private static List<String> adviceOnKey(FindingWords words, Refused.AtKey refused) {
        Subject subject = refused.subject();
        KeyCase asked = refused.asked();
        Decision.Denied denied = refused.denied();
        Advice advice = new Advice(words);
        if (denied.explicit()) {
            addDeny(advice, words, THE_KEY_POLICY, true, keyFindings(asked));
        } else if (!asked.crossesAccounts()) {
            advice.add(
                    Nearness.ONLY,
                    "Nothing allows it: " + asked.action() + " works on keys of the caller's own account only.");
        } else {
            addKeyPolicy(advice, subject, asked, true);
            addNearGrant(advice, words, subject, asked.key(), refused.nearGrant());
            addNewRights(advice, subject, asked);
        }
        return advice.sentences();
    }

    private static void addKeyPolicy(Advice advice, Subject subject, KeyCase asked, boolean delegationMissing) {
        IdentityDecision onCaller = asked.onCaller();
        advice.addNearMisses(
                THE_KEY_POLICY,
                true,
                asked
                        .policy()
                        .nearMisses(asked.action(), asked.key().toString(), asked.requester(), asked.atKey())
                        .stream()
                        .filter(miss -> delegationMissing || !delegates(miss, asked))
                        .toList(),
                asked.action(),
                who(subject),
                miss -> further(miss, asked, onCaller));
    }

    /// Returns whether a statement would only let the caller's own policies decide, which they have done
    /// already.
    private static boolean delegates(NearMiss miss, KeyCase asked) {
        return miss.statement().names(asked.requester()) == Naming.ACCOUNT;
    }

    private static String further(NearMiss miss, KeyCase asked, IdentityDecision onCaller) {
        boolean abroad = !asked.key().account().equals(asked.requester().account());
        Naming naming = miss.statement().names(asked.requester());
        boolean needsOwn = naming == Naming.ACCOUNT || abroad;
        boolean limited = naming == Naming.ISSUER && onCaller.denialByLimit() != null;
        if (limited) {
            return "; the caller's permissions boundary and session policies would have to allow it too";
        }
        return needsOwn && onCaller.denial() != null ? "; a policy of the caller would have to allow it too" : "";
    }

    private static void addNearGrant(
            Advice advice, FindingWords words, Subject subject, Arn key, Function<String, @Nullable Grant> nearGrant) {
        for (String principal : grantees(subject, key)) {
            Grant grant = nearGrant.apply(principal);
            if (grant != null && grant.constraint() != null) {
                advice.add(Nearness.VALUE, nearGrant(grant, grant.constraint(), words));
            }
        }
    }

    private static String nearGrant(Grant grant, GrantConstraint constraint, FindingWords words) {
        String pairs = new TreeMap<>(constraint.pairs())
                .entrySet().stream()
                        .map(pair -> words.quoted(pair.getKey()) + "=" + words.quoted(pair.getValue()))
                        .collect(Collectors.joining(" and "));
        String context = switch (constraint.type()) {
            case EncryptionContextEquals -> "were exactly ";
            case EncryptionContextSubset -> "had ";
        };
        return "Grant " + grant.grantId() + " to " + words.principal(grant.grantee())
                + " would allow it if the encryption context " + context + pairs + ".";
    }

    private static void addNewRights(Advice advice, Subject subject, KeyCase asked) {
        String account = "account " + subject.caller().account();
        String others = "; one that names " + account + " would let all policies of that account decide";
        boolean root = subject.caller().type() == Caller.Type.Root;
        advice.add(
                Nearness.STATEMENT,
                "Add a statement to the key policy that allows " + asked.action() + " to "
                        + (root ? account : who(subject) + others) + ".");
        addNewGrant(advice, subject, asked);
    }

    private static void addNewGrant(Advice advice, Subject subject, KeyCase asked) {
        if (asked.isGrantable() && subject.caller().type() != Caller.Type.Root) {
            advice.add(
                    Nearness.GRANT,
                    "Create a grant of " + asked.action().name() + " on this key to " + who(subject) + ".");
        }
    }

    private static void addOwn(
            Advice advice,
            FindingWords words,
            Subject subject,
            Action action,
            String resource,
            Layer layer,
            List<Own> own) {
        for (Own each : own) {
            if (each.layer == layer) {
                advice.addNearMisses(
                        each.what() + " " + words.quoted(each.name),
                        false,
                        each.policy.nearMisses(action, resource, subject.requester(), each.context),
                        action,
                        who(subject),
                        _ -> "");
            }
        }
        String what = "an Allow for " + action + " on " + resource;
        String who = who(subject);
        boolean user = subject.caller().type() == Caller.Type.IAMUser;
        switch (layer) {
            case IDENTITY ->
                advice.add(
                        Nearness.POLICY,
                        "Give " + who + " a policy" + (user ? ", or one of its groups," : "") + " with " + what + ".");
            case BOUNDARY ->
                advice.add(Nearness.POLICY, "Let the permissions boundary of " + who + " have " + what + ".");
            case SESSION ->
                advice.add(
                        Nearness.POLICY,
                        "Make the session with session policies that have " + what + ", or without any.");
            case RESOURCE -> throw new AssertionError("the key policy is not the caller's");
        }
    }

    private static void addDeny(Advice advice, FindingWords words, List<Own> own, Layer layer) {
        for (Own each : own) {
            if (each.layer == layer) {
                addDeny(advice, words, each.what() + " " + words.quoted(each.name), false, each.findings);
            }
        }
    }

    private static void addDeny(
            Advice advice, FindingWords words, String policy, boolean inKeyPolicy, List<Finding> findings) {
        for (Finding finding : findings) {
            if (finding instanceof Finding.Applies applies
                    && applies.statement().effect() == Effect.DENY) {
                String statement = words.statement(applies.statement());
                advice.add(
                        Nearness.ONLY,
                        "The Deny in " + statement + " of " + policy + " " + words.because(applies, inKeyPolicy)
                                + ". Remove it, or narrow it so that it leaves out this request.");
            }
        }
    }

    /// Returns the user or role that a policy would have to name; for a session, the user or role behind it.
    private static String who(Subject subject) {
        return subject.identity() == null
                ? subject.caller().arn()
                : subject.identity().arn();
    }

    /// Returns the names under which a grant can be given to a caller, the narrowest first.
    private static List<String> grantees(Subject subject, Arn key) {
        Caller caller = subject.caller();
        List<String> grantees = new ArrayList<>();
        switch (caller.type()) {
            case IAMUser, AssumedRole -> grantees.add(caller.principalId());
            case FederatedUser -> grantees.add(caller.arn());
            case Root -> {}
        }
        if (subject.requester().issuerId() != null) {
            grantees.add(subject.requester().issuerId());
        }
        grantees.add(key.rootOf(caller.account()).toString());
        return grantees;
    }

    // What was asked

    /// A policy that the caller brings along, with what it said.
    private record Own(Layer layer, String name, Policy policy, RequestContext context, List<Finding> findings) {
        String what() {
            return switch (layer) {
                case IDENTITY -> IDENTITY;
                case BOUNDARY -> BOUNDARY;
                case SESSION -> SESSION;
                case RESOURCE -> throw new AssertionError("the key policy is not the caller's");
            };
        }
    }

    private static List<Own> own(Subject subject, Action action, String resource, RequestContext context) {
        List<Own> all = new ArrayList<>();
        Identity identity = subject.identity();
        for (NamedPolicy named : identity == null ? List.<NamedPolicy>of() : identity.policies()) {
            all.add(asked(Layer.IDENTITY, label(named), named.policy(), subject, action, resource, context));
        }
        NamedPolicy boundary = identity == null ? null : identity.boundary();
        if (boundary != null) {
            all.add(asked(Layer.BOUNDARY, boundary.name(), boundary.policy(), subject, action, resource, context));
        }
        int number = 0;
        for (Policy policy : subject.policies().session()) {
            String name = "session policy " + ++number;
            all.add(asked(Layer.SESSION, name, policy, subject, action, resource, context));
        }
        return all;
    }

    private static Own asked(
            Layer layer,
            String name,
            Policy policy,
            Subject subject,
            Action action,
            String resource,
            RequestContext context) {
        return new Own(layer, name, policy, context, policy.explain(action, resource, subject.requester(), context));
    }

    private static void write(SideWriter side, List<Own> own) {
        own.forEach(each -> side.policy(each.what(), each.name, false, each.findings));
    }

    private static List<Finding> keyFindings(KeyCase asked) {
        return asked.policy().explain(asked.action(), asked.key().toString(), asked.requester(), asked.atKey());
    }

    private static String label(NamedPolicy named) {
        return named.managed() ? named.name() : named.name() + " of " + named.holder();
    }

    private static String decidedBy(Denial denial, Action action) {
        return denial.explicit()
                ? "an explicit deny in the " + name(denial.layer())
                : "the lack of an Allow for " + action + " in the " + name(denial.layer());
    }

    private static String name(Layer layer) {
        return switch (layer) {
            case IDENTITY -> "caller's identity-based policies";
            case BOUNDARY -> "caller's permissions boundary";
            case SESSION -> "session policies";
            case RESOURCE -> KEY;
        };
    }
}
