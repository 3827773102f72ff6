package dev.trent.delivery;

import dev.trent.wire.WireName;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// What delivery reads in a record.
///
/// @param recipientAccountId the account that the record is for; null for records about the whole installation
record RecordFacts(
        @WireName("eventTime") String eventTimeText,
        @WireName("eventSource") String eventSource,
        @WireName("awsRegion") String awsRegion,
        @Nullable @WireName("readOnly") Boolean readOnlyOrNull,
        @Nullable @WireName("recipientAccountId") String recipientAccountId) {

    /// Returns when it happened.
    Instant eventTime() {
        try {
            return Instant.parse(eventTimeText);
        } catch (DateTimeParseException _) {
            return Instant.EPOCH;
        }
    }

    boolean readOnly() {
        return readOnlyOrNull != null && readOnlyOrNull;
    }

    /// Returns whether the service has no Regions.
    boolean isGlobal() {
        return eventSource.equals("iam.amazonaws.com");
    }
}
