package dev.trent.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// How much of the disk the files of an audit log take, those for records to come included.
///
/// @param files how many there are
/// @param waiting how many of them are closed, not empty, and not compressed yet
public record LogSize(long files, long bytes, long waiting) {
    /// Adds the files of a folder up. This takes as long as there are many.
    public static LogSize of(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> listed = Files.list(folder)) {
            all = listed.toList();
        }
        long files = 0;
        long bytes = 0;
        long plain = 0;
        for (Path file : all) {
            try {
                long size = Files.size(file);
                bytes += size;
                files++;
                plain += size > 0 && SegmentFile.isPlain(file) ? 1 : 0;
            } catch (NoSuchFileException _) {
                // It has got another name since.
            }
        }
        return new LogSize(files, bytes, Math.max(0, plain - 1));
    }
}
