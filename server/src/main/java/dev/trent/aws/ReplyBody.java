package dev.trent.aws;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/// The body of an answer.
public sealed interface ReplyBody {
    /// Returns the number of bytes, which the client is told before the first of them.
    long length();

    /// Gives up what is not needed any more; called once, also after the body was sent.
    void discard();

    /// Bytes at hand, which may be a plaintext. They are zeroed at the end.
    @SuppressWarnings("ArrayRecordComponent") // never compared; copying every body would cost for nothing
    record Bytes(byte[] bytes) implements ReplyBody {
        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public void discard() {
            Arrays.fill(bytes, (byte) 0);
        }

        /// Returns the length alone: the bytes may be a plaintext.
        @Override
        public String toString() {
            return "Bytes[" + bytes.length + "]";
        }
    }

    /// Bytes that are read while they are sent, such as those of a file. Nothing in them is secret.
    ///
    /// @param length how many bytes the source has; if it has fewer, the connection is closed after them
    /// @param source is closed at the end
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
