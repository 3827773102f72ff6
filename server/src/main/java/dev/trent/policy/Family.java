package dev.trent.policy;

import dev.trent.aws.Fold;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// The types that condition operators compare by.
enum Family {
    TEXT(false, true),
    TEXT_IGNORING_CASE(false, true),
    TEXT_LIKE(true, true),
    ARN(true, true),
    BOOL(false, true),
    NUMBER(false, false),
    DATE(false, false),
    BINARY(false, false),
    ADDRESS(false, false),
    EXISTENCE(false, false);

    // A number is an integer or a decimal fraction. A longer text is not a number. So a comparison costs
    // little.
    private static final int NUMBER_CHARACTERS_MAX = 64;

    private final boolean wildcards;
    private final boolean variables;

    Family(boolean wildcards, boolean variables) {
        this.wildcards = wildcards;
        this.variables = variables;
    }

    /// Returns whether a variable may stand in a value.
    boolean knowsVariables() {
        return variables;
    }

    /// Compiles one value of a condition.
    ///
    /// @param variablesAllowed whether the document's version knows variables
    Operand operand(String wanted, Order order, boolean variablesAllowed) {
        if (this == ARN) {
            return ArnPattern.condition(wanted, variablesAllowed);
        }
        Template template = Template.parse(wanted, wildcards, variablesAllowed && variables);
        return template.isFixed() ? fixed(template.pattern(), order) : new Open(template, this, order);
    }

    /// A value with variables. It is compiled again for each request.
    private record Open(Template template, Family family, Order order) implements Operand {
        @Override
        public boolean accepts(String found, RequestContext context) {
            int[] pattern = template.resolve(context, found.length());
            return pattern != null && family.fixed(pattern, order).accepts(found, context);
        }

        @Override
        public boolean isResolvable(RequestContext context) {
            return template.isResolvable(context);
        }
    }

    private Operand fixed(int[] pattern, Order order) {
        if (this == TEXT_LIKE) {
            Glob glob = Glob.of(pattern);
            return (found, context) -> glob.matches(found, context.steps());
        }
        String wanted = Template.text(pattern);
        return switch (this) {
            case TEXT -> (found, context) -> wanted.equals(found);
            case TEXT_IGNORING_CASE -> (found, context) -> Fold.same(wanted, found);
            case BOOL, EXISTENCE -> {
                Boolean bool = bool(wanted);
                yield (found, context) -> bool != null && bool.equals(bool(found));
            }
            case NUMBER -> {
                BigDecimal number = number(wanted);
                yield (found, context) -> order.holds(number(found), number);
            }
            case DATE -> {
                Moment moment = Moment.parse(wanted);
                yield (found, context) -> order.holds(Moment.parse(found), moment);
            }
            case BINARY -> {
                byte[] bytes = bytes(wanted);
                yield (found, context) -> bytes != null && mayBe(bytes, found) && Arrays.equals(bytes, bytes(found));
            }
            case ADDRESS -> {
                Cidr range = Cidr.parse(wanted);
                yield (found, context) -> range != null && range.contains(found);
            }
            case TEXT_LIKE, ARN -> throw new AssertionError(this + " is compiled elsewhere");
        };
    }

    /// Returns whether AWS's older parser can read a wanted value.
    boolean reads(String wanted) {
        return switch (this) {
            case NUMBER -> number(wanted) != null;
            case DATE -> Moment.parse(wanted) != null;
            case ADDRESS -> Cidr.parse(wanted) != null;
            case ARN -> ArnPattern.beginsAsArn(wanted);
            case TEXT, TEXT_IGNORING_CASE, TEXT_LIKE, BOOL, BINARY, EXISTENCE -> true;
        };
    }

    /// Returns whether a text has the length of these bytes in Base64, with padding or without.
    private static boolean mayBe(byte[] bytes, String base64) {
        int whole = (bytes.length + 2) / 3 * 4;
        return base64.length() <= whole && base64.length() >= whole - 2;
    }

    static @Nullable Boolean bool(String text) {
        if (Fold.same(text, "true")) {
            return Boolean.TRUE;
        }
        return Fold.same(text, "false") ? Boolean.FALSE : null;
    }

    private static @Nullable BigDecimal number(String text) {
        if (text.length() > NUMBER_CHARACTERS_MAX) {
            return null;
        }
        int i = text.startsWith("-") ? 1 : 0;
        int digits = 0;
        int points = 0;
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            digits += (c >= '0' && c <= '9') ? 1 : 0;
            points += c == '.' ? 1 : 0;
            if (c != '.' && (c < '0' || c > '9')) {
                return null;
            }
        }
        boolean readable = digits > 0 && points <= 1;
        return readable ? new BigDecimal(text) : null;
    }

    static byte @Nullable [] bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException noBase64) {
            return null;
        }
    }
}
