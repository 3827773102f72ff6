package dev.trent.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads the records of an audit log, for the tests of all rooms.
public final class AuditLog {
    private AuditLog() {}

    /// Returns the records, each as one line of JSON, in their order. The records that begin segments are left
    /// out.
    ///
    /// @param folder the folder of the log
    public static List<String> records(Path folder) {
        List<String> records = new ArrayList<>();
        files(folder).forEach(file -> records.addAll(records(file)));
        return records;
    }

    /// Returns the last record of the last segment.
    public static String last(Path folder) {
        return records(files(folder).getLast()).getLast();
    }

    private static List<SegmentFile> files(Path folder) {
        try {
            return SegmentFile.in(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> records(SegmentFile file) {
        List<String> records = new ArrayList<>();
        try (SegmentReader lines = file.open()) {
            for (SegmentReader.Line line = lines.next(); line != null; line = lines.next()) {
                Link link = Link.of(line.text());
                if (link != null && !SegmentHeader.begins(link.payload())) {
                    records.add(new String(link.payload(), StandardCharsets.UTF_8));
                } else if (link == null && line.whole()) {
                    records.add(new String(line.text(), StandardCharsets.UTF_8));
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return records;
    }

    /// Returns all records as one text.
    public static String text(Path folder) {
        return String.join("\n", records(folder)) + "\n";
    }
}
