package dev.trent.policy;

import dev.trent.aws.Action;
import dev.trent.aws.Fold;
import dev.trent.aws.Footprint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The action element of a statement, compiled. Case does not matter. A statement without actions applies to no
/// request.
final class Actions implements Clause {
    private record Pattern(String foldedService, Glob name) {
        static Pattern of(String written) {
            int colon = written.indexOf(':');
            String service = colon < 0 ? "*" : written.substring(0, colon);
            String name = written.substring(colon + 1);
            return new Pattern(
                    Fold.fold(service),
                    Glob.ignoringCase(Template.parse(name, true, false).pattern()));
        }

        boolean matches(Action action, Steps steps) {
            boolean service = foldedService.equals("*") || Fold.equal(foldedService, action.service());
            return service && name.matches(action.name(), steps);
        }

        long bytes() {
            return Footprint.object(2) + Footprint.text(foldedService) + name.bytes();
        }
    }

    private final boolean negated;
    private final List<String> wanted;
    private final List<Pattern> patterns;

    private Actions(boolean negated, List<String> wanted) {
        this.negated = negated;
        this.wanted = List.copyOf(wanted);
        this.patterns = wanted.stream().map(Pattern::of).toList();
    }

    static Actions compile(Document.@Nullable Listed listed) {
        return listed == null ? new Actions(false, List.of()) : new Actions(listed.negated(), listed.values());
    }

    boolean match(Action action, Steps steps) {
        if (patterns.isEmpty()) {
            return false;
        }
        steps.spend(patterns.size());
        for (Pattern pattern : patterns) {
            if (pattern.matches(action, steps)) {
                return !negated;
            }
        }
        return negated;
    }

    List<String> wanted() {
        return wanted;
    }

    boolean isNegated() {
        return negated;
    }

    /// Returns about how many bytes of the heap this takes.
    long bytes() {
        long bytes = Footprint.object(3) + Footprint.texts(wanted) + Footprint.collection(patterns.size());
        for (Pattern pattern : patterns) {
            bytes += pattern.bytes();
        }
        return bytes;
    }
}
