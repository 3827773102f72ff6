package dev.trent.inquiry;

import dev.trent.policy.Effect;
import dev.trent.policy.Finding;
import dev.trent.policy.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Says in words why a statement applies to a request, or why not.
///
/// What comes from requests and policies is cut: the words are bounded whatever was asked. Made for one
/// explanation and used by one thread.
final class FindingWords {
    private static final int CHARACTERS_MAX = 200;
    private static final int VALUES_MAX = 10;
    private static final int BRIEF_CHARACTERS_MAX = 60;
    private static final int BRIEF_VALUES_MAX = 2;

    /// Each name may cost a look into the database; a caller without rights can bring about a denial.
    private static final int NAMES_LOOKED_UP_MAX = 50;

    private final UnaryOperator<String> arnOf;
    private final Map<String, String> looked;
    private final int valuesMax;
    private final int charactersMax;

    /// @param arnOf returns the ARN that a stored principal has now
    FindingWords(UnaryOperator<String> arnOf) {
        this(arnOf, new HashMap<>(), VALUES_MAX, CHARACTERS_MAX);
    }

    private FindingWords(UnaryOperator<String> arnOf, Map<String, String> looked, int valuesMax, int charactersMax) {
        this.arnOf = arnOf;
        this.looked = looked;
        this.valuesMax = valuesMax;
        this.charactersMax = charactersMax;
    }

    /// Returns words that fit where these do not.
    FindingWords brief() {
        return new FindingWords(arnOf, looked, BRIEF_VALUES_MAX, BRIEF_CHARACTERS_MAX);
    }

    /// Returns how many values are shown of a list.
    int valuesMax() {
        return valuesMax;
    }

    /// Returns why the statement applies or not, without the statement's name.
    String because(Finding finding, boolean inKeyPolicy) {
        return switch (finding) {
            case Finding.Applies applies -> applies(applies, inKeyPolicy);
            case Finding.OtherPrincipal other ->
                "does not apply: it is for " + (other.negated() ? "all but " : "") + principals(other.wanted())
                        + ", and the caller is " + quoted(other.found());
            case Finding.OtherAction other ->
                "does not apply: it is about " + (other.negated() ? "all actions but " : "") + listed(other.wanted())
                        + ", and the request is " + other.found();
            case Finding.OtherResource other ->
                "does not apply: it is about " + (other.negated() ? "all resources but " : "") + listed(other.wanted())
                        + ", and the request concerns " + quoted(other.found()) + unresolved(other.unresolved());
            case Finding.ConditionFails fails ->
                "does not apply: its condition " + wants(fails.condition()) + ", and "
                        + found(fails.condition(), inKeyPolicy);
        };
    }

    private String applies(Finding.Applies applies, boolean inKeyPolicy) {
        String how = switch (applies.naming()) {
            case EVERYONE, SELF -> "applies to this request";
            case ISSUER -> "applies to this request, by the role or user behind the session";
            case ACCOUNT -> "applies to the caller's account, whose own policies decide";
            case NOBODY -> throw new AssertionError("a statement for nobody applies");
        };
        if (applies.statement().effect() == Effect.ALLOW || applies.conditions().isEmpty()) {
            return how;
        }
        return how + " because "
                + applies.conditions().stream()
                        .limit(valuesMax)
                        .map(condition -> holds(condition, inKeyPolicy))
                        .collect(Collectors.joining(" and "));
    }

    private String holds(Finding.Compared condition, boolean inKeyPolicy) {
        return condition.operator() + " " + listed(condition.wanted()) + " on " + cut(condition.key()) + " holds: "
                + found(condition, inKeyPolicy);
    }

    /// Returns `StringEquals on kms:ViaService wants "s3"`.
    private String wants(Finding.Compared condition) {
        return condition.operator() + " on " + cut(condition.key()) + " wants " + listed(condition.wanted());
    }

    /// Returns what the request has for a condition, or why it has nothing.
    String found(Finding.Compared condition, boolean inKeyPolicy) {
        String key = condition.key();
        String variables = unresolved(condition.unresolved());
        if (!condition.found().isEmpty()) {
            return "the request has " + listed(condition.found()) + about(condition) + variables;
        }
        if (inKeyPolicy && ConditionKeys.isOfIdentityPoliciesOnly(key)) {
            return "a key policy cannot look at " + cut(key) + ", an IAM policy can" + variables;
        }
        return "the request has no " + cut(key) + whyAbsent(key) + variables;
    }

    /// Returns what a person may not see at once in a value that the request has.
    String about(Finding.Compared condition) {
        boolean sameButCase = condition.found().stream()
                .anyMatch(found -> condition.wanted().stream()
                        .anyMatch(wanted -> !wanted.equals(found) && ConditionKeys.sameName(wanted, found)));
        boolean plainHttp = ConditionKeys.folded(condition.key()).equals("aws:securetransport")
                && condition.found().contains("false");
        return sameButCase ? ", in which upper and lower case differ" : plainHttp ? ", as it came over plain HTTP" : "";
    }

    private String whyAbsent(String key) {
        if (ConditionKeys.isNeverSet(key)) {
            return ", which Trent never sets";
        }
        return switch (ConditionKeys.folded(key)) {
            case "aws:multifactorauthpresent" -> ", which only requests of a session have";
            case "aws:username" -> ", which only requests of a user have, not those of a role's session";
            default -> "";
        };
    }

    private String unresolved(List<String> keys) {
        return keys.isEmpty()
                ? ""
                : "; "
                        + keys.stream()
                                .limit(valuesMax)
                                .map(key -> "the request has no " + cut(key) + whyAbsent(key) + ", so ${" + cut(key)
                                        + "} stands for nothing")
                                .collect(Collectors.joining("; "));
    }

    /// Returns `statement 2 "Sid"`.
    String statement(Statement statement) {
        return "statement " + (statement.index() + 1)
                + (statement.sid().isEmpty() ? "" : " " + quoted(statement.sid()));
    }

    /// Returns principals as they are called now.
    String principals(List<String> stored) {
        return listed(stored.stream().limit(valuesMax).map(this::principal).toList(), stored.size());
    }

    /// Returns what a principal is called now.
    String principal(String stored) {
        String known = looked.get(stored);
        if (known != null) {
            return known;
        }
        if (looked.size() >= NAMES_LOOKED_UP_MAX) {
            return stored;
        }
        String arn = arnOf.apply(stored);
        looked.put(stored, arn);
        return arn;
    }

    String listed(List<String> values) {
        return listed(values, values.size());
    }

    private String listed(List<String> values, int all) {
        if (all == 0) {
            return "nothing";
        }
        String some = values.stream().limit(valuesMax).map(this::quoted).collect(Collectors.joining(" or "));
        return all <= valuesMax ? some : some + " or " + (all - valuesMax) + " more";
    }

    String quoted(String value) {
        return "\"" + cut(value) + "\"";
    }

    String cut(String text) {
        return cut(text, charactersMax);
    }

    String cut(String text, int characters) {
        return plain(text.length() <= characters ? text : text.substring(0, characters) + "…");
    }

    /// Returns a text without control characters and halves of characters, each replaced by U+FFFD.
    ///
    /// SAFE: what comes from requests is shown on operators' terminals, where an escape sequence would be
    /// obeyed, and stored in databases, one of which refuses U+0000.
    static String plain(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) || (c >= 0xD800 && c <= 0xDFFF) ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
