package dev.trent.lookup;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The folder with the files of the index, one for each closed segment. All of it can be made again.
record IndexFolder(Path path) {
    private static final Pattern NAME = Pattern.compile("([0-9]{8,18})\\.index(\\.new)?");

    Path file(long segment) {
        return path.resolve("%08d.index".formatted(segment));
    }

    /// Returns the header of the index of a segment; null if there is no good file, or it cannot be read.
    @Nullable
    IndexHeader find(long segment, String identity) {
        try {
            IndexHeader header = StoredIndex.header(file(segment), segment);
            // The folder may have come here with another log, from a backup for example.
            return header.identity().equals(identity) ? header : null;
        } catch (IOException _) {
            return null;
        }
    }

    IndexHeader write(GrowingIndex index) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        return IndexWriter.write(index, file(index.segment()));
    }

    /// Deletes the files of segments that are not there any more, and what a crash has left.
    void clean(Set<Long> segments) throws IOException {
        if (!Files.isDirectory(path)) {
            // Nothing was written yet.
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches() && (name.group(2) != null || !segments.contains(Long.valueOf(name.group(1))))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
