package dev.trent.policy;

import org.jspecify.annotations.Nullable;

/// The required order between a found value and a wanted value. The values are numbers or dates.
enum Order {
    EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL;

    /// Returns whether the found value has this order to the wanted value. An unreadable value has no order.
    <T extends Comparable<T>> boolean holds(@Nullable T found, @Nullable T wanted) {
        if (found == null || wanted == null) {
            return false;
        }
        int sign = found.compareTo(wanted);
        return switch (this) {
            case EQUAL -> sign == 0;
            case LESS -> sign < 0;
            case LESS_OR_EQUAL -> sign <= 0;
            case GREATER -> sign > 0;
            case GREATER_OR_EQUAL -> sign >= 0;
        };
    }
}
