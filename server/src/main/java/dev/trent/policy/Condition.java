package dev.trent.policy;

import dev.trent.aws.Fold;
import dev.trent.aws.Footprint;
import java.util.ArrayList;
import java.util.List;

/// One condition of a statement: an operator, a condition key and the wanted values.
///
/// If the key is absent, `IfExists` and `ForAllValues` hold, and `ForAnyValue` does not. If none of these is
/// used, a negated operator holds, and any other does not. A wanted value with an unresolved variable equals
/// nothing. If the operator is negated, such a value makes the condition false, unless an absent key already
/// satisfies `IfExists` or `ForAllValues`.
///
/// AWS does not say what happens if a key has several values and the operator has no `ForAllValues` or
/// `ForAnyValue`. In Trent, such a key never satisfies the condition of an Allow. It satisfies the condition of
/// a Deny if one value does. A caller can make such a key with two encryption-context pairs whose names differ
/// only in case. The caller must not get past a Deny in this way.
///
/// @param operator the operator
/// @param key the condition key as written
/// @param wanted the values as written
/// @param foldedKey the key, folded for the look-up
/// @param operands the values, compiled
/// @param effect the effect of the condition's statement
record Condition(
        ConditionOperator operator,
        String key,
        List<String> wanted,
        String foldedKey,
        List<Operand> operands,
        Effect effect)
        implements Clause {
    private static final int OPERAND_BYTES = 96;
    private static final int VARIABLE_BYTES = 160;

    static Condition compile(ConditionOperator operator, Document.Wanted written, Effect effect, boolean variables) {
        List<Operand> operands = written.values().stream()
                .map(value -> operator.family().operand(value, operator.order(), variables))
                .toList();
        return new Condition(operator, written.key(), written.values(), Fold.fold(written.key()), operands, effect);
    }

    /// Returns the condition keys that the condition reads, by name or by a variable.
    ///
    /// @param variables whether the document's version knows variables
    List<String> keys(boolean variables) {
        List<String> keys = new ArrayList<>();
        keys.add(key);
        if (variables && operator.family().knowsVariables()) {
            wanted.forEach(value -> keys.addAll(Template.keysIn(value)));
        }
        return keys;
    }

    /// Returns about how many bytes of the heap this takes.
    long bytes() {
        long bytes = Footprint.object(6)
                + Footprint.object(7)
                + Footprint.text(operator.written())
                + Footprint.text(key)
                + Footprint.text(foldedKey)
                + Footprint.texts(wanted)
                + Footprint.collection(operands.size());
        for (int i = 0; i < operands.size(); i++) {
            bytes += operands.get(i) instanceof ArnPattern pattern ? pattern.bytes() : bytesOfOperand(wanted.get(i));
        }
        return bytes;
    }

    /// Returns the most bytes that a compiled value takes: its characters as a pattern, and one or two objects
    /// for each variable.
    private static long bytesOfOperand(String value) {
        long variables = value.chars().filter(c -> c == '$').count();
        return OPERAND_BYTES + Footprint.array(value.length(), 2 * Integer.BYTES) + variables * VARIABLE_BYTES;
    }

    /// Returns the condition together with the values that a request has for it.
    ///
    /// @param variables whether the document's version knows variables
    Finding.Compared compared(RequestContext context, boolean variables) {
        boolean resolved = variables && operator.family().knowsVariables();
        return new Finding.Compared(
                operator.written(),
                key,
                resolved
                        ? wanted.stream()
                                .map(value -> Template.shown(value, context))
                                .toList()
                        : wanted,
                List.copyOf(context.folded(foldedKey)),
                resolved
                        ? wanted.stream()
                                .flatMap(value -> Template.unresolvedIn(value, context).stream())
                                .distinct()
                                .toList()
                        : List.of());
    }

    boolean holds(RequestContext context) {
        List<String> found = context.folded(foldedKey);
        if (operator.family() == Family.EXISTENCE) {
            return accepts(found.isEmpty() ? "true" : "false", context);
        }
        if (found.isEmpty() && operator.ifExists()) {
            return true;
        }
        return switch (operator.scope()) {
            case ALL -> found.isEmpty() || (resolvable(context) && all(found, context));
            case ANY -> resolvable(context) && any(found, context);
            case SINGLE -> resolvable(context) && single(found, context);
        };
    }

    private boolean single(List<String> found, RequestContext context) {
        return switch (found.size()) {
            case 0 -> operator.negated();
            case 1 -> satisfies(found.getFirst(), context);
            default -> effect == Effect.DENY && any(found, context);
        };
    }

    private boolean all(List<String> found, RequestContext context) {
        for (String value : found) {
            if (!satisfies(value, context)) {
                return false;
            }
        }
        return true;
    }

    private boolean any(List<String> found, RequestContext context) {
        for (String value : found) {
            if (satisfies(value, context)) {
                return true;
            }
        }
        return false;
    }

    private boolean satisfies(String found, RequestContext context) {
        return accepts(found, context) != operator.negated();
    }

    private boolean accepts(String found, RequestContext context) {
        context.steps().spend(operands.size());
        for (Operand operand : operands) {
            if (operand.accepts(found, context)) {
                return true;
            }
        }
        return false;
    }

    /// Returns whether a comparison is possible. Under a negated operator one unresolved value prevents it.
    /// Under a positive operator the other values may still be equal.
    private boolean resolvable(RequestContext context) {
        if (!operator.negated()) {
            return true;
        }
        for (Operand operand : operands) {
            if (!operand.isResolvable(context)) {
                return false;
            }
        }
        return true;
    }
}
