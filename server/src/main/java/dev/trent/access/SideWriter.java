package dev.trent.access;

import dev.trent.policy.Effect;
import dev.trent.policy.Finding;
import dev.trent.policy.Statement;
import dev.trent.wire.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes one side of an explanation, as JSON and in plain words at once, so that both tell the same.
///
/// What comes from requests is cut: an explanation is bounded whatever was asked.
final class SideWriter {
    private static final int STATEMENTS_MAX = 60;
    private static final int POLICIES_MAX = 40;
    private static final int SIDE_BYTES_MAX = 32 * 1024;

    private static final int ADVICE_CHARACTERS_MAX = 800;

    private final FindingWords finding;
    private final JsonBytes json = new JsonBytes(1024);
    private final StringBuilder words = new StringBuilder();
    private int policies;

    /// @param decidedBy what refused, as the end of "Decided by …"
    /// @param advice what would have allowed the request, one sentence each, the nearest first
    SideWriter(String decidedBy, List<String> advice, FindingWords finding) {
        this.finding = finding;
        json.beginObject().name("decidedBy").value(decidedBy);
        json.name("wouldAllow").beginArray();
        for (String sentence : advice) {
            String shown = FindingWords.cut(sentence, ADVICE_CHARACTERS_MAX);
            json.value(shown);
            words.append(words.isEmpty() ? "" : "  or: ").append(shown).append('\n');
        }
        json.endArray();
        words.append("\nDecided by ").append(decidedBy).append(".\n");
        json.name("policies").beginArray();
    }

    /// Adds a policy with what each of its statements said to the request.
    ///
    /// @param layer what the policy is to the request, such as `identity-based policy`
    /// @param name what it is called
    /// @param inKeyPolicy whether it is a key policy, which cannot look at every condition key
    SideWriter policy(String layer, String name, boolean inKeyPolicy, List<Finding> findings) {
        if (policies++ >= POLICIES_MAX) {
            return this;
        }
        json.beginObject().name("layer").value(layer).name("policy").value(FindingWords.cut(name));
        json.name("statements").beginArray();
        words.append('\n')
                .append(layer)
                .append(" \"")
                .append(FindingWords.cut(name))
                .append("\"\n");
        int told = 0;
        while (told < findings.size() && told < STATEMENTS_MAX && json.length() < SIDE_BYTES_MAX) {
            write(findings.get(told++), inKeyPolicy);
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
    Explanation.Side end() {
        json.endArray();
        if (policies > POLICIES_MAX) {
            json.name("policiesLeftOut").value(policies - POLICIES_MAX);
            words.append("\nand ").append(policies - POLICIES_MAX).append(" more policies\n");
        }
        json.endObject();
        return new Explanation.Side(
                new String(json.array(), 0, json.length(), StandardCharsets.UTF_8), words.toString());
    }

    private void write(Finding found, boolean inKeyPolicy) {
        Statement statement = found.statement();
        boolean applies = found instanceof Finding.Applies;
        json.beginObject().name("statement").value(statement.index());
        json.name("sid").value(FindingWords.cut(statement.sid()));
        json.name("effect").value(effect(statement));
        json.name("applies").value(applies);
        String because = finding.because(found, inKeyPolicy);
        json.name("because").value(because);
        switch (found) {
            case Finding.Applies _ -> {}
            case Finding.OtherPrincipal other ->
                compared(
                        "Principal",
                        other.wanted().stream()
                                .limit(FindingWords.VALUES_MAX)
                                .map(finding::principal)
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
        json.endObject();
        words.append("  ").append(FindingWords.statement(statement));
        words.append(" (")
                .append(effect(statement))
                .append(") ")
                .append(because)
                .append('\n');
    }

    private void compared(String what, List<String> wanted, List<String> found) {
        json.name("compared").value(FindingWords.cut(what));
        json.name("wanted").beginArray();
        wanted.stream().limit(FindingWords.VALUES_MAX).forEach(value -> json.value(FindingWords.cut(value)));
        json.endArray().name("found").beginArray();
        found.stream().limit(FindingWords.VALUES_MAX).forEach(value -> json.value(FindingWords.cut(value)));
        json.endArray();
    }

    private static String effect(Statement statement) {
        return statement.effect() == Effect.ALLOW ? "Allow" : "Deny";
    }
}
