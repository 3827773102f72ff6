package dev.trent.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The file behind a path at one moment. An open file stays the same file when its name is removed or given to
/// another file. After that, nobody reads the bytes that are written to it.
///
/// SAFE: the system gives a number to another file only after every process has closed the first file.
///
/// @param device the file system
/// @param number the file's number in the file system, its inode
public record FileIdentity(Path path, long device, long number) {
    /// Returns the identity of the file that the path leads to now.
    public static FileIdentity of(Path path) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(path, "unix:dev,ino");
        return new FileIdentity(path, number(attributes.get("dev")), number(attributes.get("ino")));
    }

    private static long number(@Nullable Object attribute) {
        return attribute instanceof Number number ? number.longValue() : 0;
    }

    /// Returns whether the path still leads to the file.
    ///
    /// @throws IOException if the file system gives no answer
    public boolean holds() throws IOException {
        try {
            return of(path).equals(this);
        } catch (NoSuchFileException _) {
            return false;
        }
    }
}
