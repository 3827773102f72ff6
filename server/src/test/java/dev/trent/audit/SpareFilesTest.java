package dev.trent.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Files that are filled before they are needed.
@Timeout(60)
class SpareFilesTest {
    @TempDir
    private Path parent;

    private static BlockFile await(SpareFiles spares, Path name) throws IOException {
        BlockFile file = spares.take(name);
        while (file == null) {
            Thread.onSpinWait();
            file = spares.take(name);
        }
        return file;
    }

    @Test
    void each_file_is_filled_with_text_and_is_larger_than_the_one_before() throws IOException {
        try (SpareFiles spares = new SpareFiles(parent)) {
            for (int i = 1; i <= 3; i++) {
                Path name = parent.resolve("segment-" + i);
                try (BlockFile file = await(spares, name)) {
                    assertThat(file.capacity()).isEqualTo(SpareFiles.BYTES_FIRST << i);
                    assertThat(Files.size(name)).isEqualTo(file.capacity());
                    assertThat(Files.readString(name)).isBlank().startsWith("\n    ");
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(name)))
                            .isEqualTo("rw-------");
                    byte[] block = ("x".repeat(Chain.BLOCK_BYTES - 1) + "\n").getBytes(StandardCharsets.US_ASCII);
                    ByteBuffer blocks = ByteBuffer.allocateDirect(2 * Chain.BLOCK_BYTES)
                            .alignedSlice(Chain.BLOCK_BYTES)
                            .put(block)
                            .flip();
                    file.write(blocks);
                    file.force();
                }
                assertThat(Files.readString(name)).startsWith("xxx").hasSize(Chain.BLOCK_BYTES);
            }
        }
        assertThat(parent).isDirectoryNotContaining("glob:**spare-*");
    }

    @Test
    void the_room_runs_out_when_no_file_can_be_made_and_is_there_again_with_the_next_one() throws IOException {
        Path folder = Files.createDirectory(parent.resolve("audit"));
        try (SpareFiles spares = new SpareFiles(folder)) {
            assertThat(spares.low()).isFalse();
            Files.delete(folder);
            spares.take(folder.resolve("segment"));
            while (!spares.low()) {
                Thread.onSpinWait();
            }
            Files.createDirectory(folder);
            while (spares.low()) {
                Thread.onSpinWait();
            }
            await(spares, folder.resolve("segment")).close();
        }
    }

    @Test
    void what_another_process_has_left_is_deleted() throws IOException {
        Files.writeString(parent.resolve("spare-7"), "\n");
        new SpareFiles(parent).close();
        assertThat(parent).isEmptyDirectory();
    }
}
