package dev.trent.access;

import dev.trent.policy.Effect;
import dev.trent.policy.Finding;
import dev.trent.wire.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/// Writes one side of an explanation, as JSON and in plain words at once, so that both tell the same.
///
/// What comes from requests is cut: an explanation is bounded whatever was asked.
final class SideWriter {
    /// The longest side, JSON and words together: both sides of an explanation and its head stay below 16 kB.
    static final int SIDE_BYTES_MAX = 6_500;

    private static final int FINDINGS_BYTES_MAX = 4_200;
    private static final int POLICY_NAME_CHARACTERS_MAX = 100;
    private static final int ADVICE_MAX = 5;
    private static final int ADVICE_BYTES_MAX = 500;
    private static final int MANY = 8;

    private final JsonBytes json = new JsonBytes(1024);
    private final StringBuilder words = new StringBuilder();
    private int wordsBytes;
    private int policiesLeftOut;

    SideWriter(String decidedBy) {
        json.beginObject().name("decidedBy").value(decidedBy);
        tell("Decided by " + decidedBy + ".\n");
        json.name("policies").beginArray();
    }

    /// Adds a policy with what each of its statements said to the request, as far as there is room; where there
    /// are many, those that apply first.
    ///
    /// @param layer what the policy is to the request, such as `identity-based policy`
    /// @param name what it is called
    SideWriter policy(String layer, String name, List<Finding> findings) {
        String shown = cut(name, POLICY_NAME_CHARACTERS_MAX);
        if (!hasRoomFor(4 * shown.length() + 4 * layer.length())) {
            policiesLeftOut++;
            return this;
        }
        json.beginObject().name("layer").value(layer).name("policy").value(shown);
        json.name("statements").beginArray();
        tell("\n" + layer + " \"" + shown + "\"\n");
        int more = 0;
        for (Finding finding : findings.size() > MANY ? applyingFirst(findings) : findings) {
            if (more > 0 || !told(finding)) {
                more++;
            }
        }
        json.endArray();
        if (more > 0) {
            json.name("statementsLeftOut").value(more);
            tell("  and " + more + " more statements\n");
        }
        json.endObject();
        return this;
    }

    private static List<Finding> applyingFirst(List<Finding> findings) {
        return findings.stream()
                .sorted(Comparator.comparing(finding -> !(finding instanceof Finding.Applies)))
                .toList();
    }

    /// Ends the side.
    ///
    /// @param advice what would have allowed the request, one sentence each
    Explanation.Side end(List<String> advice) {
        json.endArray();
        if (policiesLeftOut > 0) {
            json.name("policiesLeftOut").value(policiesLeftOut);
            tell("\nand " + policiesLeftOut + " more policies\n");
        }
        json.name("wouldAllow").beginArray();
        tell("\nWhat would allow it:\n");
        for (String sentence : advice.subList(0, Math.min(advice.size(), ADVICE_MAX))) {
            String shown = FindingText.plain(sentence);
            String fitting = JsonBytes.fitting(shown, ADVICE_BYTES_MAX);
            String whole = fitting.length() == shown.length() ? shown : fitting + "…";
            if (json.length() + wordsBytes + 2 * ADVICE_BYTES_MAX > SIDE_BYTES_MAX) {
                break;
            }
            json.value(whole);
            tell("  - " + whole + "\n");
        }
        json.endArray().endObject();
        return new Explanation.Side(
                new String(json.array(), 0, json.length(), StandardCharsets.UTF_8), words.toString());
    }

    /// Tells of a statement, the longer way if there is room for it; returns false if there is room for none.
    private boolean told(Finding finding) {
        for (FindingText text : List.of(FindingText.full(finding), FindingText.brief(finding))) {
            if (hasRoomFor(text.bytes())) {
                json.raw(text.json());
                tell(text.words());
                return true;
            }
        }
        return false;
    }

    private boolean hasRoomFor(int bytes) {
        return json.length() + wordsBytes + bytes <= FINDINGS_BYTES_MAX;
    }

    private void tell(String text) {
        words.append(text);
        wordsBytes += text.getBytes(StandardCharsets.UTF_8).length;
    }

    /// Returns the statements of a policy that would allow a request but for one condition.
    static List<Finding.ConditionFails> nearlyAllowing(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.statement().effect() == Effect.ALLOW)
                .filter(Finding.ConditionFails.class::isInstance)
                .map(Finding.ConditionFails.class::cast)
                .toList();
    }

    private static String cut(String text, int characters) {
        return FindingText.plain(text.length() <= characters ? text : text.substring(0, characters) + "…");
    }
}
