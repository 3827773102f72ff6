package dev.trent.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// The audit log as a program reads it that knows of it only that it is text.
final class AuditLines {
    private AuditLines() {}

    /// Returns the records of a data folder, each as a line of JSON. The first line of each file tells only which file
    /// it is. A server may compress files meanwhile.
    static Stream<String> of(Path data) {
        try (var files = Files.list(data.resolve("audit"))) {
            List<Path> segments = files.filter(file -> file.toString().contains(".jsonl"))
                    .map(file ->
                            file.resolveSibling(file.getFileName().toString().replace(".gz", "")))
                    .distinct()
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
        } catch (NoSuchFileException compressed) {
            return unpacked(file.resolveSibling(file.getFileName() + ".gz"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> unpacked(Path file) {
        try (var bytes = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
