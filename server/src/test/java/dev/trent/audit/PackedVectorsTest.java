package dev.trent.audit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The vectors of compressed blocks in `docs/spec/audit-log.md`: whole ones, and one with another byte.
class PackedVectorsTest {
    private static final Path FILE = Path.of("../docs/spec/packed-vectors.json");
    private static final Pattern VECTOR = Pattern.compile(
            "\\{\"plain\": (null|\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"), \"block\": \"([0-9a-f]+)\"}");

    @TempDir
    private Path folder;

    @Test
    void the_vectors_are_unpacked() throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(FILE, made());
        }
        List<MatchResult> vectors =
                VECTOR.matcher(Files.readString(FILE)).results().toList();
        assertThat(vectors).hasSize(3);
        for (MatchResult vector : vectors) {
            String plain = vector.group(2) == null
                    ? null
                    : vector.group(2).replace("\\n", "\n").replace("\\\"", "\"");
            assertThat(unpacked(HexFormat.of().parseHex(vector.group(3)))).isEqualTo(plain);
        }
    }

    private @Nullable String unpacked(byte[] bytes) throws IOException {
        Path file = folder.resolve("block");
        Files.write(file, bytes);
        Inflater inflater = new Inflater(true);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            PackedBlock block = requireNonNull(PackedBlock.at(channel, 0));
            assertThat(block.end()).isEqualTo(bytes.length);
            byte[] plain = new byte[PackedBlock.PLAIN_BYTES];
            return block.unpack(channel, inflater, plain)
                    ? new String(plain, 0, block.plainBytes(), StandardCharsets.UTF_8)
                    : null;
        } finally {
            inflater.end();
        }
    }

    private static String made() {
        String line = "{\"seq\":2,\"hash\":\"" + "0123456789abcdef".repeat(4) + "\",\"eventName\":\"Encrypt\"}";
        byte[] whole = packed(line + " ".repeat(4095 - line.length()) + "\n");
        byte[] changed = whole.clone();
        changed[40] ^= 1;
        return "[\n" + vector("\"a\"", packed("a")) + ",\n"
                + vector("\"" + line.replace("\"", "\\\"") + " ".repeat(4095 - line.length()) + "\\n\"", whole)
                + ",\n" + vector("null", changed) + "\n]\n";
    }

    private static String vector(String plain, byte[] block) {
        return "{\"plain\": " + plain + ", \"block\": \"" + HexFormat.of().formatHex(block) + "\"}";
    }

    private static byte[] packed(String plain) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        byte[] bytes = plain.getBytes(StandardCharsets.UTF_8);
        ByteBuffer block = PackedBlock.pack(deflater, bytes, bytes.length);
        deflater.end();
        byte[] packed = new byte[block.remaining()];
        block.get(packed);
        return packed;
    }
}
