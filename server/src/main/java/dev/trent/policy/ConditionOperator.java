package dev.trent.policy;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A condition operator as written: an optional set operator, a name, an optional `IfExists`.
///
/// Source: IAM User Guide, "IAM JSON policy elements: Condition operators".
///
/// @param written the whole operator, such as `ForAnyValue:StringLikeIfExists`
/// @param scope how many of the request's values must satisfy the comparison
/// @param family the type of the comparison
/// @param order the required order; equality if the type has no order
/// @param negated whether a value must satisfy none of the wanted values
/// @param ifExists whether an absent key satisfies the condition
record ConditionOperator(String written, Scope scope, Family family, Order order, boolean negated, boolean ifExists) {

    /// How many of the request's values must satisfy the comparison.
    enum Scope {
        /// The only value of the key.
        SINGLE(""),
        /// All values; an absent key satisfies this.
        ALL("ForAllValues:"),
        /// At least one value.
        ANY("ForAnyValue:");

        private final String prefix;

        Scope(String prefix) {
            this.prefix = prefix;
        }
    }

    private static final String IF_EXISTS = "IfExists";

    private static final Map<String, ConditionOperator> PLAIN = Stream.of(
                    plain("StringEquals", Family.TEXT, Order.EQUAL, false),
                    plain("StringNotEquals", Family.TEXT, Order.EQUAL, true),
                    plain("StringEqualsIgnoreCase", Family.TEXT_IGNORING_CASE, Order.EQUAL, false),
                    plain("StringNotEqualsIgnoreCase", Family.TEXT_IGNORING_CASE, Order.EQUAL, true),
                    plain("StringLike", Family.TEXT_LIKE, Order.EQUAL, false),
                    plain("StringNotLike", Family.TEXT_LIKE, Order.EQUAL, true),
                    plain("NumericEquals", Family.NUMBER, Order.EQUAL, false),
                    plain("NumericNotEquals", Family.NUMBER, Order.EQUAL, true),
                    plain("NumericLessThan", Family.NUMBER, Order.LESS, false),
                    plain("NumericLessThanEquals", Family.NUMBER, Order.LESS_OR_EQUAL, false),
                    plain("NumericGreaterThan", Family.NUMBER, Order.GREATER, false),
                    plain("NumericGreaterThanEquals", Family.NUMBER, Order.GREATER_OR_EQUAL, false),
                    plain("DateEquals", Family.DATE, Order.EQUAL, false),
                    plain("DateNotEquals", Family.DATE, Order.EQUAL, true),
                    plain("DateLessThan", Family.DATE, Order.LESS, false),
                    plain("DateLessThanEquals", Family.DATE, Order.LESS_OR_EQUAL, false),
                    plain("DateGreaterThan", Family.DATE, Order.GREATER, false),
                    plain("DateGreaterThanEquals", Family.DATE, Order.GREATER_OR_EQUAL, false),
                    plain("Bool", Family.BOOL, Order.EQUAL, false),
                    plain("BinaryEquals", Family.BINARY, Order.EQUAL, false),
                    plain("IpAddress", Family.ADDRESS, Order.EQUAL, false),
                    plain("NotIpAddress", Family.ADDRESS, Order.EQUAL, true),
                    plain("ArnEquals", Family.ARN, Order.EQUAL, false),
                    plain("ArnLike", Family.ARN, Order.EQUAL, false),
                    plain("ArnNotEquals", Family.ARN, Order.EQUAL, true),
                    plain("ArnNotLike", Family.ARN, Order.EQUAL, true),
                    plain("Null", Family.EXISTENCE, Order.EQUAL, false))
            .collect(Collectors.toUnmodifiableMap(ConditionOperator::written, Function.identity()));

    private static ConditionOperator plain(String name, Family family, Order order, boolean negated) {
        return new ConditionOperator(name, Scope.SINGLE, family, order, negated, false);
    }

    /// Finds the operator with this text; null if there is none. Names are case-sensitive.
    static @Nullable ConditionOperator parse(String written) {
        Scope scope = written.startsWith(Scope.ALL.prefix)
                ? Scope.ALL
                : written.startsWith(Scope.ANY.prefix) ? Scope.ANY : Scope.SINGLE;
        String name = written.substring(scope.prefix.length());
        boolean ifExists = name.endsWith(IF_EXISTS);
        ConditionOperator plain = PLAIN.get(ifExists ? name.substring(0, name.length() - IF_EXISTS.length()) : name);
        if (plain == null || (plain.family == Family.EXISTENCE && ifExists)) {
            return null;
        }
        return new ConditionOperator(written, scope, plain.family, plain.order, plain.negated, ifExists);
    }
}
