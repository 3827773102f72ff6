package dev.trent.delivery;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The folder of the files of trails: `BUCKET/NAME` for each, and `NAME.signature` beside a digest.
///
/// A file is on disk for good, under its name, before this tells so. Nobody sees half of one.
public final class TrailFolder {
    /// What the signature of a digest is called, after the name of the digest.
    static final String SIGNATURE = ".signature";

    /// No bucket has this name, because it begins with a dot.
    static final String PUBLIC_KEYS = ".public-keys.json";

    private static final String FRESH = ".new";
    private static final FileAttribute<?> OWNER_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> OWNER_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path folder;

    /// @param folder it is made when the first file is written
    public TrailFolder(Path folder) {
        this.folder = folder;
    }

    /// Returns the folder.
    Path path() {
        return folder;
    }

    /// Returns the folder of a bucket; null if it can be none.
    @Nullable
    Path bucket(String bucket) {
        return TrailKeys.isBucket(bucket) ? folder.resolve(bucket) : null;
    }

    /// Returns a file of an account; null if there is none of that name.
    ///
    /// SAFE: the name has the form of such a file, so it has no part that leads elsewhere. No link is followed.
    @Nullable
    Path find(String account, String bucket, String key) {
        Path root = bucket(bucket);
        if (root == null || !TrailKeys.isOf(account, key)) {
            return null;
        }
        Path at = root;
        for (String part : key.split("/", -1)) {
            if (!Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
                return null;
            }
            at = at.resolve(part);
        }
        return Files.isRegularFile(at, LinkOption.NOFOLLOW_LINKS) ? at : null;
    }

    /// Returns the signature beside a digest; null if there is none.
    static @Nullable String signature(Path digest) throws IOException {
        Path file = digest.resolveSibling(digest.getFileName() + SIGNATURE);
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                ? Files.readString(file).strip()
                : null;
    }

    /// Returns when a file was written, in seconds.
    static Instant modified(Path file) throws IOException {
        return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                .toInstant()
                .truncatedTo(ChronoUnit.SECONDS);
    }

    /// Writes a log file, in the place of one that is there.
    void write(String bucket, String key, byte[] bytes) throws IOException {
        write(file(bucket, key), bytes);
    }

    /// Writes a digest. Its signature is there before it.
    void write(String bucket, String key, byte[] bytes, byte[] signature) throws IOException {
        Path file = file(bucket, key);
        Path beside = file.resolveSibling(file.getFileName() + SIGNATURE);
        make(parent(file));
        Path freshSignature = fresh(beside, signature);
        Path fresh = fresh(file, bytes);
        Files.move(freshSignature, beside, StandardCopyOption.ATOMIC_MOVE);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        force(parent(file));
    }

    /// Writes the list of the public keys.
    void writePublicKeys(byte[] json) throws IOException {
        writeBeside(PUBLIC_KEYS, json);
    }

    /// Writes a file in the folder itself, in the place of one that is there.
    void writeBeside(String name, byte[] bytes) throws IOException {
        write(folder.resolve(name), bytes);
    }

    private Path file(String bucket, String key) {
        Path root = bucket(bucket);
        if (root == null) {
            throw new AssertionError("'" + bucket + "' is no bucket");
        }
        return root.resolve(key);
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        make(parent(file));
        Files.move(fresh(file, bytes), file, StandardCopyOption.ATOMIC_MOVE);
        force(parent(file));
    }

    private static Path parent(Path path) {
        return Objects.requireNonNull(path.toAbsolutePath().getParent());
    }

    /// Writes a file under another name, where nobody looks for it.
    private static Path fresh(Path file, byte[] bytes) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + FRESH);
        Files.deleteIfExists(fresh);
        try (FileChannel channel =
                FileChannel.open(fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_FILE)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
        return fresh;
    }

    private static void make(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path parent = parent(directory);
        make(parent);
        try {
            Files.createDirectory(directory, OWNER_FOLDER);
        } catch (FileAlreadyExistsException _) {
            return;
        }
        force(parent);
    }

    /// Makes the names in a folder durable.
    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
