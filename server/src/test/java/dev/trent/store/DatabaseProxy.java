package dev.trent.store;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The network between Trent and PostgreSQL. It can go silent without closing a connection, be cut, or contain
/// a pooler.
public final class DatabaseProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final String url;
    private final boolean pooler;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition speaks = lock.newCondition();
    private boolean silent;

    /// Starts a proxy for the server of a URL.
    public static DatabaseProxy before(String url) {
        return new DatabaseProxy(url, false);
    }

    /// Starts a proxy for the server of a URL. It renumbers sessions as a connection pooler does.
    static DatabaseProxy poolingBefore(String url) {
        return new DatabaseProxy(url, true);
    }

    private DatabaseProxy(String url, boolean pooler) {
        this.url = url;
        this.pooler = pooler;
        try {
            this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /// Returns the URL of this proxy.
    public String url() {
        return url.replaceFirst("//localhost:\\d+/", "//localhost:" + listener.getLocalPort() + "/")
                + "&sslmode=disable";
    }

    /// Returns how many connections were made.
    public int accepted() {
        return accepted.get();
    }

    /// Stops forwarding and closes nothing. Bytes sent in this time are not lost, but arrive later.
    public void goSilent() {
        set(true);
    }

    /// Forwards again.
    public void speak() {
        set(false);
    }

    /// Ends every connection.
    public void cut() {
        sockets.forEach(DatabaseProxy::closeQuietly);
    }

    @Override
    public void close() {
        speak();
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }

    private void set(boolean value) {
        lock.lock();
        try {
            silent = value;
            speaks.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void awaitSpeaking() {
        lock.lock();
        try {
            while (silent) {
                speaks.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        while (true) {
            try {
                Socket client = listener.accept();
                accepted.incrementAndGet();
                sockets.add(client);
                Thread.ofVirtual().start(() -> forward(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void forward(Socket client) {
        int port = Integer.parseInt(url.replaceFirst(".*//localhost:(\\d+)/.*", "$1"));
        try {
            awaitSpeaking();
            Socket server = new Socket("localhost", port);
            sockets.add(server);
            Thread back = Thread.ofVirtual().start(() -> {
                try {
                    if (pooler) {
                        greet(
                                new DataInputStream(server.getInputStream()),
                                new DataOutputStream(client.getOutputStream()));
                    }
                    copy(server.getInputStream(), client.getOutputStream());
                } catch (IOException e) {
                    // The connection is over.
                }
                closeQuietly(client);
                closeQuietly(server);
            });
            copy(client.getInputStream(), server.getOutputStream());
            closeQuietly(server);
            back.join();
        } catch (IOException | InterruptedException e) {
            closeQuietly(client);
        }
    }

    private void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[8192];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            awaitSpeaking();
            out.write(buffer, 0, read);
            out.flush();
        }
    }

    /// Forwards the server's messages up to the first one that waits for a query, with another session number.
    private static void greet(DataInputStream in, DataOutputStream out) throws IOException {
        byte kind;
        do {
            kind = in.readByte();
            byte[] body = new byte[in.readInt() - Integer.BYTES];
            in.readFully(body);
            if (kind == 'K') {
                body[3] ^= 0x55;
            }
            out.writeByte(kind);
            out.writeInt(body.length + Integer.BYTES);
            out.write(body);
            out.flush();
        } while (kind != 'Z');
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
