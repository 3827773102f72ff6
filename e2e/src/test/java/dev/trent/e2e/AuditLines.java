package dev.trent.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The audit log as a program reads it that knows of it only that it is text.
final class AuditLines {
    private AuditLines() {}

    /// Returns the records of a data folder, each as a line of JSON. The first line of each file tells only which file
    /// it
    /// is.
    static Stream<String> of(Path data) {
        try (var files = Files.list(data.resolve("audit"))) {
            List<Path> segments = files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
            return segments.stream()
                    .flatMap(AuditLines::lines)
                    .filter(line -> !line.isBlank() && !line.contains("\",\"segment\":{"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
