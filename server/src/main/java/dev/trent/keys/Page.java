package dev.trent.keys;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One page of a listing.
///
/// @param items in the order of the listing
/// @param next what the next page begins behind; null at the end
public record Page<T>(List<T> items, @Nullable String next) {

    /// Keeps its own copy.
    public Page {
        items = List.copyOf(items);
    }

    /// Cuts a page from one row more than it may hold.
    ///
    /// @param rows at most `limit + 1` rows
    /// @param position what names a row's place in the order
    static <T> Page<T> of(List<T> rows, int limit, Function<T, String> position) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        return new Page<>(rows.subList(0, limit), position.apply(rows.get(limit - 1)));
    }
}
