package dev.trent.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.trent.aws.Reply;
import dev.trent.aws.ReplyBody;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/// The answers that one connection sends, each in one write.
final class Outbound {
    /// The state of the connection after an answer.
    enum After {
        /// It stays open, which is the default in HTTP.
        OPEN,
        /// It stays open for a client that must get a message.
        KEPT_OPEN,
        /// It was the last answer.
        CLOSED
    }

    private static final byte[] CONTINUE = ascii("HTTP/1.1 100 Continue\r\n\r\n");
    private static final byte[] OK = ascii("HTTP/1.1 200 OK\r\nDate: ");
    private static final byte[] NO_CACHE = ascii("\r\nCache-Control: no-cache, no-store, must-revalidate, private"
            + "\r\nExpires: 0\r\nPragma: no-cache\r\nx-amzn-RequestId: ");
    private static final byte[] CONTENT_TYPE = ascii("\r\nContent-Type: ");
    private static final byte[] CONTENT_LENGTH = ascii("\r\nContent-Length: ");
    private static final byte[] LINE = ascii("\r\n");
    private static final byte[] COLON = ascii(": ");
    private static final byte[] CLOSE = ascii("\r\nConnection: close");
    private static final byte[] KEEP_ALIVE = ascii("\r\nConnection: keep-alive");
    private static final byte[] END_OF_HEAD = ascii("\r\n\r\n");

    /// A buffer above this size is not kept for the connection's next answer.
    private static final int KEPT_BYTES_MAX = 8 * 1024;

    private static final int INITIAL_BYTES = 1024;

    /// A streamed body is read and sent in parts of this size.
    private static final int PART_BYTES = 16 * 1024;

    private final Wire wire;
    private final DateHeader date;
    // INVARIANT: between two answers every byte of the buffer is zero, because an answer may be a plaintext.
    private byte[] buffer = new byte[INITIAL_BYTES];
    private int length;

    Outbound(Wire wire, DateHeader date) {
        this.wire = wire;
        this.date = date;
    }

    /// Sends an answer, and discards its body.
    ///
    /// @param withBody false for the answer to HEAD, which has the length of the body but no body
    /// @param after the state of the connection that the answer announces
    void send(Reply reply, boolean withBody, After after) {
        try {
            putHead(reply, after);
            switch (reply.body()) {
                case ReplyBody.Bytes body -> {
                    if (withBody) {
                        put(body.bytes());
                    }
                    wire.write(buffer, length);
                }
                case ReplyBody.Stream body -> {
                    wire.write(buffer, length);
                    if (withBody) {
                        stream(body);
                    }
                }
            }
        } finally {
            clear();
            reply.body().discard();
        }
    }

    /// The client knows the length already. If the source ends early, an exception ends the connection. That
    /// tells the client.
    private void stream(ReplyBody.Stream body) {
        byte[] part = new byte[PART_BYTES];
        try {
            for (long left = body.length(); left > 0; ) {
                int read = body.source().readNBytes(part, 0, (int) Math.min(left, part.length));
                if (read == 0) {
                    throw new EOFException("The body of an answer is " + left + " bytes too short.");
                }
                wire.write(part, read);
                left -= read;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void putHead(Reply reply, After after) {
        if (reply.status() == 200) {
            put(OK);
        } else {
            put("HTTP/1.1 " + reply.status() + " " + reason(reply.status()) + "\r\nDate: ");
        }
        put(date.value());
        put(NO_CACHE);
        put(reply.requestId());
        if (!reply.contentType().isEmpty()) {
            put(CONTENT_TYPE);
            put(reply.contentType());
        }
        put(CONTENT_LENGTH);
        put(Long.toString(reply.body().length()));
        for (Reply.Field field : reply.fields()) {
            put(LINE);
            put(field.name());
            put(COLON);
            put(field.value());
        }
        switch (after) {
            case OPEN -> {
                // HTTP/1.1 needs no field for this.
            }
            case KEPT_OPEN -> put(KEEP_ALIVE);
            case CLOSED -> put(CLOSE);
        }
        put(END_OF_HEAD);
    }

    private void clear() {
        Arrays.fill(buffer, 0, length, (byte) 0);
        length = 0;
        if (buffer.length > KEPT_BYTES_MAX) {
            buffer = new byte[INITIAL_BYTES];
        }
    }

    /// Tells the client to send the body that it has not sent yet. Source: RFC 9110 §10.1.1.
    void sendContinue() {
        wire.write(CONTINUE, CONTINUE.length);
    }

    private void put(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    private void put(String text) {
        int chars = text.length();
        reserve(chars);
        for (int i = 0; i < chars; i++) {
            buffer[length + i] = (byte) text.charAt(i);
        }
        length += chars;
    }

    private void reserve(int more) {
        if (more > buffer.length - length) {
            byte[] wider = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + more));
            Arrays.fill(buffer, 0, length, (byte) 0);
            buffer = wider;
        }
    }

    private static String reason(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 409 -> "Conflict";
            case 413 -> "Content Too Large";
            case 500 -> "Internal Server Error";
            case 503 -> "Service Unavailable";
            // Only people read the reason. RFC 9112 §4 allows an empty one.
            default -> "";
        };
    }

    private static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
