package dev.trent.lookup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/// The pages of an index file. Each has a checksum, so that a reader verifies what it reads and nothing else.
///
/// A page has 4,096 bytes: 4,092 of content, and a CRC-32C of the segment's number, the page's number and the content.
final class Pages {
    static final int PAGE_BYTES = 4096;
    static final int CONTENT_BYTES = PAGE_BYTES - Integer.BYTES;

    private Pages() {}

    static int checksum(long segment, long page, ByteBuffer content) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(segment)
                .putLong(page)
                .flip());
        crc.update(content);
        return (int) crc.getValue();
    }

    /// Reads content of a file.
    static final class Reader {
        private final FileChannel file;
        private final long segment;
        private ByteBuffer last = ByteBuffer.allocate(0);
        private long lastPage = -1;

        Reader(FileChannel file, long segment) {
            this.file = file;
            this.segment = segment;
        }

        /// Reads a part of the content.
        ///
        /// @throws DamagedIndexException if it is not there, or not as it was written
        ByteBuffer read(long at, int length) throws IOException {
            long page = at / CONTENT_BYTES;
            int start = (int) (at % CONTENT_BYTES);
            if (start + length <= CONTENT_BYTES) {
                return page(page).slice(start, length);
            }
            ByteBuffer all = ByteBuffer.allocate(length);
            while (all.hasRemaining()) {
                ByteBuffer content = page(page++);
                all.put(content.slice(start, Math.min(CONTENT_BYTES - start, all.remaining())));
                start = 0;
            }
            return all.flip();
        }

        private ByteBuffer page(long page) throws IOException {
            if (page != lastPage) {
                ByteBuffer bytes = ByteBuffer.allocate(PAGE_BYTES);
                while (bytes.hasRemaining()) {
                    if (file.read(bytes, page * PAGE_BYTES + bytes.position()) < 0) {
                        throw new DamagedIndexException("it ends too early");
                    }
                }
                ByteBuffer content = bytes.slice(0, CONTENT_BYTES);
                if (checksum(segment, page, content.duplicate()) != bytes.getInt(CONTENT_BYTES)) {
                    throw new DamagedIndexException("page " + page + " was changed");
                }
                last = content;
                lastPage = page;
            }
            return last;
        }
    }

    /// Writes the content of a file from its beginning to its end.
    static final class Writer {
        private static final int PAGES_AT_ONCE = 32;

        private final FileChannel file;
        private final long segment;
        private final ByteBuffer pages = ByteBuffer.allocate(PAGES_AT_ONCE * PAGE_BYTES);
        private final ByteBuffer content = ByteBuffer.allocate(CONTENT_BYTES);
        private long page;

        Writer(FileChannel file, long segment) {
            this.file = file;
            this.segment = segment;
        }

        void put(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                int some = Math.min(bytes.remaining(), content.remaining());
                content.put(bytes.slice(bytes.position(), some));
                bytes.position(bytes.position() + some);
                if (!content.hasRemaining()) {
                    endPage();
                }
            }
        }

        private void endPage() throws IOException {
            while (content.hasRemaining()) {
                content.put((byte) 0);
            }
            content.flip();
            int checksum = checksum(segment, page++, content.duplicate());
            pages.put(content).putInt(checksum);
            content.clear();
            if (!pages.hasRemaining()) {
                flush();
            }
        }

        private void flush() throws IOException {
            pages.flip();
            while (pages.hasRemaining()) {
                file.write(pages);
            }
            pages.clear();
        }

        /// Writes what is left.
        void end() throws IOException {
            if (content.position() > 0) {
                endPage();
            }
            flush();
        }
    }
}
