package dev.trent.policy;

import dev.trent.aws.Action;
import dev.trent.aws.Footprint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
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
    private final boolean variables;
    private final Document.Span span;

    private Statement(
            int index,
            Document.Written written,
            Principals principals,
            Resources resources,
            Condition[] conditions,
            boolean variables) {
        this.index = index;
        this.sid = written.sid() == null ? "" : written.sid();
        this.effect = effectOf(written);
        this.principals = principals;
        this.actions = Actions.compile(written.actions());
        this.resources = resources;
        this.conditions = conditions;
        this.variables = variables;
        this.span = written.span();
    }

    private Statement(Statement all, Resources resources, Condition[] conditions) {
        this.index = all.index;
        this.sid = all.sid;
        this.effect = all.effect;
        this.principals = all.principals;
        this.actions = all.actions;
        this.resources = resources;
        this.conditions = conditions;
        this.variables = all.variables;
        this.span = all.span;
    }

    static Statement compile(int index, Document.Written written, Kind kind, boolean variables) {
        List<Condition> conditions = new ArrayList<>();
        for (Document.Wanted wanted : written.conditions()) {
            ConditionOperator operator = ConditionOperator.parse(wanted.operator());
            if (operator == null) {
                throw new PolicyException(Grammar.SYNTAX, "condition operator \"" + wanted.operator() + "\"");
            }
            conditions.add(Condition.compile(operator, wanted, effectOf(written), variables));
        }
        return new Statement(
                index,
                written,
                Principals.compile(written.principals(), effectOf(written)),
                kind == Kind.TRUST ? Resources.UNSTATED : Resources.compile(written.resources(), variables),
                conditions.toArray(Condition[]::new),
                variables);
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

    /// Returns the effect of the statement on the requests that it applies to.
    public Effect effect() {
        return effect;
    }

    /// Returns the index of the statement's opening brace in the policy's document.
    public int start() {
        return span.start();
    }

    /// Returns the index after the statement's closing brace.
    public int end() {
        return span.end();
    }

    /// Returns the principals named as written; empty if the policy names none.
    public List<String> principals() {
        return principals.wanted();
    }

    /// Returns whether the statement covers every action of a service, or all actions with exceptions.
    public boolean isSweeping(String service) {
        return actions.isNegated()
                || actions.wanted().stream().anyMatch(written -> written.equals("*") || written.equals(service + ":*"));
    }

    /// Returns the first clause that a request does not satisfy; null if the statement applies.
    ///
    /// Decisions and explanations use the same walk. A decision asks whether there is such a clause, an
    /// explanation asks which.
    @Nullable
    Clause firstUnsatisfied(Action action, String resource, Requester requester, RequestContext context) {
        if (naming(requester) == Naming.NOBODY) {
            return principals;
        }
        if (!actions.match(action, context.steps())) {
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

    /// Returns every clause that a request does not satisfy, in the order of [#firstUnsatisfied].
    List<Clause> unsatisfied(Action action, String resource, Requester requester, RequestContext context) {
        List<Clause> unsatisfied = new ArrayList<>();
        if (naming(requester) == Naming.NOBODY) {
            unsatisfied.add(principals);
        }
        if (!actions.match(action, context.steps())) {
            unsatisfied.add(actions);
        }
        if (!resources.match(resource, context)) {
            unsatisfied.add(resources);
        }
        for (Condition condition : conditions) {
            if (!condition.holds(context)) {
                unsatisfied.add(condition);
            }
        }
        return unsatisfied;
    }

    /// Returns the finding about a clause that a request does not satisfy.
    Finding finding(Clause clause, Action action, String resource, Requester requester, RequestContext context) {
        return switch (clause) {
            case Principals p -> new Finding.OtherPrincipal(this, p.isNegated(), p.wanted(), requester.arn());
            case Actions a -> new Finding.OtherAction(this, a.isNegated(), a.wanted(), action.toString());
            case Resources r ->
                new Finding.OtherResource(
                        this, r.isNegated(), shown(r.wanted(), context), resource, unresolved(r.wanted(), context));
            case Condition c -> new Finding.ConditionFails(this, c.compared(context, variables));
        };
    }

    /// Returns the finding that the statement applies to a request.
    Finding.Applies applies(Requester requester, RequestContext context) {
        return new Finding.Applies(
                this,
                naming(requester),
                Stream.of(conditions)
                        .map(condition -> condition.compared(context, variables))
                        .toList());
    }

    private List<String> shown(List<String> written, RequestContext context) {
        return variables
                ? written.stream().map(text -> Template.shown(text, context)).toList()
                : written;
    }

    private List<String> unresolved(List<String> written, RequestContext context) {
        return variables
                ? written.stream()
                        .flatMap(text -> Template.unresolvedIn(text, context).stream())
                        .distinct()
                        .toList()
                : List.of();
    }

    /// Returns the condition keys that the statement reads, in its conditions and by variables.
    List<String> keys() {
        List<String> keys = new ArrayList<>(resourceKeys());
        for (Condition condition : conditions) {
            keys.addAll(condition.keys(variables));
        }
        return keys;
    }

    /// Returns the keys without a value, if principal and action of the statement match.
    List<String> missing(Action action, Requester requester, RequestContext context) {
        if (naming(requester) == Naming.NOBODY || !actions.match(action, context.steps())) {
            return List.of();
        }
        context.steps().spend(span.end() - span.start());
        return keys().stream().filter(key -> context.values(key).isEmpty()).toList();
    }

    /// Returns the parts of the statement that read open keys; empty if there are none.
    ///
    /// @param open tells whether the value of a key is unknown
    List<Open.Part> open(Predicate<String> open) {
        List<Open.Part> parts = new ArrayList<>();
        if (resourceKeys().stream().anyMatch(open)) {
            parts.add(new Open.Part(resources.isNegated() ? "NotResource" : "Resource", "is", resources.wanted()));
        }
        for (Condition condition : conditions) {
            if (condition.keys(variables).stream().anyMatch(open)) {
                parts.add(new Open.Part(condition.key(), condition.operator().written(), condition.wanted()));
            }
        }
        return parts;
    }

    /// Returns the statement under the assumption that all parts that read open keys are satisfied.
    Statement assuming(Predicate<String> open) {
        boolean resourceOpen = resourceKeys().stream().anyMatch(open);
        List<Condition> closed = new ArrayList<>();
        for (Condition condition : conditions) {
            if (condition.keys(variables).stream().noneMatch(open)) {
                closed.add(condition);
            }
        }
        return resourceOpen || closed.size() < conditions.length
                ? new Statement(this, resourceOpen ? Resources.UNSTATED : resources, closed.toArray(Condition[]::new))
                : this;
    }

    /// Returns about how many bytes of the heap this takes.
    long bytes() {
        long bytes = Footprint.object(10)
                + Footprint.object(2)
                + Footprint.text(sid)
                + principals.bytes()
                + actions.bytes()
                + resources.bytes()
                + Footprint.collection(conditions.length);
        for (Condition condition : conditions) {
            bytes += condition.bytes();
        }
        return bytes;
    }

    private List<String> resourceKeys() {
        return variables
                ? resources.wanted().stream()
                        .flatMap(written -> Template.keysIn(written).stream())
                        .toList()
                : List.of();
    }

    /// Returns how the statement names a requester, even if its other parts do not match.
    public Naming names(Requester requester) {
        return naming(requester);
    }

    boolean hasNotPrincipal() {
        return principals.isNegated();
    }

    Naming naming(Requester requester) {
        return principals.naming(requester);
    }

    @Override
    public String toString() {
        return "Statement[" + index + (sid.isEmpty() ? "" : " " + sid) + "]";
    }
}
