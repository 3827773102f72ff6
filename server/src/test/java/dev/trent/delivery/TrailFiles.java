package dev.trent.delivery;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The files of trails in a folder, as tests look at them.
public final class TrailFiles {
    private static final Pattern EVENT_ID = Pattern.compile("\"eventID\":\"([^\"]+)\"");

    private final Path folder;

    /// @param folder the folder of a bucket
    public TrailFiles(Path folder) {
        this.folder = folder;
    }

    /// Returns the names that a pattern is found in, sorted.
    public List<String> named(String pattern) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(Pattern.compile(pattern).asPredicate())
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    /// Returns the names of all log files.
    public List<String> logs() {
        return named("/CloudTrail/.*\\.json\\.gz$");
    }

    /// Returns the names of the digests of a Region.
    public List<String> digests(String region) {
        return named("/CloudTrail-Digest/" + region + "/.*\\.json\\.gz$");
    }

    /// Returns what is compressed in a file.
    public String text(String name) {
        try {
            return new String(requireNonNull(ReadDigest.text(folder.resolve(name))), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    /// Returns the ids of the events in all log files, each as often as it is there.
    public List<String> eventIds() {
        List<String> ids = new ArrayList<>();
        for (String log : logs()) {
            EVENT_ID.matcher(text(log)).results().forEach(id -> ids.add(id.group(1)));
        }
        return ids;
    }

    /// Returns the ids of the events in texts.
    static List<String> eventIds(List<String> texts) {
        return texts.stream()
                .flatMap(text -> EVENT_ID.matcher(text).results().map(id -> id.group(1)))
                .toList();
    }
}
