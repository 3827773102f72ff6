package dev.trent.access;

import dev.trent.policy.Effect;
import dev.trent.policy.Finding;
import dev.trent.policy.Statement;
import dev.trent.wire.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/// Writes one side of an explanation, as JSON and in plain words at once, so that both tell the same.
///
/// What comes from requests is cut: an explanation is bounded whatever was asked.
final class SideWriter {
    private static final int STATEMENTS_MAX = 60;
    private static final int POLICIES_MAX = 40;
    private static final int VALUES_MAX = 10;
    private static final int SIDE_BYTES_MAX = 32 * 1024;
    private static final int CHARACTERS_MAX = 200;

    private final JsonBytes json = new JsonBytes(1024);
    private final StringBuilder words = new StringBuilder();
    private int policies;

    SideWriter(String decidedBy) {
        json.beginObject().name("decidedBy").value(decidedBy);
        words.append("Decided by ").append(decidedBy).append(".\n");
        json.name("policies").beginArray();
    }

    /// Adds a policy with what each of its statements said to the request.
    ///
    /// @param layer what the policy is to the request, such as `identity-based policy`
    /// @param name what it is called
    SideWriter policy(String layer, String name, List<Finding> findings) {
        if (policies++ >= POLICIES_MAX) {
            return this;
        }
        json.beginObject().name("layer").value(layer).name("policy").value(cut(name));
        json.name("statements").beginArray();
        words.append('\n').append(layer).append(" \"").append(cut(name)).append("\"\n");
        int told = 0;
        while (told < findings.size() && told < STATEMENTS_MAX && json.length() < SIDE_BYTES_MAX) {
            finding(findings.get(told++));
        }
        json.endArray();
        int more = findings.size() - told;
        if (more > 0) {
            json.name("statementsLeftOut").value(more);
            words.append("  and ").append(more).append(" more statements\n");
        }
        json.endObject();
        return this;
    }

    /// Ends the side.
    ///
    /// @param advice what would have allowed the request, one sentence each
    Explanation.Side end(List<String> advice) {
        json.endArray();
        if (policies > POLICIES_MAX) {
            json.name("policiesLeftOut").value(policies - POLICIES_MAX);
            words.append("\nand ").append(policies - POLICIES_MAX).append(" more policies\n");
        }
        json.name("wouldAllow").beginArray();
        words.append("\nWhat would allow it:\n");
        for (String sentence : advice) {
            json.value(cut(sentence, 4 * CHARACTERS_MAX));
            words.append("  - ").append(cut(sentence, 4 * CHARACTERS_MAX)).append('\n');
        }
        json.endArray().endObject();
        return new Explanation.Side(
                new String(json.array(), 0, json.length(), StandardCharsets.UTF_8), words.toString());
    }

    private void finding(Finding finding) {
        Statement statement = finding.statement();
        boolean applies = finding instanceof Finding.Applies;
        json.beginObject().name("statement").value(statement.index());
        json.name("sid").value(cut(statement.sid()));
        json.name("effect").value(effect(statement));
        json.name("applies").value(applies);
        String because = because(finding);
        json.name("because").value(because);
        switch (finding) {
            case Finding.Applies _ -> {}
            case Finding.OtherPrincipal other -> compared("Principal", other.wanted(), List.of(other.found()));
            case Finding.OtherAction other -> compared("Action", other.wanted(), List.of(other.found()));
            case Finding.OtherResource other -> compared("Resource", other.wanted(), List.of(other.found()));
            case Finding.ConditionFails fails -> compared(fails.key(), fails.wanted(), fails.found());
        }
        json.endObject();
        words.append("  statement ").append(statement.index() + 1);
        if (!statement.sid().isEmpty()) {
            words.append(" \"").append(cut(statement.sid())).append('"');
        }
        words.append(" (")
                .append(effect(statement))
                .append(") ")
                .append(because)
                .append('\n');
    }

    private void compared(String what, List<String> wanted, List<String> found) {
        json.name("compared").value(cut(what));
        json.name("wanted").beginArray();
        wanted.stream().limit(VALUES_MAX).forEach(value -> json.value(cut(value)));
        json.endArray().name("found").beginArray();
        found.stream().limit(VALUES_MAX).forEach(value -> json.value(cut(value)));
        json.endArray();
    }

    private static String because(Finding finding) {
        return switch (finding) {
            case Finding.Applies applies ->
                switch (applies.naming()) {
                    case EVERYONE, SELF -> "applies to this request";
                    case ISSUER -> "applies to this request, by the role or user behind the session";
                    case ACCOUNT -> "applies to the caller's account, whose own policies decide";
                    case NOBODY -> throw new AssertionError("a statement for nobody applies");
                };
            case Finding.OtherPrincipal other ->
                "does not apply: it is for " + (other.negated() ? "all but " : "") + listed(other.wanted())
                        + ", and the caller is " + quoted(other.found());
            case Finding.OtherAction other ->
                "does not apply: it is about " + (other.negated() ? "all actions but " : "") + listed(other.wanted())
                        + ", and the request is " + other.found();
            case Finding.OtherResource other ->
                "does not apply: it is about " + (other.negated() ? "all resources but " : "") + listed(other.wanted())
                        + ", and the request concerns " + quoted(other.found());
            case Finding.ConditionFails fails ->
                "does not apply: its condition " + fails.operator() + " on " + cut(fails.key()) + " wants "
                        + listed(fails.wanted()) + ", and the request has "
                        + (fails.found().isEmpty() ? "no such key" : listed(fails.found()));
        };
    }

    private static String effect(Statement statement) {
        return statement.effect() == Effect.ALLOW ? "Allow" : "Deny";
    }

    private static String listed(List<String> values) {
        if (values.isEmpty()) {
            return "nothing";
        }
        String some = values.stream().limit(VALUES_MAX).map(SideWriter::quoted).collect(Collectors.joining(" or "));
        return values.size() <= VALUES_MAX ? some : some + " or " + (values.size() - VALUES_MAX) + " more";
    }

    private static String quoted(String value) {
        return "\"" + cut(value) + "\"";
    }

    private static String cut(String text) {
        return cut(text, CHARACTERS_MAX);
    }

    private static String cut(String text, int characters) {
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

    /// Returns the statements of a policy that would allow a request but for one condition.
    static List<Finding.ConditionFails> nearlyAllowing(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.statement().effect() == Effect.ALLOW)
                .filter(Finding.ConditionFails.class::isInstance)
                .map(Finding.ConditionFails.class::cast)
                .toList();
    }
}
