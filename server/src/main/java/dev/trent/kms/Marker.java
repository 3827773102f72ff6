package dev.trent.kms;

import static dev.trent.aws.AwsError.INVALID_MARKER;

import dev.trent.call.Invocation;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Where a listing goes on: opaque to callers, good only for the same listing in the same account and Region.
///
/// SAFE: a marker is not authenticated. A forged one begins the caller's own listing elsewhere, and shows
/// nothing that the listing would not show.
final class Marker {
    private static final String SEPARATOR = "\n";

    private final String scope;

    private Marker(String scope) {
        this.scope = scope;
    }

    /// Returns the markers of one listing.
    ///
    /// @param filter what narrows the listing, such as a key id; empty if nothing does
    static Marker of(Invocation call, String operation, String filter) {
        return new Marker(String.join(SEPARATOR, "1", operation, call.caller().account(), call.region(), filter, ""));
    }

    /// Returns the position in a marker from a request; null if the listing begins.
    ///
    /// Errors: InvalidMarkerException for a marker of another listing, or for none at all.
    @Nullable
    String position(@Nullable String marker) {
        if (marker == null) {
            return null;
        }
        String text;
        try {
            text = new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw unusable();
        }
        if (!text.startsWith(scope)) {
            throw unusable();
        }
        return text.substring(scope.length());
    }

    /// Returns the marker for a position; null at the end of the listing.
    @Nullable
    String at(@Nullable String position) {
        if (position == null) {
            return null;
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((scope + position).getBytes(StandardCharsets.UTF_8));
    }

    static RuntimeException unusable() {
        return INVALID_MARKER.because("The marker is not valid for this request.");
    }
}
