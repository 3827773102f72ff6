package dev.trent.call;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One page of a listing.
///
/// @param items in the order of the listing
/// @param next the position behind which the next page begins, or the marker of that position; null at the end
public record Page<T>(List<T> items, @Nullable String next) {

    /// Copies the list.
    public Page {
        items = List.copyOf(items);
    }

    /// Cuts a page from one row more than it may hold.
    ///
    /// @param rows at most `limit + 1` rows
    /// @param position returns a row's place in the order
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> position) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        return new Page<>(rows.subList(0, limit), position.apply(rows.get(limit - 1)));
    }

    /// Returns whether there is a further page.
    public boolean truncated() {
        return next != null;
    }

    /// Returns the items in another shape.
    public <U> List<U> map(Function<T, U> shape) {
        return items.stream().map(shape).toList();
    }
}
