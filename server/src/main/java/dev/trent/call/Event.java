package dev.trent.call;

import org.jspecify.annotations.Nullable;

/// The name of a call in its audit record.
///
/// @param source the service, such as `kms.amazonaws.com`
/// @param name the operation; if it does not exist, the caller's text
/// @param readOnly whether the operation is read-only for CloudTrail
/// @param apiVersion the version of the service's API if records name it, else null
public record Event(
        String source,
        String name,
        boolean readOnly,
        @Nullable String apiVersion) {
    /// The event of a call that nobody made and nobody records, such as a simulated one.
    static final Event NONE = new Event("", "", true, null);
}
