package dev.trent.audit;

import dev.trent.wire.JsonBytes;

/// One record in the form of the audit log.
///
/// @param eventId a lower-case UUID, unique for each record
/// @param bytes JSON with its line feed
@SuppressWarnings("ArrayRecordComponent") // goes into the log, is never compared
public record Line(String eventId, byte[] bytes) {

    /// Takes a written line.
    ///
    /// @param json ends with a line feed
    public static Line of(String eventId, JsonBytes json) {
        return new Line(eventId, json.toByteArray());
    }
}
