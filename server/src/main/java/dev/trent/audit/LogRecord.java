package dev.trent.audit;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A record as it is read from the log.
///
/// @param seq its number in the log; 0 if an older Trent wrote it, without a number
/// @param segment the number of its segment
/// @param offset where its line begins in the segment, in bytes; of a compressed segment, as if it were not
/// @param payload a JSON object in UTF-8, without its link and without a line feed
@SuppressWarnings("ArrayRecordComponent") // is read once, and never compared
public record LogRecord(long seq, long segment, long offset, byte[] payload) {
    /// Returns the text of a member of the record, such as `eventName`; null if it has none of this name.
    ///
    /// @param path the name of the member, after those of the objects that it is in
    public @Nullable String member(String... path) {
        return RecordMembers.text(payload, path);
    }

    /// Returns the payload as text.
    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }
}
