package dev.trent.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/// A client that sends exactly the bytes it is given, and reads answers byte by byte.
final class RawClient implements AutoCloseable {
    private static final int SILENCE_MILLIS_MAX = 10_000;

    private final Socket socket;
    private final InputStream in;

    RawClient(int port) {
        this(plain(port));
    }

    RawClient(Socket socket) {
        try {
            this.socket = socket;
            socket.setTcpNoDelay(true);
            this.in = socket.getInputStream();
            waitAtMost(SILENCE_MILLIS_MAX);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// An answer as received.
    record Answer(int status, String head, String body) {

        /// Returns the first value of a header field; empty if there is none.
        String header(String name) {
            for (String line : head.lines().toList()) {
                if (line.regionMatches(true, 0, name + ": ", 0, name.length() + 2)) {
                    return line.substring(name.length() + 2);
                }
            }
            return "";
        }
    }

    RawClient send(String text) {
        return send(text.getBytes(ISO_8859_1));
    }

    RawClient send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends bytes that the server may have stopped to read.
    boolean trySend(byte[] bytes) {
        try {
            send(bytes);
            return true;
        } catch (UncheckedIOException closed) {
            return false;
        }
    }

    Answer answer() {
        return answer(true);
    }

    /// Reads an answer.
    ///
    /// @param withBody false for the answer to HEAD
    Answer answer(boolean withBody) {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            int b = read();
            if (b < 0) {
                throw new AssertionError("The connection ended within a head: '" + head + "'");
            }
            head.append((char) b);
        }
        Answer answer = new Answer(Integer.parseInt(head.substring(9, 12)), head.toString(), "");
        String length = answer.header("Content-Length");
        if (!withBody || length.isEmpty()) {
            return answer;
        }
        try {
            byte[] body = in.readNBytes(Integer.parseInt(length));
            return new Answer(answer.status(), answer.head(), new String(body, ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits until the server closes the connection.
    ///
    /// @return whether the server sent nothing before that
    boolean isClosed() {
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    /// Waits until the server closes the connection, for at most this long.
    boolean isClosedAfter(Duration atMost) {
        waitAtMost((int) atMost.toMillis());
        boolean closed = isClosed();
        waitAtMost(SILENCE_MILLIS_MAX);
        return closed;
    }

    private void waitAtMost(int millis) {
        try {
            socket.setSoTimeout(millis);
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Returns all bytes until the server closes.
    String rest() {
        StringBuilder rest = new StringBuilder();
        try {
            for (int b = in.read(); b >= 0; b = in.read()) {
                rest.append((char) b);
            }
        } catch (SocketTimeoutException open) {
            throw new AssertionError("The connection stays open after '" + rest + "'", open);
        } catch (IOException reset) {
            // A reset is also a close.
        }
        return rest.toString();
    }

    private int read() {
        try {
            return in.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Socket plain(int port) {
        try {
            return new Socket(InetAddress.getLoopbackAddress(), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
