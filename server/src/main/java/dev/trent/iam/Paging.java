package dev.trent.iam;

import static dev.trent.aws.AwsError.VALIDATION;

import dev.trent.call.Invocation;
import dev.trent.call.Markers;
import dev.trent.call.Page;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The page that a request asks for: its start, its length, and the marker of the next page.
final class Paging {
    private static final int ITEMS_DEFAULT = 100;

    private final Markers markers;
    private final String after;
    private final int itemsMax;

    /// The two members that all listing requests have.
    interface Request {
        @Nullable
        String marker();

        @Nullable
        Integer maxItems();
    }

    private Paging(Markers markers, String after, int itemsMax) {
        this.markers = markers;
        this.after = after;
        this.itemsMax = itemsMax;
    }

    /// Reads the start and the length of a page.
    ///
    /// Errors: ValidationError for a marker of another listing, or for a text that is no marker.
    ///
    /// @param listing the operation, and the values that narrow the listing
    static Paging of(Invocation call, String listing, Request request) {
        return of(call, listing, request.marker(), request.maxItems());
    }

    /// As above, with both members as separate values.
    static Paging of(Invocation call, String listing, @Nullable String marker, @Nullable Integer maxItems) {
        Markers markers = Markers.of(call, listing, () -> VALIDATION.because("Invalid Marker."));
        String after = markers.position(marker);
        int itemsMax = maxItems == null ? ITEMS_DEFAULT : maxItems;
        return new Paging(markers, after == null ? "" : after, itemsMax);
    }

    /// Returns the position after which the page begins; empty for the first page.
    String after() {
        return after;
    }

    /// Returns how many rows to read: one more than the page may contain.
    int rows() {
        return itemsMax + 1;
    }

    /// Cuts the page from its rows.
    ///
    /// @param rows at most [#rows()] rows after [#after()]
    /// @param position returns a row's place in the order
    <T> Page<T> cut(List<T> rows, Function<T, String> position) {
        return markers.on(Page.of(rows, itemsMax, position));
    }

    /// Sorts a whole listing by position and cuts the page from it.
    <T> Page<T> within(List<T> all, Function<T, String> position) {
        return cut(
                all.stream()
                        .filter(item -> position.apply(item).compareTo(after) > 0)
                        .sorted(Comparator.comparing(position))
                        .limit(rows())
                        .toList(),
                position);
    }

    /// Returns the marker of the page after a position.
    String marker(String position) {
        return markers.at(position);
    }
}
