package dev.trent.delivery;

import dev.trent.wire.JsonShape;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Finds the folder of a bucket near the one that a user has named: above it, in it, or the folder itself.
///
/// A digest tells its own key in the bucket, and so where the bucket begins.
final class BucketFolder {
    /// A data folder has `trails/BUCKET`, and a prefix may have some parts.
    private static final int DEPTH_MAX = 8;

    private static final String EXPECTED =
            " Name the folder of a bucket, which has AWSLogs: trails/BUCKET of the data folder, or a copy of it.";

    private final JsonShape<ReadDigest.Facts> shape;

    BucketFolder(JsonShape<ReadDigest.Facts> shape) {
        this.shape = shape;
    }

    /// Returns the folder of the bucket.
    ///
    /// @throws IOException with one clear sentence if there is none, or more than one
    Path near(Path named) throws IOException {
        if (!Files.isDirectory(named)) {
            throw new IOException("The folder '" + named + "' is not there." + EXPECTED);
        }
        Path folder = named.toAbsolutePath().normalize();
        Set<Path> buckets = new TreeSet<>();
        for (Path logs : logs(folder)) {
            buckets.add(bucket(logs));
        }
        if (buckets.isEmpty()) {
            throw new IOException("The folder '" + named + "' has no files of a trail." + EXPECTED);
        }
        // A trail with a prefix may have no digest, so its prefix looks like a bucket in the bucket.
        if (buckets.contains(folder)) {
            return named;
        }
        if (buckets.size() > 1) {
            throw new IOException("The folder '" + named + "' has the files of " + buckets.size()
                    + " buckets. Name one of them: " + String.join(", ", texts(buckets)) + ".");
        }
        return buckets.iterator().next();
    }

    private static List<String> texts(Set<Path> paths) {
        return paths.stream().map(Path::toString).toList();
    }

    /// Returns the folders `AWSLogs` that a folder is in, or that it has.
    private static List<Path> logs(Path folder) throws IOException {
        for (Path at = folder; at != null && at.getFileName() != null; at = at.getParent()) {
            if (isLogs(at)) {
                return List.of(at);
            }
        }
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(folder, EnumSet.noneOf(FileVisitOption.class), DEPTH_MAX, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) {
                if (isLogs(at)) {
                    found.add(at);
                    return FileVisitResult.SKIP_SUBTREE;
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                // A folder of somebody else is no part of what the user has named.
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    private static boolean isLogs(Path folder) {
        return folder.endsWith(TrailKeys.LOGS);
    }

    /// A trail may have a prefix before `AWSLogs`. Without a digest, nothing tells of it.
    private Path bucket(Path logs) throws IOException {
        Path above = logs.resolveSibling("").normalize();
        Optional<Path> digest;
        try (Stream<Path> files = Files.walk(logs)) {
            digest = files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file -> file.toString().contains("/" + TrailKeys.DIGEST + "/"))
                    .filter(file -> file.toString().endsWith(TrailKeys.END))
                    .findFirst();
        }
        if (digest.isEmpty()) {
            return above;
        }
        String key = above.relativize(digest.get()).toString();
        ReadDigest read = ReadDigest.of(above, key, shape);
        String object = read == null ? key : read.facts().object();
        String path = digest.get().toString();
        boolean prefixed = object.endsWith("/" + key) && path.endsWith("/" + object);
        return prefixed ? Path.of(path.substring(0, path.length() - object.length() - 1)) : above;
    }
}
