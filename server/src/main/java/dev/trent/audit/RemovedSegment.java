package dev.trent.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A segment that is removed because it was kept long enough, and the record of it, which is in the log before the
/// file is gone.
///
/// @param file the name of its file
/// @param firstSeq the number of its first record
/// @param last its last record, which the segment after it names
record RemovedSegment(String file, long firstSeq, ChainHead last) {
    private static final String NAME = "DeleteAuditSegment";
    private static final String DETAILS = "serviceEventDetails";
    private static final String LAST_SEQ = "lastSeq";
    private static final String LAST_HASH = "lastHash";

    /// Returns the event of the removal.
    ServiceEvent event(String region, Instant now) {
        return new ServiceEvent(
                ServiceEvent.KMS,
                NAME,
                region,
                now,
                null,
                ServiceEvent.INTERNAL,
                List.of(),
                new TreeMap<>(Map.of(
                        "file",
                        file,
                        "firstSeq",
                        Long.toString(firstSeq),
                        LAST_SEQ,
                        Long.toString(last.seq()),
                        LAST_HASH,
                        last.hash())),
                null);
    }

    /// Returns the last record of the segment whose removal a record tells; null if it tells of none.
    static @Nullable ChainHead lastOf(byte[] record) {
        if (!NAME.equals(RecordMembers.text(record, "eventName"))
                || !"AwsServiceEvent".equals(RecordMembers.text(record, "eventType"))) {
            return null;
        }
        String seq = RecordMembers.text(record, DETAILS, LAST_SEQ);
        String hash = RecordMembers.text(record, DETAILS, LAST_HASH);
        return seq == null || hash == null || !seq.matches("[0-9]{1,18}")
                ? null
                : new ChainHead(Long.parseLong(seq), hash);
    }
}
