package dev.trent.policy;

import dev.trent.aws.Action;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One statement of a policy, compiled.
public final class Statement {
    private final int index;
    private final String sid;
    private final Effect effect;
    private final Principals principals;
    private final Actions actions;
    private final Resources resources;
    private final Condition[] conditions;

    private Statement(
            int index, Document.Written written, Principals principals, Resources resources, Condition[] conditions) {
        this.index = index;
        this.sid = written.sid() == null ? "" : written.sid();
        this.effect = effectOf(written);
        this.principals = principals;
        this.actions = Actions.compile(written.actions());
        this.resources = resources;
        this.conditions = conditions;
    }

    static Statement compile(int index, Document.Written written, Kind kind, boolean variables) {
        List<Condition> conditions = new ArrayList<>();
        for (Document.Wanted wanted : written.conditions()) {
            Operator operator = Operator.parse(wanted.operator());
            if (operator == null) {
                throw new PolicyException(Grammar.SYNTAX);
            }
            conditions.add(Condition.compile(operator, wanted, effectOf(written), variables));
        }
        return new Statement(
                index,
                written,
                Principals.compile(written.principals(), effectOf(written)),
                kind == Kind.TRUST ? Resources.UNSTATED : Resources.compile(written.resources(), variables),
                conditions.toArray(Condition[]::new));
    }

    private static Effect effectOf(Document.Written written) {
        return written.effect().equals("Deny") ? Effect.DENY : Effect.ALLOW;
    }

    /// Returns the statement's place in the policy, from 0.
    public int index() {
        return index;
    }

    /// Returns the statement's `Sid`; empty if it has none.
    public String sid() {
        return sid;
    }

    /// Returns what the statement does to the requests it applies to.
    public Effect effect() {
        return effect;
    }

    /// Returns the first clause that a request does not satisfy; null if the statement applies.
    ///
    /// To decide and to explain are this one walk: a decision asks whether there is such a clause, an explanation
    /// asks which.
    @Nullable
    Clause firstUnsatisfied(Action action, String resource, Requester requester, RequestContext context) {
        if (naming(requester) == Naming.NOBODY) {
            return principals;
        }
        if (!actions.match(action)) {
            return actions;
        }
        if (!resources.match(resource, context)) {
            return resources;
        }
        for (Condition condition : conditions) {
            if (!condition.holds(context)) {
                return condition;
            }
        }
        return null;
    }

    Naming naming(Requester requester) {
        return principals.naming(requester);
    }

    @Override
    public String toString() {
        return "Statement[" + index + (sid.isEmpty() ? "" : " " + sid) + "]";
    }
}
