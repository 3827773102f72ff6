package dev.trent.policy;

import dev.trent.aws.Action;
import dev.trent.aws.Fold;
import dev.trent.aws.Footprint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A policy document, parsed and compiled once. Any thread may ask it any number of times.
///
/// An evaluation never fails. Its time is linear in the size of the policy, times the length of the compared
/// values.
///
/// Source: IAM User Guide, "IAM JSON policy reference" and "Policy evaluation logic".
public final class Policy {
    /// The longest document that any of AWS's interfaces takes, in characters. Callers check smaller quotas.
    public static final int DOCUMENT_CHARACTERS_MAX = 131_072;

    private final String text;
    private final List<Statement> statements;
    private final List<Principal> principals;
    private final boolean contextual;
    private final long bytes;

    private Policy(String text, List<Statement> statements, List<Principal> principals) {
        this.text = text;
        this.statements = statements;
        this.principals = principals;
        this.contextual =
                statements.stream().anyMatch(statement -> !statement.keys().isEmpty());
        // The texts of principals are counted with their statements.
        this.bytes = Footprint.object(6)
                + Footprint.text(text)
                + Footprint.collection(statements.size())
                + statements.stream().mapToLong(Statement::bytes).sum()
                + Footprint.collection(principals.size())
                + principals.size() * Footprint.object(3);
    }

    /// Parses a document.
    ///
    /// @throws PolicyException with AWS's wording if the document is not valid
    public static Policy parse(String document, Kind kind) {
        return parse(document, kind, false);
    }

    /// Reads a stored document. It was parsed before it was stored, so later rules do not make it unreadable.
    ///
    /// @throws PolicyException if it is no policy
    public static Policy parseStored(String document, Kind kind) {
        return parse(document, kind, true);
    }

    private static Policy parse(String document, Kind kind, boolean stored) {
        if (document.length() > DOCUMENT_CHARACTERS_MAX || !document.chars().allMatch(Policy::mayStandInPolicy)) {
            throw new PolicyException(Grammar.SYNTAX);
        }
        Document parts = Document.read(Json.read(document));
        Grammar.check(parts, kind, stored);
        List<Statement> statements = new ArrayList<>();
        List<Principal> principals = new ArrayList<>();
        for (Document.Written written : parts.statements()) {
            statements.add(compiled(statements.size(), written, kind, parts.knowsVariables()));
            principals.addAll(principalsOf(written.principals()));
        }
        return new Policy(document, List.copyOf(statements), List.copyOf(principals));
    }

    private static Statement compiled(int index, Document.Written written, Kind kind, boolean variables) {
        try {
            return Statement.compile(index, written, kind, variables);
        } catch (PolicyException malformed) {
            throw malformed.in(index, written.sid());
        }
    }

    private static boolean mayStandInPolicy(int c) {
        return (c >= ' ' && c <= '\u00FF') || c == '\t' || c == '\n' || c == '\r';
    }

    private static List<Principal> principalsOf(Document.@Nullable Named named) {
        return named == null ? List.of() : named.principals();
    }

    /// Returns the document as it was given.
    public String text() {
        return text;
    }

    /// Returns about how many bytes of the heap the compiled policy takes. The number is never too low.
    public long bytes() {
        return bytes;
    }

    /// Returns the statements in the order of the document.
    public List<Statement> statements() {
        return statements;
    }

    /// Returns all principals that the document names, in its order. Their form is valid, but they may not
    /// exist.
    public List<Principal> principals() {
        return principals;
    }

    /// Returns the document with a new value for every principal. Nothing else changes.
    ///
    /// Rooms store a policy with unique ids in place of ARNs, and show it with the present ARNs of these ids.
    ///
    /// @param replacement returns the new value of a principal
    public String textWithPrincipals(Function<Principal, String> replacement) {
        StringBuilder replaced = new StringBuilder(text.length());
        int copied = 0;
        for (Principal principal : principals) {
            int value = principal.start() + 1;
            replaced.append(text, copied, value);
            Json.escape(replacement.apply(principal), replaced);
            copied = endOfString(value);
        }
        return replaced.append(text, copied, text.length()).toString();
    }

    private int endOfString(int start) {
        int i = start;
        while (text.charAt(i) != '"') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }

    /// Asks the policy.
    ///
    /// @param action the requested action
    /// @param resource the ARN of the requested resource, or `*` for an action without a resource
    /// @param requester the maker of the request; matters only if the policy names principals
    /// @param context the values of condition keys and variables
    public Evaluation evaluate(Action action, String resource, Requester requester, RequestContext context) {
        List<Statement> denying = List.of();
        List<Statement> direct = List.of();
        List<Statement> byIssuer = List.of();
        List<Statement> byAccount = List.of();
        for (Statement statement : statements) {
            if (statement.firstUnsatisfied(action, resource, requester, context) != null) {
                continue;
            }
            if (statement.effect() == Effect.DENY) {
                denying = with(denying, statement);
                continue;
            }
            switch (statement.naming(requester)) {
                case EVERYONE, SELF -> direct = with(direct, statement);
                case ISSUER -> byIssuer = with(byIssuer, statement);
                case ACCOUNT -> byAccount = with(byAccount, statement);
                case NOBODY -> throw new AssertionError(statement + " applies to nobody");
            }
        }
        return new Evaluation(denying, direct, byIssuer, byAccount);
    }

    /// Returns the condition keys that the policy reads in its conditions and variables: each once, in the
    /// order of the document.
    public List<String> contextKeys() {
        return distinct(statements.stream().flatMap(statement -> statement.keys().stream()));
    }

    /// Returns the condition keys without a value that the statements for this requester and action read. With
    /// values for these keys, the answer may be different.
    public List<String> missing(Action action, Requester requester, RequestContext context) {
        return distinct(
                statements.stream().flatMap(statement -> statement.missing(action, requester, context).stream()));
    }

    private static List<String> distinct(Stream<String> keys) {
        Map<String, String> found = new LinkedHashMap<>();
        keys.forEach(key -> found.putIfAbsent(Fold.fold(key), key));
        return List.copyOf(found.values());
    }

    /// Returns whether a statement has a `NotPrincipal`.
    public boolean hasNotPrincipal() {
        return statements.stream().anyMatch(Statement::hasNotPrincipal);
    }

    /// Returns the policy under the best or the worst assumption about the open keys. Best for the requester:
    /// the open conditions of every Allow statement hold, and every Deny statement with an open condition does
    /// not apply. Worst: the other way round.
    ///
    /// If both policies give the same answer, the values of the open keys do not matter.
    ///
    /// @param open tells whether the value of a key is unknown; its argument is the key as written in the
    ///     policy
    /// @param well true for the best assumption, false for the worst
    public Policy assuming(Predicate<String> open, boolean well) {
        if (!contextual) {
            return this;
        }
        List<Statement> assumed = new ArrayList<>();
        for (Statement statement : statements) {
            boolean satisfied = (statement.effect() == Effect.ALLOW) == well;
            if (satisfied) {
                assumed.add(statement.assuming(open));
            } else if (statement.open(open).isEmpty()) {
                assumed.add(statement);
            }
        }
        return new Policy(text, List.copyOf(assumed), principals);
    }

    /// Returns the statements that may apply: only the open keys decide about it.
    ///
    /// @param open as in [#assuming]
    public List<Open> open(
            Action action, String resource, Requester requester, RequestContext context, Predicate<String> open) {
        List<Open> found = new ArrayList<>();
        for (Statement statement : statements) {
            List<Open.Part> parts = statement.open(open);
            if (!parts.isEmpty()
                    && statement.assuming(open).firstUnsatisfied(action, resource, requester, context) == null) {
                found.add(new Open(statement, parts));
            }
        }
        return found;
    }

    private static List<Statement> with(List<Statement> some, Statement another) {
        if (some.isEmpty()) {
            return List.of(another);
        }
        List<Statement> more = some instanceof ArrayList<Statement> growing ? growing : new ArrayList<>(some);
        more.add(another);
        return more;
    }

    /// Explains the policy's answer: for every statement, why it applies or the first reason why not.
    public List<Finding> explain(Action action, String resource, Requester requester, RequestContext context) {
        List<Finding> findings = new ArrayList<>();
        for (Statement statement : statements) {
            Clause clause = statement.firstUnsatisfied(action, resource, requester, context);
            findings.add(
                    clause == null
                            ? statement.applies(requester, context)
                            : statement.finding(clause, action, resource, requester, context));
        }
        return findings;
    }

    /// Returns the Allow statements that do not apply to a request, in the order of the document. Each comes
    /// with every part that does not match the request.
    public List<NearMiss> nearMisses(Action action, String resource, Requester requester, RequestContext context) {
        List<NearMiss> misses = new ArrayList<>();
        for (Statement statement : statements) {
            List<Clause> unsatisfied = statement.effect() == Effect.ALLOW
                    ? statement.unsatisfied(action, resource, requester, context)
                    : List.of();
            if (!unsatisfied.isEmpty()) {
                misses.add(new NearMiss(
                        statement,
                        unsatisfied.stream()
                                .map(clause -> statement.finding(clause, action, resource, requester, context))
                                .toList()));
            }
        }
        return misses;
    }
}
