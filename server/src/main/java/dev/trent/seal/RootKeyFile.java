package dev.trent.seal;

import dev.trent.aws.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;

/// The root key in a file that only the owner may read: 64 hexadecimal digits and a line feed.
public final class RootKeyFile {
    private static final int KEY_BYTES = 32;
    private static final int FILE_BYTES = 2 * KEY_BYTES + 1;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private RootKeyFile() {}

    /// Draws a new root key and writes it to disk with mode 0600.
    ///
    /// @throws IOException if the file exists already or cannot be written
    public static Secret create(Path file, SecureRandom random) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        byte[] text = (HexFormat.of().formatHex(key) + "\n").getBytes(StandardCharsets.US_ASCII);
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
            ByteBuffer buffer = ByteBuffer.wrap(text);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        } catch (IOException | RuntimeException failure) {
            Arrays.fill(key, (byte) 0);
            throw failure;
        } finally {
            Arrays.fill(text, (byte) 0);
        }
        return Secret.owning(key);
    }

    /// Reads a root key.
    ///
    /// @throws IOException with one clear sentence if there is no file, if others may read it, or if it holds no
    ///     key
    public static Secret read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("The root key file '" + file
                    + "' does not exist: make it with 'trent init', or restore it from its copy.");
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (permissions.stream().anyMatch(OTHERS::contains)) {
            throw new IOException("The root key file '" + file + "' may be read or written by others than its owner ("
                    + PosixFilePermissions.toString(permissions) + "); run: chmod 600 '" + file + "'");
        }
        byte[] text = Files.size(file) > FILE_BYTES ? new byte[0] : Files.readAllBytes(file);
        try {
            return Secret.owning(parse(text));
        } catch (IllegalArgumentException _) {
            throw new IOException("The root key file '" + file + "' does not hold 64 hexadecimal digits.");
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    private static byte[] parse(byte[] text) {
        int length = text.length == FILE_BYTES && text[FILE_BYTES - 1] == '\n' ? FILE_BYTES - 1 : text.length;
        byte[] key = new byte[KEY_BYTES];
        if (length != 2 * KEY_BYTES) {
            throw new IllegalArgumentException();
        }
        for (int i = 0; i < KEY_BYTES; i++) {
            key[i] = (byte) (HexFormat.fromHexDigit(text[2 * i]) << 4 | HexFormat.fromHexDigit(text[2 * i + 1]));
        }
        return key;
    }
}
