package dev.trent.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A new file that was filled with blanks, and is then written from its beginning in whole blocks.
///
/// Its blocks and its length are on disk before the first record is. So a write of records changes no metadata
/// of the file system, and costs one write of the disk. The blanks are text: each block is a line feed and
/// spaces.
final class BlockFile implements Segment {
    private static final int STEP_BYTES = 256 * 1024;
    private static final FileAttribute<Set<PosixFilePermission>> OWNER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final Set<OpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final FileChannel channel;
    private final boolean direct;
    private final long capacity;
    private FileIdentity identity;
    private long written;

    private BlockFile(FileChannel channel, boolean direct, long capacity, FileIdentity identity) {
        this.channel = channel;
        this.direct = direct;
        this.capacity = capacity;
        this.identity = identity;
    }

    /// Makes a file. A write bypasses the memory of the system if the file system allows it. The disk is asked
    /// to keep each write before it returns.
    ///
    /// @throws IOException also if there is no room; then nothing is left
    static BlockFile make(Path path, long capacity) throws IOException {
        return make(path, capacity, (file, options) -> FileChannel.open(file, options, OWNER));
    }

    /// Opens a new file. Through this interface, tests let a file system refuse direct writes.
    interface Opener {
        FileChannel open(Path path, Set<OpenOption> options) throws IOException;
    }

    static BlockFile make(Path path, long capacity, Opener opener) throws IOException {
        OpenOption directly = directly();
        if (directly != null
                && Files.getFileStore(path.toAbsolutePath().getParent()).getBlockSize() <= Chain.BLOCK_BYTES) {
            try {
                Set<OpenOption> options = Set.of(
                        StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.DSYNC, directly);
                return make(path, opener.open(path, options), true, capacity);
            } catch (UnsupportedOperationException | IOException refused) {
                // Some file systems have no direct I/O, and say so in several ways: some at the first write only. If
                // it was another trouble, the second attempt has it too.
                Files.deleteIfExists(path);
            }
        }
        return make(path, opener.open(path, NEW), false, capacity);
    }

    /// Returns the option of direct I/O; null if this Java has none. It is found by its name, because javac
    /// warns of each use of a class of `com.sun`.
    private static @Nullable OpenOption directly() {
        try {
            Object[] options =
                    Class.forName("com.sun.nio.file.ExtendedOpenOption").getEnumConstants();
            return Arrays.stream(options)
                    .filter(option -> option.toString().equals("DIRECT"))
                    .map(OpenOption.class::cast)
                    .findFirst()
                    .orElse(null);
        } catch (ClassNotFoundException _) {
            return null;
        }
    }

    private static BlockFile make(Path path, FileChannel channel, boolean direct, long capacity) throws IOException {
        try {
            BlockFile file = new BlockFile(channel, direct, capacity, FileIdentity.of(path));
            file.fill();
            return file;
        } catch (IOException | RuntimeException failure) {
            try (channel) {
                Files.deleteIfExists(path);
            }
            throw failure;
        }
    }

    private void fill() throws IOException {
        int step = (int) Math.min(STEP_BYTES, capacity);
        ByteBuffer blanks = ByteBuffer.allocateDirect(step + Chain.BLOCK_BYTES)
                .alignedSlice(Chain.BLOCK_BYTES)
                .limit(step);
        for (int i = 0; i < step; i++) {
            blanks.put(i, (byte) (i % Chain.BLOCK_BYTES == 0 ? '\n' : ' '));
        }
        for (long at = 0; at < capacity; at += step) {
            put(blanks.rewind(), at);
        }
        channel.force(true);
    }

    private void put(ByteBuffer bytes, long start) throws IOException {
        long at = start;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    /// Gives the file another name.
    ///
    /// @throws IOException if its name leads to another file, or to none
    void rename(Path name) throws IOException {
        check();
        Files.move(identity.path(), name);
        identity = new FileIdentity(name, identity.device(), identity.number());
        check();
    }

    /// Closes and deletes the file, which has no records.
    void discard() throws IOException {
        try (channel) {
            Files.deleteIfExists(identity.path());
        }
    }

    @Override
    public void write(ByteBuffer blocks) throws IOException {
        int length = blocks.remaining();
        put(blocks, written);
        written += length;
    }

    /// Does nothing after direct writes: the disk has kept each of them before it returned.
    @Override
    public void force() throws IOException {
        if (!direct) {
            channel.force(false);
        }
    }

    @Override
    public void cut(long length) throws IOException {
        written = length;
        channel.truncate(length);
        channel.force(true);
    }

    @Override
    public long capacity() {
        return capacity;
    }

    @Override
    public void check() throws IOException {
        if (!identity.holds()) {
            throw new IOException("the audit log's file '" + identity.path()
                    + "' was removed or replaced while it was written: see who did it, and put back what was moved");
        }
    }

    /// Cuts the blanks off, and closes the file.
    @Override
    public void close() throws IOException {
        try (channel) {
            channel.truncate(written);
        }
    }
}
