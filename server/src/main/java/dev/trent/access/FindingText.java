package dev.trent.access;

import dev.trent.policy.Effect;
import dev.trent.policy.Finding;
import dev.trent.policy.Statement;
import dev.trent.wire.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/// What one statement said to a request, as JSON and in plain words, so that both tell the same.
///
/// What comes from requests is cut.
final class FindingText {
    private static final int VALUES_MAX = 10;
    private static final int CHARACTERS_MAX = 200;
    private static final int BRIEF_VALUES_MAX = 2;
    private static final int BRIEF_CHARACTERS_MAX = 60;

    private final int valuesMax;
    private final int charactersMax;
    private final JsonBytes json = new JsonBytes(512);
    private final StringBuilder words = new StringBuilder();

    private FindingText(Finding finding, int valuesMax, int charactersMax) {
        this.valuesMax = valuesMax;
        this.charactersMax = charactersMax;
        write(finding);
    }

    static FindingText full(Finding finding) {
        return new FindingText(finding, VALUES_MAX, CHARACTERS_MAX);
    }

    /// Returns a text that fits where the full one does not.
    static FindingText brief(Finding finding) {
        return new FindingText(finding, BRIEF_VALUES_MAX, BRIEF_CHARACTERS_MAX);
    }

    byte[] json() {
        return json.toByteArray();
    }

    String words() {
        return words.toString();
    }

    /// Returns how long JSON and words are together.
    int bytes() {
        return json.length() + words().getBytes(StandardCharsets.UTF_8).length;
    }

    private void write(Finding finding) {
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

    private String because(Finding finding) {
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

    private String listed(List<String> values) {
        if (values.isEmpty()) {
            return "nothing";
        }
        String some = values.stream().limit(valuesMax).map(this::quoted).collect(Collectors.joining(" or "));
        return values.size() <= valuesMax ? some : some + " or " + (values.size() - valuesMax) + " more";
    }

    private String quoted(String value) {
        return "\"" + cut(value) + "\"";
    }

    private String cut(String text) {
        return plain(text.length() <= charactersMax ? text : text.substring(0, charactersMax) + "…");
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
