package dev.trent.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.trent.aws.Reply;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/// Writes status lines and header fields. Each loop has one, and uses it for one answer after the other.
final class AnswerHead {
    /// The state of the connection after an answer.
    enum After {
        /// It stays open, which is the default in HTTP.
        OPEN,
        /// It stays open for a client that must get a message.
        KEPT_OPEN,
        /// It was the last answer.
        CLOSED
    }

    private static final byte[] OK = ascii("HTTP/1.1 200 OK\r\nDate: ");
    private static final String CACHE_CONTROL = "Cache-Control";
    private static final String REQUEST_ID = "\r\nx-amzn-RequestId: ";
    private static final byte[] KEPT = ascii(REQUEST_ID);
    private static final byte[] NO_CACHE = ascii("\r\n" + CACHE_CONTROL
            + ": no-cache, no-store, must-revalidate, private\r\nExpires: 0\r\nPragma: no-cache" + REQUEST_ID);
    private static final byte[] CONTENT_TYPE = ascii("\r\nContent-Type: ");
    private static final byte[] CONTENT_LENGTH = ascii("\r\nContent-Length: ");
    private static final byte[] LINE = ascii("\r\n");
    private static final byte[] COLON = ascii(": ");
    private static final byte[] CLOSE = ascii("\r\nConnection: close");
    private static final byte[] KEEP_ALIVE = ascii("\r\nConnection: keep-alive");
    private static final byte[] END_OF_HEAD = ascii("\r\n\r\n");
    private static final int INITIAL_BYTES = 1024;

    private final DateHeader date;
    private byte[] bytes = new byte[INITIAL_BYTES];
    private int length;

    AnswerHead(DateHeader date) {
        this.date = date;
    }

    /// Makes the head of an answer, in place of the last one.
    void make(Reply reply, After after) {
        length = 0;
        if (reply.status() == 200) {
            put(OK);
        } else {
            put("HTTP/1.1 " + reply.status() + " " + reason(reply.status()) + "\r\nDate: ");
        }
        put(date.value());
        put(saysHowLong(reply) ? KEPT : NO_CACHE);
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

    /// Returns whether the reply itself says how long it may be kept. Else it may not be kept.
    private static boolean saysHowLong(Reply reply) {
        for (Reply.Field field : reply.fields()) {
            if (field.name().equals(CACHE_CONTROL)) {
                return true;
            }
        }
        return false;
    }

    /// Returns the number of bytes of the head.
    int length() {
        return length;
    }

    /// Copies the head.
    void to(ByteBuf out) {
        out.writeBytes(bytes, 0, length);
    }

    private void put(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    private void put(String text) {
        int chars = text.length();
        reserve(chars);
        for (int i = 0; i < chars; i++) {
            bytes[length + i] = (byte) text.charAt(i);
        }
        length += chars;
    }

    private void reserve(int more) {
        if (more > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
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
