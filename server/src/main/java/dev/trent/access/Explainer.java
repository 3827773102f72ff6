package dev.trent.access;

import dev.trent.aws.Action;
import dev.trent.identity.Identity;
import dev.trent.identity.NamedPolicy;
import dev.trent.policy.Denial;
import dev.trent.policy.Finding;
import dev.trent.policy.Layer;
import dev.trent.policy.Policy;
import dev.trent.policy.RequestContext;
import java.util.ArrayList;
import java.util.List;

/// Says why a request was denied: it asks every policy that had a say, statement by statement, by the same
/// walk that decided.
final class Explainer {
    private static final String IDENTITY = "identity-based policy";
    private static final String BOUNDARY = "permissions boundary";
    private static final String SESSION = "session policy";
    private static final String KEY = "key policy";

    private Explainer() {}

    /// Returns the caller's side of a denial by its own policies alone.
    static Explanation.Side callerSide(
            Subject subject, Action action, String resource, Denial denial, RequestContext context) {
        SideWriter side = new SideWriter(decidedBy(denial, action));
        List<Finding> findings = writeOwn(side, subject, action, resource, context);
        return side.end(ownAdvice(subject, action, resource, denial, findings));
    }

    /// Returns the caller's side of a denial by a key that was decided on the key's side, or that there is
    /// not.
    static Explanation.Side callerSideHidden(Subject subject, Action action) {
        SideWriter side = new SideWriter("the account of the key, or the key does not exist");
        return side.end(List.of(
                "If the key exists, its account must let " + subject.caller().arn() + " or account "
                        + subject.caller().account() + " in, by the key policy or by a grant; and "
                        + "a policy of the caller must allow " + action + " on the key's ARN, unless a grant does.",
                "A key is of one Region: the call must go to the Region of the key."));
    }

    /// Returns the caller's side of a denial of a key whose decision its account may know.
    static Explanation.Side callerSide(Subject subject, KeyCase asked, Decision.Denied denied) {
        String resource = asked.key().toString();
        Denial denial = new Denial(denied.layer(), denied.explicit());
        SideWriter side = new SideWriter(decidedBy(denial, asked.action()));
        List<Finding> findings = writeOwn(side, subject, asked.action(), resource, asked.atCaller());
        if (denied.layer() == Layer.RESOURCE) {
            return side.end(keyAdvice(subject, asked, denied, keyFindings(asked)));
        }
        return side.end(ownAdvice(subject, asked.action(), resource, denial, findings));
    }

    /// Returns the caller's side of a denial by a role's trust policy, or of a role that there is not.
    static Explanation.Side callerSideOfRole(Subject subject, Action action, String role, RequestContext context) {
        SideWriter side = new SideWriter("the trust policy of the role, or the role does not exist");
        writeOwn(side, subject, action, role, context);
        return side.end(List.of("If the role exists, its trust policy must allow " + action + " to "
                + subject.caller().arn() + " or to account " + subject.caller().account() + "."));
    }

    /// Returns the side of a role that refused.
    static Explanation.Side roleSide(TrustDecision.Question question) {
        Identity role = question.role();
        Policy trust = role.trust();
        SideWriter side = new SideWriter("the trust policy of the role");
        if (trust == null) {
            return side.end(List.of());
        }
        List<Finding> findings =
                trust.explain(question.action(), role.arn(), question.subject().requester(), question.atTrust());
        side.policy("trust policy", role.arn(), findings);
        List<String> advice = new ArrayList<>();
        advice.add("Let the trust policy allow " + question.action() + " to "
                + question.subject().caller().arn() + " or to account "
                + question.subject().caller().account() + ", and have no Deny that applies.");
        nearly(advice, findings);
        return side.end(advice);
    }

    /// Returns the key's side of a denial.
    static Explanation.Side keySide(Subject subject, KeyCase asked, Decision.Denied denied) {
        SideWriter side = new SideWriter(decidedBy(new Denial(denied.layer(), denied.explicit()), asked.action()));
        List<Finding> findings = keyFindings(asked);
        side.policy(KEY, asked.key().toString(), findings);
        return side.end(
                denied.layer() == Layer.RESOURCE
                        ? keyAdvice(subject, asked, denied, findings)
                        : List.of("Nothing on the key's side refuses; the caller's own policies do."));
    }

    private static List<Finding> keyFindings(KeyCase asked) {
        return asked.policy().explain(asked.action(), asked.key().toString(), asked.requester(), asked.atKey());
    }

    private static List<Finding> writeOwn(
            SideWriter side, Subject subject, Action action, String resource, RequestContext context) {
        List<Finding> all = new ArrayList<>();
        Identity identity = subject.identity();
        for (NamedPolicy named : identity == null ? List.<NamedPolicy>of() : identity.policies()) {
            all.addAll(write(side, IDENTITY, label(named), named.policy(), subject, action, resource, context));
        }
        NamedPolicy boundary = identity == null ? null : identity.boundary();
        if (boundary != null) {
            all.addAll(write(side, BOUNDARY, boundary.name(), boundary.policy(), subject, action, resource, context));
        }
        int number = 0;
        for (Policy policy : subject.policies().session()) {
            String name = "session policy " + ++number;
            all.addAll(write(side, SESSION, name, policy, subject, action, resource, context));
        }
        return all;
    }

    private static List<Finding> write(
            SideWriter side,
            String layer,
            String name,
            Policy policy,
            Subject subject,
            Action action,
            String resource,
            RequestContext context) {
        List<Finding> findings = policy.explain(action, resource, subject.requester(), context);
        side.policy(layer, name, findings);
        return findings;
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

    private static List<String> ownAdvice(
            Subject subject, Action action, String resource, Denial denial, List<Finding> findings) {
        List<String> advice = new ArrayList<>();
        if (denial.explicit()) {
            advice.add("Remove the Deny statement that applies from the " + name(denial.layer())
                    + ", or narrow it so that it leaves out this request.");
            return advice;
        }
        String what = "an Allow for " + action + " on " + resource;
        String who = subject.identity() == null
                ? subject.caller().arn()
                : subject.identity().arn();
        advice.add(
                switch (denial.layer()) {
                    case IDENTITY -> "Give " + who + " a policy, or its groups one, with " + what + ".";
                    case BOUNDARY -> "Let the permissions boundary of " + who + " have " + what + ".";
                    case SESSION -> "Make the session with session policies that have " + what + ", or without any.";
                    case RESOURCE -> throw new AssertionError("the key policy is not the caller's");
                });
        nearly(advice, findings);
        return advice;
    }

    private static List<String> keyAdvice(
            Subject subject, KeyCase asked, Decision.Denied denied, List<Finding> findings) {
        List<String> advice = new ArrayList<>();
        if (denied.explicit()) {
            advice.add("Remove the Deny statement that applies from the key policy, or narrow it so that it leaves out"
                    + " this request.");
            return advice;
        }
        if (!asked.key().account().equals(asked.requester().account()) && !KmsActions.crossesAccounts(asked.action())) {
            advice.add("Nothing: " + asked.action() + " works on keys of the caller's own account only.");
            return advice;
        }
        advice.add("Let the key policy have an Allow for " + asked.action() + " that names "
                + subject.caller().arn() + " or account " + subject.caller().account()
                + "; naming the account lets the account's own policies decide.");
        if (KmsActions.grantable(asked.action()) != null) {
            advice.add("Or create a grant of " + asked.action().name() + " to the caller.");
        }
        nearly(advice, findings);
        return advice;
    }

    private static void nearly(List<String> advice, List<Finding> findings) {
        for (Finding.ConditionFails fails : SideWriter.nearlyAllowing(findings)) {
            advice.add("Statement " + (fails.statement().index() + 1) + " "
                    + (fails.statement().sid().isEmpty()
                            ? ""
                            : "\"" + fails.statement().sid() + "\" ")
                    + "would allow it if " + fails.key() + " satisfied " + fails.operator() + " "
                    + String.join(", ", fails.wanted()) + ".");
        }
    }
}
