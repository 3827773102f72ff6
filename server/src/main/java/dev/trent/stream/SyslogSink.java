package dev.trent.stream;

import dev.trent.audit.LogRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// A syslog server, RFC 5424: over TCP (RFC 6587, octet counting), TLS (RFC 5425), or UDP (RFC 5426).
///
/// Syslog has no confirmations. Over TCP, a batch counts as taken if the server has not closed the connection a moment
/// later. Over UDP nothing is known.
///
/// A server that stops to read would have a write wait for ever: a batch that takes too long ends with its connection.
final class SyslogSink implements Sink {
    /// Facility 13, log audit; severity 6, informational.
    private static final String PRIORITY = "<110>1 ";

    private static final Duration SEND_MAX = Duration.ofSeconds(30);
    private static final Duration CONNECT_MAX = Duration.ofSeconds(10);
    private static final Duration CLOSED_WITHIN = Duration.ofMillis(100);

    /// The most that a datagram of IPv4 holds. The rest of a longer record is cut off.
    private static final int DATAGRAM_BYTES_MAX = 65_507;

    private static final int MESSAGE_ID_CHARACTERS_MAX = 32;
    private static final long SEQUENCE_MAX = Integer.MAX_VALUE;
    private static final Set<String> SCHEMES = Set.of("tcp", "tls", "udp");

    private final URI address;
    private final Duration sendMax;
    private final Duration closedWithin;
    private final SSLSocketFactory secure;
    private final String host = hostName();
    private final long process = ProcessHandle.current().pid();

    /// The connection, and what carries it: the same without TLS.
    private volatile @Nullable Socket socket;

    private volatile @Nullable Socket carrier;
    private @Nullable DatagramSocket datagrams;

    /// @throws IOException with one clear sentence if the address has another form
    SyslogSink(URI address) throws IOException {
        this(address, SEND_MAX, CLOSED_WITHIN, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    /// @param sendMax how long a batch may take
    /// @param closedWithin a batch counts as taken if the server has not closed the connection for so long
    /// @param secure says which certificates are trusted
    /// @throws IOException with one clear sentence if the address has another form
    SyslogSink(URI address, Duration sendMax, Duration closedWithin, SSLSocketFactory secure) throws IOException {
        if (!isAddress(address)) {
            throw new IOException("--audit-syslog is an address such as tcp://host:601, tls://host:6514 or"
                    + " udp://host:514, not '" + address + "'.");
        }
        this.address = address;
        this.sendMax = sendMax;
        this.closedWithin = closedWithin;
        this.secure = secure;
    }

    static boolean isAddress(URI address) {
        return address.getScheme() != null
                && SCHEMES.contains(address.getScheme())
                && address.getHost() != null
                && address.getPort() > 0;
    }

    private static String hostName() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return name.matches("[!-~]{1,255}") ? name : "-";
        } catch (UnknownHostException _) {
            return "-";
        }
    }

    @Override
    public void send(List<LogRecord> records) throws IOException {
        if (address.getScheme().equals("udp")) {
            for (LogRecord record : records) {
                sendDatagram(message(record));
            }
            return;
        }
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (LogRecord record : records) {
            byte[] message = message(record);
            frames.writeBytes((message.length + " ").getBytes(StandardCharsets.US_ASCII));
            frames.writeBytes(message);
        }
        CompletableFuture<Void> sent =
                new CompletableFuture<Void>().orTimeout(sendMax.toMillis(), TimeUnit.MILLISECONDS);
        var _ = sent.whenComplete((_, late) -> {
            if (late != null) {
                breakOff();
            }
        });
        try {
            Socket open = connected();
            open.getOutputStream().write(frames.toByteArray());
            open.getOutputStream().flush();
            requireOpen(open);
        } catch (IOException failure) {
            disconnect();
            throw sent.isCompletedExceptionally()
                    ? new IOException(
                            "the syslog server has not taken records for " + sendMax.toSeconds() + " s", failure)
                    : failure;
        } finally {
            sent.complete(null);
        }
    }

    /// Returns a record as a message. The record's number is the sequence id of RFC 5424, which begins again after its
    /// greatest number.
    byte[] message(LogRecord record) {
        String id = Objects.requireNonNullElse(record.member("eventName"), "-");
        String header = PRIORITY + Objects.requireNonNullElse(record.member("eventTime"), "-") + " " + host + " trent "
                + process + " " + (id.matches("[!-~]{1," + MESSAGE_ID_CHARACTERS_MAX + "}") ? id : "-")
                + " [meta sequenceId=\"" + ((record.seq() - 1) % SEQUENCE_MAX + 1) + "\"] ";
        byte[] start = header.getBytes(StandardCharsets.US_ASCII);
        byte[] message = Arrays.copyOf(start, start.length + record.payload().length);
        System.arraycopy(record.payload(), 0, message, start.length, record.payload().length);
        return message;
    }

    private void sendDatagram(byte[] message) throws IOException {
        DatagramSocket open = datagrams;
        if (open == null) {
            open = new DatagramSocket();
            datagrams = open;
        }
        int length = Math.min(message.length, DATAGRAM_BYTES_MAX);
        open.send(new DatagramPacket(
                message, length, new InetSocketAddress(InetAddress.getByName(address.getHost()), address.getPort())));
    }

    private Socket connected() throws IOException {
        Socket open = socket;
        if (open == null) {
            // A host name is looked up each time: the server may have moved.
            open = new Socket();
            socket = open;
            carrier = open;
            open.connect(new InetSocketAddress(address.getHost(), address.getPort()), (int) CONNECT_MAX.toMillis());
            if (address.getScheme().equals("tls")) {
                open = secured(open);
                socket = open;
            }
            open.setSoTimeout((int) closedWithin.toMillis());
            open.setKeepAlive(true);
        }
        return open;
    }

    private Socket secured(Socket plain) throws IOException {
        SSLSocket secured = (SSLSocket) secure.createSocket(plain, address.getHost(), address.getPort(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.setSoTimeout((int) CONNECT_MAX.toMillis());
        secured.startHandshake();
        return secured;
    }

    /// A server that has gone takes the first write without a word.
    private static void requireOpen(Socket open) throws IOException {
        try {
            int read = open.getInputStream().read();
            while (read >= 0) {
                read = open.getInputStream().read();
            }
            throw new IOException("the syslog server has closed the connection");
        } catch (SocketTimeoutException _) {
            // It is open.
        }
    }

    /// Has a write fail that waits. That of TLS cannot be closed itself: it would wait for the write.
    @Override
    public void breakOff() {
        close(carrier);
    }

    private void disconnect() {
        Socket open = socket;
        socket = null;
        close(open);
        carrier = null;
    }

    private static void close(@Nullable Socket open) {
        if (open != null) {
            try {
                open.close();
            } catch (IOException _) {
                // It is of no use any more.
            }
        }
    }

    @Override
    public void close() {
        disconnect();
        if (datagrams != null) {
            datagrams.close();
        }
    }
}
