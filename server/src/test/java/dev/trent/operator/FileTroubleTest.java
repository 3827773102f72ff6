package dev.trent.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.cli.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The refusal of a disk becomes a sentence that says what to do.
class FileTroubleTest {
    @TempDir
    Path folder;

    @Test
    void a_full_or_read_only_disk_is_called_that() {
        assertThat(FileTrouble.sentence(new FileSystemException("/data/lock", null, "No space left on device")))
                .isEqualTo("The disk that holds '/data/lock' is full: free some space, then try again.");
        assertThat(FileTrouble.sentence(new FileSystemException("/data/lock", null, "Read-only file system")))
                .startsWith("The disk that holds '/data/lock' is read-only:");
        assertThat(FileTrouble.sentence(new UncheckedIOException(new IOException("No space left on device"))))
                .isEqualTo("The disk is full: free some space, then try again.");
    }

    @Test
    void a_name_alone_is_never_the_whole_message() {
        List<FileSystemException> refusals = List.of(
                new AccessDeniedException("/data/lock"),
                new NoSuchFileException("/data/lock"),
                new FileAlreadyExistsException("/data/lock"),
                new NotDirectoryException("/data/lock"),
                new FileSystemException("/data/lock", null, "Not a directory"),
                new FileSystemException("/data/lock", null, "Input/output error"),
                new FileSystemException("/data/lock"));
        assertThat(refusals.stream().map(FileTrouble::sentence))
                .allSatisfy(sentence -> assertThat(sentence)
                        .startsWith("The ")
                        .contains("'/data/lock'", ": ")
                        .endsWith("."));
    }

    @Test
    void a_disk_without_room_is_refused_before_anything_is_begun() {
        assertThatCode(() -> FileTrouble.requireRoom(folder, false, 1L << 20)).doesNotThrowAnyException();
        assertThatThrownBy(() -> FileTrouble.requireRoom(folder, false, (1L << 20) - 1))
                .isInstanceOf(IOException.class)
                .hasMessage("The disk that holds '" + folder + "' is full: free some space, then try again.");
        assertThatThrownBy(() -> FileTrouble.requireRoom(folder, true, 1L << 30))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is read-only");
    }

    @Test
    void a_path_that_leads_through_a_file_is_told_by_every_command() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Installation wrong = new Installation(file.resolve("data"));

        assertThat(wrong.command("init", "--account", Installation.ACCOUNT).failed(1))
                .startsWith("trent: The ")
                .contains("'" + file)
                .hasLineCount(1);
        assertThat(wrong.command("server").failed(1)).startsWith("trent: The ").contains("'" + file);
        assertThat(wrong.command("dev", "--port", "0").failed(1))
                .startsWith("trent: The ")
                .contains("'" + file);
        assertThat(wrong.command("account", "list").failed(1)).startsWith("trent: The data folder '");
    }
}
