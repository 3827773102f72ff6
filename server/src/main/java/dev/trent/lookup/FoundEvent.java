package dev.trent.lookup;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An event that was found.
///
/// @param place where its record is
/// @param username see [AttributeKey#Username]; null if the caller has no name here
/// @param principal the ARN of the caller; without one, its unique id and account, or the service that has acted
/// @param address where the call came from
/// @param errorCode null if the call succeeded
/// @param json the record as it is in the log, without its link
public record FoundEvent(
        LogPlace place,
        String eventId,
        String eventName,
        String eventSource,
        Instant eventTime,
        @Nullable String readOnly,
        @Nullable String username,
        @Nullable String accessKeyId,
        String principal,
        @Nullable String address,
        @Nullable String errorCode,
        List<Resource> resources,
        String json) {

    /// A resource of an event.
    ///
    /// @param type null if it has none
    public record Resource(@Nullable String type, String name) {}

    public FoundEvent {
        resources = List.copyOf(resources);
    }
}
