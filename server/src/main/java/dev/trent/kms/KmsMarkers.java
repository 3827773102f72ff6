package dev.trent.kms;

import static dev.trent.aws.AwsError.INVALID_MARKER;

import dev.trent.aws.AwsException;
import dev.trent.call.Invocation;
import dev.trent.call.Markers;

/// The markers of KMS's listings. A listing covers one Region.
final class KmsMarkers {
    private KmsMarkers() {}

    /// Returns the markers of one listing.
    ///
    /// @param filter the value that narrows the listing, such as a key id; empty if there is none
    static Markers of(Invocation call, String operation, String filter) {
        return Markers.of(call, String.join("\n", operation, call.region(), filter), KmsMarkers::unusable);
    }

    /// Returns the refusal of a marker: InvalidMarkerException.
    static AwsException unusable() {
        return INVALID_MARKER.because("The marker is not valid for this request.");
    }
}
