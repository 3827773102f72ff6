package dev.trent.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Some records of a log.
///
/// @param from the first record, or the least time of a record; null for the beginning
/// @param to the last record, or the greatest time of a record; null for the end
/// @param account the account whose records are wanted; null for all
/// @param region the Region whose records are wanted; null for all
public record LogSelection(
        @Nullable LogPoint from,
        @Nullable LogPoint to,
        @Nullable String account,
        @Nullable String region) {

    /// Reads the records in their order. A server may be writing the log.
    ///
    /// @return whether each part of the files was readable; else records are missing, and `trent audit verify`
    ///     names them
    public boolean read(Path folder, Consumer<LogRecord> sink) throws IOException {
        long first = from == null ? 0 : from.seq();
        long last = to == null || to.seq() == 0 ? Long.MAX_VALUE : to.seq();
        RecordReader reader = first > 0 ? RecordReader.after(folder, first - 1) : new RecordReader(folder);
        reader.more(last, record -> {
            if (has(record)) {
                sink.accept(record);
            }
            return true;
        });
        return !reader.damaged();
    }

    private boolean has(LogRecord record) {
        return (from == null || from.compare(record) >= 0)
                && (to == null || to.compare(record) <= 0)
                && is(record, "recipientAccountId", account)
                && is(record, "awsRegion", region);
    }

    private static boolean is(LogRecord record, String name, @Nullable String wanted) {
        return wanted == null || wanted.equals(RecordMembers.text(record.payload(), name));
    }
}
