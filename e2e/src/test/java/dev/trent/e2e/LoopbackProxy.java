package dev.trent.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A proxy for programs that know only AWS's own addresses. Each CONNECT leads to one port of this machine, for
/// every host name.
final class LoopbackProxy implements AutoCloseable {

    private static final int REQUEST_BYTES_MAX = 8192;

    private final ServerSocket server;
    private final int target;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private LoopbackProxy(ServerSocket server, int target) {
        this.server = server;
        this.target = target;
    }

    static LoopbackProxy to(int target) {
        try {
            var proxy = new LoopbackProxy(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()), target);
            Thread.ofVirtual().name("loopback-proxy").start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /// Returns the first line of every request so far.
    List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket trent = new Socket(InetAddress.getLoopbackAddress(), target)) {
            requests.add(request(client.getInputStream()));
            client.getOutputStream().write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(US_ASCII));
            Thread back = Thread.ofVirtual().start(() -> pass(trent, client));
            pass(client, trent);
            back.join();
        } catch (IOException broken) {
            // The program notices the failure, and the test sees its message.
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while a client was connected", e);
        }
    }

    /// Forwards one side's bytes until it ends, and then tells the other side.
    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException broken) {
            // The other direction ends too, because both sockets are closed after it.
        }
    }

    private static String request(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0 || head.length() == REQUEST_BYTES_MAX) {
                throw new IOException("not a request of a proxy's client: " + head);
            }
            head.append((char) next);
        }
        return head.substring(0, head.indexOf("\r\n"));
    }
}
