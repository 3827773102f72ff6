package dev.trent.operator;

import dev.trent.audit.JournalException;
import dev.trent.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Turns a failure into a sentence that tells the user what to do. The system's own message about a file often
/// has nothing but its name.
public final class FileTrouble {
    private static final String FULL = "The disk is full: free some space, then try again.";

    /// The space that the database needs besides its file to be opened, and some records of the audit log.
    private static final long START_BYTES = 1024 * 1024;

    private static final String NO_SPACE = "No space left on device";
    private static final String NO_QUOTA = "Disk quota exceeded";
    private static final String READ_ONLY = "Read-only file system";

    private FileTrouble() {}

    /// Returns one sentence about a failure for the user. It is the message if the message is written for
    /// users. Otherwise it names the file and describes the system's error.
    public static String sentence(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FileSystemException refused) {
                return of(refused);
            }
            if (isFullDisk(cause)) {
                return FULL;
            }
            boolean wraps = cause instanceof UncheckedIOException
                    || cause instanceof StoreException
                    || cause instanceof JournalException;
            if (!wraps) {
                break;
            }
        }
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.toString() : message;
    }

    /// Returns one sentence about a refusal.
    private static String of(FileSystemException refused) {
        String file = "'" + refused.getFile() + "'";
        return switch (refused) {
            case AccessDeniedException _ ->
                "The file or folder " + file + " may not be used by the user '" + System.getProperty("user.name")
                        + "': see who owns it and its folder, or run this as that user.";
            case NoSuchFileException _ ->
                "The file or folder " + file + " cannot be used or made: it, or the folder it would be in, does not"
                        + " exist.";
            case FileAlreadyExistsException _ -> "The file " + file + " is in the way: move it elsewhere.";
            case NotDirectoryException _ -> "The file " + file + " is not a folder: name a folder.";
            default -> ofReason(file, refused.getReason());
        };
    }

    private static String ofReason(String file, @Nullable String reason) {
        return switch (reason) {
            case NO_SPACE, NO_QUOTA -> full(file);
            case READ_ONLY -> readOnly(file);
            case "Not a directory" -> "The path " + file + " leads through a file: name a folder.";
            case "Too many open files" ->
                "The process may open no more files (at " + file + "): raise the limit (ulimit -n).";
            case null, default ->
                "The file or folder " + file + " cannot be used" + (reason == null ? "" : " (" + reason + ")")
                        + ": see what it is and who owns it.";
        };
    }

    /// Says whether this is the system's message for a full disk. A write fails with it without the name of a
    /// file.
    private static boolean isFullDisk(Throwable failure) {
        return failure instanceof IOException
                && failure.getMessage() != null
                && (failure.getMessage().equals(NO_SPACE)
                        || failure.getMessage().equals(NO_QUOTA));
    }

    /// Refuses a disk that has no room to start on.
    static void requireRoom(Path folder) throws IOException {
        FileStore disk = Files.getFileStore(folder);
        requireRoom(folder, disk.isReadOnly(), disk.getUsableSpace());
    }

    static void requireRoom(Path folder, boolean readOnly, long usableBytes) throws IOException {
        if (readOnly) {
            throw new IOException(readOnly("'" + folder + "'"));
        }
        if (usableBytes < START_BYTES) {
            throw new IOException(full("'" + folder + "'"));
        }
    }

    private static String full(String file) {
        return "The disk that holds " + file + " is full: free some space, then try again.";
    }

    private static String readOnly(String file) {
        return "The disk that holds " + file + " is read-only: mount it writable, or name a folder on another disk.";
    }
}
