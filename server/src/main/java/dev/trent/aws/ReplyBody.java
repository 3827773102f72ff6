package dev.trent.aws;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/// The body of an answer.
public sealed interface ReplyBody {
    /// Returns the number of bytes. The client gets this number before the first byte.
    long length();

    /// Releases the body. It is called once, even if the body was sent.
    void discard();

    /// Bytes in memory, which may be a plaintext. They are zeroed at the end.
    @SuppressWarnings("ArrayRecordComponent") // it is never compared, and a copy of every body would cost time
    record Bytes(byte[] bytes) implements ReplyBody {
        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public void discard() {
            Arrays.fill(bytes, (byte) 0);
        }

        /// Returns only the length, because the bytes may be a plaintext.
        @Override
        public String toString() {
            return "Bytes[" + bytes.length + "]";
        }
    }

    /// Bytes that are read while they are sent, such as those of a file. Nothing in them is secret.
    ///
    /// @param length how many bytes the source has; if it has fewer, the connection is closed after them
    /// @param source the source of the bytes; it is closed at the end
    record Stream(long length, InputStream source) implements ReplyBody {
        @Override
        public void discard() {
            try {
                source.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
