package dev.trent.inquiry;

import dev.trent.policy.Finding;
import dev.trent.wire.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/// Writes one side of an explanation, as JSON and in plain words at once, so that both tell the same: first
/// what would have allowed the request, then what each policy said to it.
///
/// What comes from requests is cut: an explanation is bounded whatever was asked.
final class SideWriter {
    /// The longest side, JSON and words together: both sides of an explanation and its head stay below 16 kB.
    static final int SIDE_BYTES_MAX = 6_500;

    private static final int ADVICE_BYTES_MAX = 2_300;
    private static final int SENTENCE_BYTES_MAX = 800;
    private static final int END_BYTES = 300;
    private static final int POLICY_NAME_CHARACTERS_MAX = 100;
    private static final int MANY = 8;

    private final FindingWords finding;
    private final JsonBytes json = new JsonBytes(1024);
    private final StringBuilder words = new StringBuilder();
    private int wordsBytes;
    private int policiesLeftOut;

    /// @param decidedBy what refused, as the end of "Decided by …"
    /// @param advice what would have allowed the request, one sentence each, the nearest first
    SideWriter(String decidedBy, List<String> advice, FindingWords finding) {
        this.finding = finding;
        json.beginObject().name("decidedBy").value(decidedBy);
        json.name("wouldAllow").beginArray();
        for (String sentence : advice) {
            advise(sentence);
        }
        json.endArray();
        tell("\nDecided by " + decidedBy + ".\n");
        json.name("policies").beginArray();
    }

    private void advise(String sentence) {
        String shown = FindingWords.plain(sentence);
        String fitting = JsonBytes.fitting(shown, SENTENCE_BYTES_MAX);
        String whole = fitting.length() == shown.length() ? shown : fitting + "…";
        boolean first = words.isEmpty();
        if (first || written() + 2 * whole.length() <= ADVICE_BYTES_MAX) {
            json.value(whole);
            tell((first ? "" : "  or: ") + whole + "\n");
        }
    }

    /// Adds a policy with what each of its statements said to the request. The statements that apply come first,
    /// because there may be no room for all.
    ///
    /// @param layer what the policy is to the request, such as `identity-based policy`
    /// @param name what it is called
    /// @param inKeyPolicy whether it is a key policy, which cannot look at every condition key
    SideWriter policy(String layer, String name, boolean inKeyPolicy, List<Finding> findings) {
        String shown = finding.cut(name, POLICY_NAME_CHARACTERS_MAX);
        if (!hasRoomFor(4 * shown.length() + 4 * layer.length())) {
            policiesLeftOut++;
            return this;
        }
        json.beginObject().name("layer").value(layer).name("policy").value(shown);
        json.name("statements").beginArray();
        tell("\n" + layer + " \"" + shown + "\"\n");
        int more = 0;
        for (Finding each : findings.size() > MANY ? applyingFirst(findings) : findings) {
            if (more > 0 || !told(each, inKeyPolicy)) {
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
    Explanation.Side end() {
        json.endArray();
        if (policiesLeftOut > 0) {
            json.name("policiesLeftOut").value(policiesLeftOut);
            tell("\nand " + policiesLeftOut + " more policies\n");
        }
        json.endObject();
        return new Explanation.Side(
                new String(json.array(), 0, json.length(), StandardCharsets.UTF_8), words.toString());
    }

    /// Tells of a statement, the longer way if there is room for it; returns false if there is room for none.
    private boolean told(Finding found, boolean inKeyPolicy) {
        for (FindingWords each : List.of(finding, finding.brief())) {
            FindingText text = new FindingText(found, inKeyPolicy, each);
            if (hasRoomFor(text.bytes())) {
                json.raw(text.json());
                tell(text.line());
                return true;
            }
        }
        return false;
    }

    private boolean hasRoomFor(int bytes) {
        return written() + bytes + END_BYTES <= SIDE_BYTES_MAX;
    }

    private int written() {
        return json.length() + wordsBytes;
    }

    private void tell(String text) {
        words.append(text);
        wordsBytes += text.getBytes(StandardCharsets.UTF_8).length;
    }
}
