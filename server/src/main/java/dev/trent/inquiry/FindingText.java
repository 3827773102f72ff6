package dev.trent.inquiry;

import dev.trent.policy.Effect;
import dev.trent.policy.Finding;
import dev.trent.policy.Statement;
import dev.trent.wire.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What one statement said to a request, as JSON and in plain words, so that both tell the same.
final class FindingText {
    private final FindingWords words;
    private final JsonBytes json = new JsonBytes(512);
    private final String line;

    /// @param inKeyPolicy whether the statement is a key policy's
    FindingText(Finding finding, boolean inKeyPolicy, FindingWords words) {
        this.words = words;
        Statement statement = finding.statement();
        String effect = statement.effect() == Effect.ALLOW ? "Allow" : "Deny";
        String because = words.because(finding, inKeyPolicy);
        json.beginObject().name("statement").value(statement.index());
        json.name("sid").value(words.cut(statement.sid()));
        json.name("effect").value(effect);
        json.name("applies").value(finding instanceof Finding.Applies);
        json.name("because").value(because);
        compare(finding);
        json.endObject();
        this.line = "  " + words.statement(statement) + " (" + effect + ") " + because + "\n";
    }

    byte[] json() {
        return json.toByteArray();
    }

    String line() {
        return line;
    }

    /// Returns how long JSON and words are together.
    int bytes() {
        return json.length() + line.getBytes(StandardCharsets.UTF_8).length;
    }

    private void compare(Finding finding) {
        switch (finding) {
            case Finding.Applies _ -> {}
            case Finding.OtherPrincipal other ->
                compared(
                        "Principal",
                        other.wanted().stream()
                                .limit(words.valuesMax())
                                .map(words::principal)
                                .toList(),
                        List.of(other.found()));
            case Finding.OtherAction other -> compared("Action", other.wanted(), List.of(other.found()));
            case Finding.OtherResource other -> compared("Resource", other.wanted(), List.of(other.found()));
            case Finding.ConditionFails fails ->
                compared(
                        fails.condition().key(),
                        fails.condition().wanted(),
                        fails.condition().found());
        }
    }

    private void compared(String what, List<String> wanted, List<String> found) {
        json.name("compared").value(words.cut(what));
        json.name("wanted").beginArray();
        wanted.stream().limit(words.valuesMax()).forEach(value -> json.value(words.cut(value)));
        json.endArray().name("found").beginArray();
        found.stream().limit(words.valuesMax()).forEach(value -> json.value(words.cut(value)));
        json.endArray();
    }
}
