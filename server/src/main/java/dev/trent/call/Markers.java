package dev.trent.call;

import dev.trent.aws.AwsException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// The markers of one listing of one account. Callers do not look into a marker.
///
/// A marker is the position of the last item, behind a checksum of the listing. So a marker of another listing is
/// refused.
///
/// SAFE: a marker is not authenticated. A forged one begins the caller's own listing elsewhere, and shows nothing
/// that the listing would not show.
public final class Markers {
    private static final int CHECKSUM_CHARACTERS = 8;

    private final String checksum;
    private final Supplier<AwsException> unusable;

    private Markers(String checksum, Supplier<AwsException> unusable) {
        this.checksum = checksum;
        this.unusable = unusable;
    }

    /// Returns the markers of a listing in the caller's account.
    ///
    /// @param listing the operation, and the values that narrow the listing, such as a Region or a key id
    /// @param unusable makes the service's error for a marker of another listing
    public static Markers of(Invocation call, String listing, Supplier<AwsException> unusable) {
        return new Markers(checksum(listing + "\n" + call.caller().account()), unusable);
    }

    /// Returns the position in a marker; null for the first page.
    ///
    /// Errors: the service's error for an unusable marker.
    ///
    /// @param marker as sent; null if none was
    public @Nullable String position(@Nullable String marker) {
        if (marker == null) {
            return null;
        }
        String text;
        try {
            text = new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw unusable.get();
        }
        // PostgreSQL takes no U+0000 in a text.
        if (!text.startsWith(checksum) || text.indexOf('\0') >= 0) {
            throw unusable.get();
        }
        return text.substring(CHECKSUM_CHARACTERS);
    }

    /// Returns the marker of the page behind a position.
    public String at(String position) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((checksum + position).getBytes(StandardCharsets.UTF_8));
    }

    /// Returns a page with the marker of the next page in the place of its position.
    public <T> Page<T> on(Page<T> page) {
        return page.next() == null ? page : new Page<>(page.items(), at(page.next()));
    }

    private static String checksum(String listing) {
        CRC32 crc = new CRC32();
        crc.update(listing.getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(crc.getValue());
    }
}
