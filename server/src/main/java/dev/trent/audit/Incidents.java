package dev.trent.audit;

import dev.trent.aws.Accidents;
import dev.trent.aws.AwsError;
import dev.trent.aws.Loop;
import dev.trent.aws.Partition;
import dev.trent.store.ForgedRowException;
import dev.trent.wire.JsonBytes;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reports rows that somebody else has written: in the log, and with a record in the audit log.
///
/// Each row is reported at most once a minute. The caller may be unknown, and an unknown caller must not fill
/// the disk.
public final class Incidents {
    private static final Logger LOG = LoggerFactory.getLogger(Incidents.class);
    private static final String NAME = "ForgedRow";
    private static final int RECORD_BYTES = 1024;

    private final Journal journal;
    private final Supplier<String> ids;
    private final InstantSource clock;
    private final Partition partition;
    private final Accidents accidents = new Accidents(LOG);

    /// Makes the reporter.
    ///
    /// @param ids makes the ids of records
    public Incidents(Journal journal, Supplier<String> ids, InstantSource clock, Partition partition) {
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
        this.partition = partition;
    }

    /// Reports a row. The request is refused in any case, so nothing depends on the record being on disk.
    public void tell(ForgedRowException forged) {
        Loop.leave();
        if (!accidents.incident("A row of the database is forged (docs/operate.md)", forged)) {
            return;
        }
        ServiceEvent event = new ServiceEvent(
                ServiceEvent.KMS,
                NAME,
                partition.usualRegion(),
                clock.instant(),
                null,
                ServiceEvent.INTERNAL,
                List.of(),
                new TreeMap<>(Map.of("row", forged.row())),
                AwsError.KMS_INTERNAL.because("Somebody else than Trent wrote the row, or it is damaged."));
        JsonBytes line = new JsonBytes(RECORD_BYTES);
        ServiceRecord.write(line, event, ids.get());
        try {
            journal.append(line.array(), line.length());
        } catch (JournalException lost) {
            accidents.outage("The record of a forged row is not known to be on disk", lost);
        }
    }
}
