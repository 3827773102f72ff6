package dev.trent.operator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The place of a data folder's control socket. It is in the data folder if its path is short enough: the path
/// of a socket has at most about 100 bytes. Otherwise it is in a private folder among the temporary files, and
/// a note in the data folder names that folder.
final class ControlAddress {
    private static final String SOCKET = "control.sock";
    private static final String NOTE = "control.address";
    private static final String TEMPORARY = "trent-control-";

    /// The longest path that every system takes: Linux has room for 108 bytes, macOS for 104, one of them
    /// zero.
    private static final int PATH_BYTES_MAX = 100;

    private static final int NOTE_BYTES_MAX = 4096;

    private ControlAddress() {}

    /// Returns the socket of a data folder's server, or the one that a killed server left; null if there is
    /// none.
    static @Nullable Path find(Path data) throws IOException {
        Path note = data.resolve(NOTE);
        Path socket = Files.exists(note) ? noted(note) : data.resolve(SOCKET);
        if (!Files.exists(socket)) {
            return null;
        }
        if (isLong(socket)) {
            throw new IOException(
                    "The path '" + socket + "' is too long for a socket: name the data folder by a path of"
                            + " less than " + (PATH_BYTES_MAX - SOCKET.length()) + " bytes, as its server was told.");
        }
        return socket;
    }

    /// Removes the files that a killed server left, and returns the path to listen on. The caller owns the data
    /// folder.
    static Path prepare(Path data) throws IOException {
        remove(data);
        Path socket = data.toAbsolutePath().normalize().resolve(SOCKET);
        if (!isLong(socket)) {
            return socket;
        }
        Path folder = Files.createTempDirectory(
                TEMPORARY, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path elsewhere = folder.toAbsolutePath().resolve(SOCKET);
        if (isLong(elsewhere)) {
            Files.delete(folder);
            throw new IOException("The paths of the data folder '" + data + "' and of the temporary folder '"
                    + folder.getParent() + "' are both too long for a socket: use a shorter one.");
        }
        write(data.resolve(NOTE), elsewhere);
        return elsewhere;
    }

    /// Removes the socket of a data folder, and the folder and note that were made for it.
    static void remove(Path data) throws IOException {
        Path note = data.resolve(NOTE);
        if (Files.exists(note)) {
            Path socket = noted(note);
            Path folder = socket.getParent();
            // It deletes only a socket that this class made, even if the note names something else.
            if (folder != null
                    && socket.endsWith(SOCKET)
                    && folder.getFileName().toString().startsWith(TEMPORARY)) {
                Files.deleteIfExists(socket);
                Files.deleteIfExists(folder);
            }
            Files.delete(note);
        }
        Files.deleteIfExists(data.resolve(SOCKET));
    }

    private static boolean isLong(Path socket) {
        return socket.toString().getBytes(StandardCharsets.UTF_8).length > PATH_BYTES_MAX;
    }

    private static Path noted(Path note) throws IOException {
        if (Files.size(note) > NOTE_BYTES_MAX) {
            throw new IOException("The file '" + note + "' does not hold a path.");
        }
        return Path.of(Files.readString(note).strip());
    }

    private static void write(Path note, Path socket) throws IOException {
        Files.createFile(note, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(note, Set.of(socket.toString()), StandardOpenOption.WRITE);
    }
}
