package dev.trent.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.trent.audit.Cursor;
import dev.trent.audit.Gap;
import dev.trent.audit.Journal;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Each record arrives at least once and in order, whatever happens to the receiver, and nobody waits for it.
@Timeout(120)
class StreamsTest {
    /// Longer than a busy machine takes.
    private static final Duration AMPLE = Duration.ofMinutes(1);

    private static final SSLSocketFactory TRUSTED = (SSLSocketFactory) SSLSocketFactory.getDefault();

    @TempDir
    private Path parent;

    private Path log;
    private Journal journal;

    @BeforeEach
    void open() throws IOException {
        log = parent.resolve("audit");
        journal = Journal.open(log, () -> Instant.parse("2026-11-24T01:02:03Z"));
    }

    @AfterEach
    void close() throws IOException {
        journal.close();
    }

    private static String record(int number) {
        return "{\"eventTime\":\"2026-11-24T01:02:03Z\",\"eventName\":\"Encrypt\",\"number\":\"" + number
                + "\",\"context\":\"schlüssel \\\"x\\\"\"}";
    }

    private static List<String> records(int from, int to) {
        return IntStream.range(from, to).mapToObj(StreamsTest::record).toList();
    }

    private void append(int from, int to) {
        for (String record : records(from, to)) {
            byte[] line = (record + "\n").getBytes(StandardCharsets.UTF_8);
            journal.append(line, line.length);
        }
    }

    private Streams start(StreamSettings settings) throws IOException {
        return Streams.start(
                settings, log, parent.resolve("streams"), () -> journal.head().seq());
    }

    private static StreamSettings syslog(String address) {
        return new StreamSettings(URI.create(address), null, 1 << 20, null);
    }

    private StreamSettings file(long bytesMax) {
        return new StreamSettings(null, parent.resolve("shipped"), bytesMax, null);
    }

    /// Waits until all streams have sent all records.
    private void awaitSent(Streams streams) {
        while (streams.cursors().stream()
                .anyMatch(cursor -> cursor.passedSeq() < journal.head().seq())) {
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }

    private static List<String> withoutRepetitions(List<String> messages) {
        List<String> once = new ArrayList<>();
        for (String message : messages) {
            if (!once.contains(message)) {
                once.add(message);
            }
        }
        return once;
    }

    /// Reads messages in the octet counting of RFC 6587.
    private static void receive(Socket socket, List<String> messages, int max) throws IOException {
        InputStream in = socket.getInputStream();
        for (int i = 0; i < max; i++) {
            int length = 0;
            for (int digit = in.read(); digit != ' '; digit = in.read()) {
                if (digit < 0) {
                    throw new EOFException();
                }
                length = 10 * length + digit - '0';
            }
            messages.add(new String(in.readNBytes(length), StandardCharsets.UTF_8));
        }
    }

    private static String content(String message) {
        return message.substring(message.indexOf("] ") + 2);
    }

    @Test
    void syslog_over_tcp_gets_each_record_in_a_frame() throws Exception {
        List<String> messages = new CopyOnWriteArrayList<>();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Streams streams = start(syslog("tcp://127.0.0.1:" + server.getLocalPort()))) {
            append(0, 3);
            try (Socket socket = server.accept()) {
                receive(socket, messages, 3);
                awaitSent(streams);
            }
        }
        assertThat(messages.stream().map(StreamsTest::content)).isEqualTo(records(0, 3));
        assertThat(messages.getFirst())
                .matches("<110>1 2026-11-24T01:02:03Z [!-~]+ trent [0-9]+ Encrypt \\[meta sequenceId=\"2\"] \\{.*");
    }

    @Test
    void a_server_that_goes_away_gets_again_what_it_may_not_have() throws Exception {
        List<String> messages = new CopyOnWriteArrayList<>();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SyslogSink sink =
                        new SyslogSink(URI.create("tcp://127.0.0.1:" + server.getLocalPort()), AMPLE, AMPLE, TRUSTED);
                Follower stream = new Follower(
                        "syslog stream",
                        log,
                        () -> journal.head().seq(),
                        new CursorFile(parent.resolve("cursor")),
                        sink)) {
            append(0, 50);
            try (Socket socket = server.accept()) {
                receive(socket, messages, 1);
                append(50, 100);
            }
            try (Socket socket = server.accept()) {
                while (!content(messages.getLast()).equals(record(99))) {
                    receive(socket, messages, 1);
                }
                assertThat(stream.passedSeq()).isLessThan(journal.head().seq());
            }
        }
        assertThat(withoutRepetitions(
                        messages.stream().map(StreamsTest::content).toList()))
                .isEqualTo(records(0, 100));
    }

    @Test
    void syslog_over_udp_gets_a_datagram_for_each_record() throws Exception {
        try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                Streams streams = start(syslog("udp://127.0.0.1:" + server.getLocalPort()))) {
            append(0, 2);
            for (String record : records(0, 2)) {
                DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
                server.receive(packet);
                assertThat(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8))
                        .startsWith("<110>1 ")
                        .endsWith(record);
            }
            awaitSent(streams);
        }
    }

    @Test
    void a_file_gets_each_record_once_over_a_restart() throws IOException {
        append(0, 1);
        try (Streams streams = start(file(1 << 20))) {
            // A stream begins with the first record after its first start.
            append(1, 5);
            awaitSent(streams);
        }
        append(5, 8);
        try (Streams streams = start(file(1 << 20))) {
            append(8, 10);
            awaitSent(streams);
            assertThat(streams.cursors()).extracting(Cursor::name).containsExactly("file stream");
        }
        assertThat(Files.readAllLines(parent.resolve("shipped"))).isEqualTo(records(1, 10));
        assertThat(parent.resolve("streams").resolve("file"))
                .hasContent(journal.head().seq() + "\n");
    }

    private void reopen() throws IOException {
        journal.close();
        open();
    }

    private void removeSegment(String number) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(log, "records-*-" + number + ".jsonl")) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    @Test
    void records_that_cannot_be_read_are_told_of_and_the_stream_goes_on() throws IOException {
        start(file(1 << 20)).close();
        append(0, 1);
        reopen();
        append(1, 3);
        reopen();
        append(3, 5);
        removeSegment("00000002");
        try (Streams streams = start(file(1 << 20))) {
            awaitSent(streams);
            assertThat(streams.cursors()).extracting(Cursor::gap).containsExactly(new Gap(3, 5));
        }
        assertThat(Files.readAllLines(parent.resolve("shipped"))).containsExactly(record(0), record(3), record(4));
    }

    @Test
    void a_file_begins_anew_when_it_is_full_and_only_some_old_ones_are_kept() throws IOException {
        try (Streams streams = start(file(200))) {
            for (int i = 0; i < 20; i++) {
                append(i, i + 1);
                awaitSent(streams);
            }
        }
        List<String> lines = new ArrayList<>();
        for (String name : List.of("shipped.5", "shipped.4", "shipped.3", "shipped.2", "shipped.1", "shipped")) {
            assertThat(Files.size(parent.resolve(name))).isLessThanOrEqualTo(200);
            lines.addAll(Files.readAllLines(parent.resolve(name)));
        }
        assertThat(parent.resolve("shipped.6")).doesNotExist();
        assertThat(lines).isEqualTo(records(20 - lines.size(), 20));
    }

    @Test
    void a_part_of_a_line_is_written_again_as_a_whole() throws IOException {
        Path shipped = parent.resolve("shipped");
        Files.writeString(shipped, "{\"whole\":1}\n{\"ha");
        try (Streams streams = start(file(1 << 20))) {
            append(0, 1);
            awaitSent(streams);
        }
        assertThat(Files.readString(shipped)).isEqualTo("{\"whole\":1}\n" + record(0) + "\n");
    }

    @Test
    void a_file_that_cannot_be_written_holds_up_nobody_and_gets_everything_later() throws IOException {
        Path shipped = Files.createDirectory(parent.resolve("shipped"));
        Files.createFile(shipped.resolve("something"));
        try (Streams streams = start(file(1 << 20))) {
            append(0, 10);
            assertThat(streams.cursors().getFirst().passedSeq()).isLessThan(2);
            Files.delete(shipped.resolve("something"));
            Files.delete(shipped);
            awaitSent(streams);
        }
        assertThat(Files.readAllLines(shipped)).isEqualTo(records(0, 10));
    }

    @Test
    void a_collector_that_refuses_gets_the_same_records_again() throws IOException {
        List<String> bodies = new CopyOnWriteArrayList<>();
        AtomicInteger refusals = new AtomicInteger(1);
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/logs", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            assertThat(exchange.getRequestHeaders().getFirst("Content-Type")).isEqualTo("application/json");
            byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(refusals.getAndDecrement() > 0 ? 503 : 200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        collector.start();
        append(0, 2);
        URI url = URI.create("http://127.0.0.1:" + collector.getAddress().getPort());
        try (Streams streams = start(new StreamSettings(null, null, 1, url))) {
            append(2, 3);
            awaitSent(streams);
        } finally {
            collector.stop(0);
        }
        assertThat(bodies).hasSize(2).allMatch(bodies.getFirst()::equals);
        String escaped = record(2).replace("\\", "\\\\").replace("\"", "\\\"");
        assertThat(bodies.getFirst())
                .isEqualTo("{\"resourceLogs\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":"
                        + "{\"stringValue\":\"trent\"}}]},\"scopeLogs\":[{\"scope\":{\"name\":\"trent.audit\"},"
                        + "\"logRecords\":[{\"timeUnixNano\":\"1795482123000000000\",\"severityNumber\":9,"
                        + "\"severityText\":\"INFO\",\"body\":{\"stringValue\":\"" + escaped + "\"},\"attributes\":["
                        + "{\"key\":\"trent.audit.seq\",\"value\":{\"intValue\":\"4\"}},{\"key\":\"aws.cloudtrail.eventName\","
                        + "\"value\":{\"stringValue\":\"Encrypt\"}}]}]}]}]}");
    }

    @Test
    void an_address_of_another_form_is_refused() {
        for (String address : List.of("host:514", "http://host:514", "tcp://host", "tcp:///x")) {
            assertThatThrownBy(() -> start(syslog(address)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("--audit-syslog");
        }
        StreamSettings otlp = new StreamSettings(null, null, 1, URI.create("localhost:4318"));
        assertThatThrownBy(() -> start(otlp)).isInstanceOf(IOException.class).hasMessageContaining("--audit-otlp");
    }

    @Test
    void nothing_is_begun_without_a_setting() throws IOException {
        try (Streams streams = start(StreamSettings.NONE)) {
            assertThat(streams.cursors()).isEmpty();
        }
        assertThat(parent.resolve("streams")).doesNotExist();
    }

    @Test
    void a_cursor_that_somebody_has_changed_is_named() throws IOException {
        Path cursor = Files.createDirectory(parent.resolve("streams")).resolve("file");
        Files.writeString(cursor, "many");
        assertThatThrownBy(() -> start(file(1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(cursor.toString());
    }
}
