package dev.trent.policy;

import dev.trent.aws.Footprint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A pattern for ARNs, compared field by field. In the first five fields a wildcard cannot cross a colon. The
/// sixth field takes the whole rest. The pattern `*` accepts every text.
///
/// Source: IAM User Guide, "IAM JSON policy elements: Resource" and "ARN condition operators".
final class ArnPattern implements Operand {
    static final int FIELDS = 6;

    /// A field: a pattern, or a text with variables that becomes a pattern for each request.
    private record Field(
            @Nullable Template template, @Nullable Glob glob) {
        /// The pattern of most fields. All patterns share this one object.
        static final Field ANYTHING = compiled("*", false);

        static Field of(String text, boolean variables) {
            return text.equals("*") ? ANYTHING : compiled(text, variables);
        }

        private static Field compiled(String text, boolean variables) {
            Template template = Template.parse(text, true, variables);
            return template.isFixed() ? new Field(null, Glob.of(template.pattern())) : new Field(template, null);
        }

        boolean matches(String text, int from, int to, RequestContext context) {
            if (glob != null) {
                return glob.matches(text, from, to, context.steps());
            }
            int[] pattern = template == null ? null : template.resolve(context, to - from);
            return pattern != null && Glob.of(pattern).matches(text, from, to, context.steps());
        }

        boolean isResolvable(RequestContext context) {
            return template == null || template.isResolvable(context);
        }

        long bytes() {
            long own = Footprint.object(2);
            if (template != null) {
                return own + template.bytes();
            }
            return glob == null || glob == ANYTHING.glob ? 0 : own + glob.bytes();
        }
    }

    /// The pattern that accepts everything. All share this one object.
    private static final ArnPattern EVERYTHING = new ArnPattern(true, List.of());

    // Empty for `*`. Fewer than six only for a value that is not an ARN; it accepts nothing.
    private final List<Field> fields;
    private final boolean everything;

    private ArnPattern(boolean everything, List<Field> fields) {
        this.everything = everything;
        this.fields = List.copyOf(fields);
    }

    /// Compiles a `Resource`. Missing fields are `*`. Only the last field can have variables.
    static ArnPattern resource(String text, boolean variables) {
        if (text.equals("*")) {
            return EVERYTHING;
        }
        List<String> written = new ArrayList<>(Template.arnFields(text, false));
        while (written.size() < FIELDS) {
            written.add("*");
        }
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < FIELDS; i++) {
            fields.add(Field.of(written.get(i), variables && i == FIELDS - 1));
        }
        return new ArnPattern(false, fields);
    }

    /// Compiles a value of `ArnLike` and similar operators. Every field can have variables, and all six fields
    /// are required.
    static ArnPattern condition(String text, boolean variables) {
        if (text.equals("*")) {
            return EVERYTHING;
        }
        List<Field> fields = new ArrayList<>();
        for (String written : Template.arnFields(text, variables)) {
            fields.add(Field.of(written, variables));
        }
        return new ArnPattern(false, fields);
    }

    /// Returns whether a text can be a pattern of ARNs: it begins with `arn:`, or with wildcards or variables
    /// that can become `arn:`.
    static boolean beginsAsArn(String text) {
        String first = Template.arnFields(text, true).getFirst();
        return first.equals("arn") ? first.length() < text.length() : isOpen(first);
    }

    private static boolean isOpen(String field) {
        return field.indexOf('*') >= 0 || field.indexOf('?') >= 0 || field.contains("${");
    }

    @Override
    public boolean accepts(String arn, RequestContext context) {
        if (everything) {
            return true;
        }
        if (fields.size() < FIELDS) {
            return false;
        }
        int start = 0;
        for (int i = 0; i < FIELDS - 1; i++) {
            int colon = arn.indexOf(':', start);
            if (colon < 0 || !fields.get(i).matches(arn, start, colon, context)) {
                return false;
            }
            start = colon + 1;
        }
        return fields.getLast().matches(arn, start, arn.length(), context);
    }

    @Override
    public boolean isResolvable(RequestContext context) {
        for (Field field : fields) {
            if (!field.isResolvable(context)) {
                return false;
            }
        }
        return true;
    }

    /// Returns about how many bytes of the heap this takes.
    long bytes() {
        long bytes = Footprint.object(2) + Footprint.collection(fields.size());
        for (Field field : fields) {
            bytes += field.bytes();
        }
        return bytes;
    }
}
