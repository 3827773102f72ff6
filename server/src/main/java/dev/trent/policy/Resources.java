package dev.trent.policy;

import dev.trent.aws.Footprint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The resource element of a statement, compiled. A statement without resources applies to no request.
final class Resources implements Clause {
    /// The clause of a trust policy: the policy belongs to one role.
    static final Resources UNSTATED = compile(new Document.Listed(false, List.of("*")), false);

    private final boolean negated;
    private final List<String> wanted;
    private final List<ArnPattern> patterns;

    private Resources(boolean negated, List<String> wanted, boolean variables) {
        this.negated = negated;
        this.wanted = List.copyOf(wanted);
        this.patterns = wanted.stream()
                .map(written -> ArnPattern.resource(written, variables))
                .toList();
    }

    static Resources compile(Document.@Nullable Listed listed, boolean variables) {
        return listed == null
                ? new Resources(false, List.of(), variables)
                : new Resources(listed.negated(), listed.values(), variables);
    }

    boolean match(String resource, RequestContext context) {
        if (patterns.isEmpty()) {
            return false;
        }
        for (ArnPattern pattern : patterns) {
            // In a NotResource, a variable without a value makes the exception unknown. Then the statement does
            // not apply.
            if (negated && !pattern.isResolvable(context)) {
                return false;
            }
            if (pattern.accepts(resource, context)) {
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
        for (ArnPattern pattern : patterns) {
            bytes += pattern.bytes();
        }
        return bytes;
    }
}
