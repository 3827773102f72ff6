package dev.trent.operator;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.trent.cli.Installation;
import dev.trent.cli.Rooms;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The socket itself. A misbehaving client gets an answer or is cut off, and no other client notices.
class ControlSocketTest {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String LIST = "{\"Arguments\":[\"account\",\"list\"]}";
    private static final String LISTED = "{\"ExitCode\":0,\"Text\":\"" + Installation.ACCOUNT + "\\u000a\"}";

    @TempDir
    Path folder;

    private Path data = Path.of("");
    private Rooms rooms;

    @BeforeEach
    void open() throws IOException {
        data = folder.resolve("data");
        new Installation(data).init();
        listen();
    }

    private void listen() throws IOException {
        rooms = new Rooms(data);
        rooms.keep(ControlSocket.open(data, new OperatorCommands(rooms.house()), PATIENCE));
    }

    @AfterEach
    void close() {
        rooms.close();
    }

    private SocketChannel connect() throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(requireNonNull(ControlAddress.find(data))));
        return channel;
    }

    private String say(byte[] request) throws IOException {
        try (SocketChannel channel = connect()) {
            ControlSocket.write(channel, request);
            return new String(ControlSocket.read(channel, ControlReply.BYTES_MAX), StandardCharsets.UTF_8);
        }
    }

    private String say(String request) throws IOException {
        return say(request.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void only_the_owner_can_open_the_socket_which_is_gone_after_the_server() throws IOException {
        Path socket = data.resolve("control.sock");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                .isEqualTo("rw-------");

        rooms.close();

        assertThat(socket).doesNotExist();
    }

    @Test
    void what_cannot_be_read_is_refused_and_the_next_is_served() throws IOException {
        for (String garbage : List.of(
                "",
                "{",
                "null",
                "[]",
                "[\"account\",\"list\"]",
                "{\"Arguments\":\"account list\"}",
                "{\"Arguments\":[1]}",
                "{\"Arguments\":[null]}",
                LIST + LIST,
                "GET / HTTP/1.1\r\n\r\n",
                "[".repeat(60_000))) {
            assertThat(say(garbage)).as(garbage).startsWith("{\"ExitCode\":2,\"Text\":\"\",\"Refusal\":");
        }
        assertThat(say(new byte[] {(byte) 0xC0, (byte) 0x80, 0, (byte) 0xFF})).contains("cannot be read");
        assertThat(say(LIST)).isEqualTo(LISTED);
    }

    @Test
    void commands_that_are_not_an_operators_are_not_understood() throws IOException {
        for (String arguments : List.of(
                "",
                "\"account\"",
                "\"server\",\"--data\",\"/tmp\"",
                "\"dev\"",
                "\"init\",\"--account\",\"444455556666\",\"--data\",\"/tmp/x\"",
                "\"env\"",
                "\"account\",\"list\",\"--data=/tmp\"",
                "\"account\",\"list\",\"--out=/tmp/x\"",
                "\"account\",\"create\"",
                "\"account\",\"create\",\"--\",\"@/etc/passwd\"",
                "\"@/etc/passwd\"",
                "\"root-credential\",\"create\",\"--account\"")) {
            assertThat(say("{\"Arguments\":[" + arguments + "]}"))
                    .as(arguments)
                    .startsWith("{\"ExitCode\":2,")
                    .doesNotContain("root:");
        }
    }

    @Test
    void a_request_of_more_than_64_kib_is_refused() throws IOException {
        String most = "{\"Arguments\":[\"account\",\"list\"]" + " ".repeat(ControlRequest.BYTES_MAX - 32) + "}";
        assertThat(most).hasSize(ControlRequest.BYTES_MAX);
        assertThat(say(most)).isEqualTo(LISTED);

        assertThat(say(most + " ")).contains("more than 65536 bytes");

        // This is far more than the bound. The client is cut off while it sends, and no other client notices.
        try (SocketChannel channel = connect()) {
            ByteBuffer much = ByteBuffer.allocate(8 * 1024 * 1024);
            assertThatThrownBy(() -> {
                        while (much.hasRemaining()) {
                            channel.write(much);
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
        assertThat(say(LIST)).isEqualTo(LISTED);
    }

    @Test
    void slow_clients_hold_up_nobody() throws IOException {
        List<SocketChannel> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 5; i++) {
                SocketChannel channel = connect();
                channel.write(ByteBuffer.wrap("{\"Argu".getBytes(StandardCharsets.US_ASCII)));
                slow.add(channel);
            }
            assertThat(say(LIST)).isEqualTo(LISTED);
            // The slow ones are still there: the answer did not wait for their end.
            for (SocketChannel channel : slow) {
                channel.configureBlocking(false);
                assertThat(channel.read(ByteBuffer.allocate(1))).isZero();
                channel.configureBlocking(true);
            }

            // There are more of them than connections: the next client waits until their time is over.
            for (int i = 0; i < 10; i++) {
                slow.add(connect());
            }
            assertThat(say(LIST)).isEqualTo(LISTED);
            assertThat(slow.getFirst().read(ByteBuffer.allocate(1))).isEqualTo(-1);
        } finally {
            for (SocketChannel channel : slow) {
                channel.close();
            }
        }
    }

    @Test
    void a_client_that_leaves_without_its_answer_harms_nobody() throws IOException {
        for (int i = 0; i < 30; i++) {
            try (SocketChannel channel = connect()) {
                channel.write(ByteBuffer.wrap(LIST.getBytes(StandardCharsets.US_ASCII)));
            }
        }
        assertThat(say(LIST)).isEqualTo(LISTED);
    }

    @Test
    void the_socket_of_a_killed_server_is_replaced_and_passed_over() throws IOException {
        rooms.close();
        try (ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            killed.bind(UnixDomainSocketAddress.of(data.resolve("control.sock")));
        }
        assertThat(data.resolve("control.sock")).exists();

        assertThat(new Installation(data).command("account", "list").succeeded())
                .isEqualTo(Installation.ACCOUNT + "\n");
        listen();
        assertThat(say(LIST)).isEqualTo(LISTED);
    }

    @Test
    void a_path_too_long_for_a_socket_is_served_from_a_private_temporary_folder() throws IOException {
        rooms.close();
        data = folder.resolve("a-folder-with-a-name-of-seventy-characters-that-goes-on-and-on-and-on-x")
                .resolve("data");
        Files.createDirectories(data.getParent());
        new Installation(data).init();
        listen();

        Path socket = Path.of(Files.readString(data.resolve("control.address")).strip());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())))
                .isEqualTo("rwx------");
        assertThat(data.resolve("control.sock")).doesNotExist();
        assertThat(new Installation(data).command("account", "list").succeeded())
                .isEqualTo(Installation.ACCOUNT + "\n");

        rooms.close();
        assertThat(socket.getParent()).doesNotExist();
        assertThat(data.resolve("control.address")).doesNotExist();
        assertThat(new Installation(data).command("account", "list").succeeded())
                .isEqualTo(Installation.ACCOUNT + "\n");
    }

    @Test
    void another_user_is_refused_even_if_the_files_let_it_in() throws Exception {
        assumeTrue(OsUser.isRoot(OsUser.ofThisProcess()), "only root can become another user");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "setpriv is missing");
        for (Path path : List.of(folder, data)) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        Path socket = data.resolve("control.sock");
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path program = Files.writeString(folder.resolve("Stranger.java"), """
                import java.net.UnixDomainSocketAddress;
                import java.nio.ByteBuffer;
                import java.nio.channels.SocketChannel;
                class Stranger {
                    public static void main(String[] arguments) throws Exception {
                        var channel = SocketChannel.open(UnixDomainSocketAddress.of(arguments[0]));
                        channel.write(ByteBuffer.wrap(arguments[1].getBytes()));
                        channel.shutdownOutput();
                        var answer = ByteBuffer.allocate(4096);
                        while (channel.read(answer) >= 0) {}
                        System.out.print(new String(answer.array(), 0, answer.position()));
                    }
                }
                """);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rw-r--r--"));

        Process stranger = new ProcessBuilder(
                        "/usr/bin/setpriv",
                        "--reuid=65534",
                        "--clear-groups",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        program.toString(),
                        socket.toString(),
                        LIST)
                .redirectErrorStream(true)
                .start();

        assertThat(new String(stranger.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("Only the users")
                .doesNotContain(Installation.ACCOUNT);
        assertThat(stranger.waitFor()).isZero();
        assertThat(say(LIST)).isEqualTo(LISTED);
    }
}
