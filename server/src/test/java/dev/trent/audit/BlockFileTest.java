package dev.trent.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file system that has no direct I/O is written to all the same.
class BlockFileTest {
    private static final int BYTES = 2 * Chain.BLOCK_BYTES;

    @TempDir
    private Path folder;

    private final List<Boolean> direct = new ArrayList<>();

    /// Opens a file for whose direct writes there is never room.
    private FileChannel refusing(Path path, Set<OpenOption> options) throws IOException {
        direct.add(options.contains(StandardOpenOption.DSYNC));
        return direct.getLast()
                ? FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE)
                : FileChannel.open(path, options);
    }

    @Test
    void a_refused_first_write_is_like_a_refused_opening() throws IOException {
        Path path = folder.resolve("file");
        BlockFile file = BlockFile.make(path, BYTES, (name, options) -> {
            Files.createFile(name);
            if (!options.contains(StandardOpenOption.DSYNC)) {
                Files.delete(name);
            }
            return refusing(name, options);
        });
        assertThat(direct).containsExactly(true, false);
        file.write(ByteBuffer.allocateDirect(Chain.BLOCK_BYTES));
        file.force();
        assertThat(path).hasSize(BYTES);
        file.close();
        assertThat(path).hasSize(Chain.BLOCK_BYTES);
    }

    @Test
    void a_disk_without_room_refuses_both_and_nothing_is_left() {
        Path path = folder.resolve("file");
        assertThatThrownBy(() -> BlockFile.make(path, BYTES, (name, _) -> {
                    Files.createFile(name);
                    return FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE);
                }))
                .isInstanceOf(IOException.class);
        assertThat(path).doesNotExist();
    }
}
