package dev.trent.iam;

import static dev.trent.aws.AwsError.VALIDATION;

import dev.trent.call.Invocation;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// One page of a listing: where it begins, how long it may be, and the marker of the next.
///
/// A marker is the position of the last item, with a checksum of the listing that it is good for.
///
/// SAFE: it is not authenticated. A forged one begins the caller's own listing elsewhere, and shows nothing
/// that the listing would not show.
final class Paging {
    private static final int ITEMS_DEFAULT = 100;
    private static final int CHECKSUM_CHARACTERS = 8;

    private final String checksum;
    private final String after;
    private final int itemsMax;

    /// The two members that the requests of all listings have.
    interface Request {
        @Nullable
        String marker();

        @Nullable
        Integer maxItems();
    }

    /// A page.
    ///
    /// @param marker of the next page; null at the end
    record Listed<T>(List<T> items, @Nullable String marker) {
        boolean truncated() {
            return marker != null;
        }

        <U> List<U> map(Function<T, U> shape) {
            return items.stream().map(shape).toList();
        }
    }

    private Paging(String checksum, String after, int itemsMax) {
        this.checksum = checksum;
        this.after = after;
        this.itemsMax = itemsMax;
    }

    /// Reads where a page begins and how long it may be.
    ///
    /// Errors: ValidationError for a marker of another listing, or for none at all.
    ///
    /// @param listing the operation and what narrows it
    static Paging of(Invocation call, String listing, Request request) {
        return of(call, listing, request.marker(), request.maxItems());
    }

    /// As above, of both members apart.
    static Paging of(Invocation call, String listing, @Nullable String marker, @Nullable Integer maxItems) {
        String checksum = checksum(listing + "\n" + call.caller().account());
        int itemsMax = maxItems == null ? ITEMS_DEFAULT : maxItems;
        return new Paging(checksum, marker == null ? "" : position(marker, checksum), itemsMax);
    }

    /// Returns the position behind which the page begins; empty for the first page.
    String after() {
        return after;
    }

    /// Returns how many rows to read: one more than the page may hold.
    int rows() {
        return itemsMax + 1;
    }

    /// Cuts the page from its rows.
    ///
    /// @param rows at most [#rows()] from behind [#after()]
    /// @param position what names a row's place in the order
    <T> Listed<T> cut(List<T> rows, Function<T, String> position) {
        if (rows.size() <= itemsMax) {
            return new Listed<>(rows, null);
        }
        List<T> items = rows.subList(0, itemsMax);
        return new Listed<>(items, marker(position.apply(items.getLast())));
    }

    /// Cuts the page from a whole listing, which is put into the order of its positions.
    <T> Listed<T> within(List<T> all, Function<T, String> position) {
        return cut(
                all.stream()
                        .filter(item -> position.apply(item).compareTo(after) > 0)
                        .sorted(Comparator.comparing(position))
                        .limit(rows())
                        .toList(),
                position);
    }

    /// Returns the marker of the page behind a position.
    String marker(String position) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((checksum + position).getBytes(StandardCharsets.UTF_8));
    }

    private static String position(String marker, String checksum) {
        String text;
        try {
            text = new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw VALIDATION.because("Invalid Marker.");
        }
        if (!text.startsWith(checksum) || text.indexOf('\0') >= 0) {
            throw VALIDATION.because("Invalid Marker.");
        }
        return text.substring(CHECKSUM_CHARACTERS);
    }

    private static String checksum(String listing) {
        CRC32 crc = new CRC32();
        crc.update(listing.getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(crc.getValue());
    }
}
