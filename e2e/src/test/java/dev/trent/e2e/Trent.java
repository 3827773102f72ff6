package dev.trent.e2e;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// A Trent server in its own process, started by the launcher as a user starts it.
final class Trent implements AutoCloseable {

    /// The account of a development server. The access key `test` belongs to its root user.
    static final String ACCOUNT = "000000000000";

    static final String REGION = "us-east-1";

    private static final String ANNOUNCEMENT = "Trent is listening on ";
    private static final String END_OF_OUTPUT = "";
    private static final int START_SECONDS_MAX = 60;
    private static final int STOP_SECONDS_MAX = 60;

    private final Process process;
    private final URI endpoint;
    private final BlockingQueue<String> lines;

    private Trent(Process process, URI endpoint, BlockingQueue<String> lines) {
        this.process = process;
        this.endpoint = endpoint;
        this.lines = lines;
    }

    /// Starts a development server on a free port.
    static Trent dev(Path data) {
        return start("dev", "--quiet", "--port", "0", "--data", data.toString());
    }

    /// Starts a server and returns when it says that it listens. If it does not, this fails with its log.
    static Trent start(String... arguments) {
        return launched(Launch.USUAL, arguments);
    }

    /// Starts a server with other variables for the launcher.
    static Trent launched(Map<String, String> launch, String... arguments) {
        try {
            Files.createDirectories(Checkout.LOGS);
            Path log = Files.createTempFile(Checkout.LOGS, arguments[0] + "-", ".log");
            Process process = new Shell(Checkout.ROOT, launch)
                    .prepare(command(arguments))
                    .redirectError(log.toFile())
                    .start();
            BlockingQueue<String> lines = new LinkedBlockingQueue<>();
            Thread.ofVirtual().name("trent-output").start(() -> drain(process, lines));
            return new Trent(process, announced(process, lines, log), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Runs a sub-command of Trent and waits for its end, in a folder without anything valuable.
    static Shell.Ran run(Path folder, String... arguments) {
        return new Shell(folder, Launch.USUAL).run(command(arguments));
    }

    URI endpoint() {
        return endpoint;
    }

    /// Returns the environment of a client of this server, as the root user of the development account.
    Map<String, String> environment() {
        return environment("test", "test");
    }

    /// Returns the environment of a client with another access key.
    Map<String, String> environment(String accessKey, String secret) {
        return Map.of(
                "AWS_ENDPOINT_URL",
                endpoint.toString(),
                "AWS_ACCESS_KEY_ID",
                accessKey,
                "AWS_SECRET_ACCESS_KEY",
                secret,
                "AWS_REGION",
                REGION,
                "AWS_DEFAULT_REGION",
                REGION,
                "AWS_CONFIG_FILE",
                "/dev/null",
                "AWS_SHARED_CREDENTIALS_FILE",
                "/dev/null",
                "AWS_EC2_METADATA_DISABLED",
                "true",
                "AWS_PAGER",
                "",
                "PYTHONDONTWRITEBYTECODE",
                "1");
    }

    Shell shell(Path folder) {
        return new Shell(folder, environment());
    }

    /// Asks the server to end, as an init system does, and waits for its end.
    int stop() {
        // This uses the handle, because Process.destroy would close the output before its last line.
        process.toHandle().destroy();
        return waitForEnd();
    }

    /// Returns the output between the start of listening and the end of the server. May be called once.
    String printedSinceStart() {
        var printed = new StringBuilder();
        try {
            for (String line = lines.take(); !line.equals(END_OF_OUTPUT); line = lines.take()) {
                printed.append(line);
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while the server ended", e);
        }
        return printed.toString();
    }

    /// Asks the server to end and returns at once.
    void askToStop() {
        process.destroy();
    }

    /// Ends the process like a power cut: the process cannot write anything more.
    void kill() {
        process.destroyForcibly();
        waitForEnd();
    }

    int waitForEnd() {
        try {
            assertThat(process.waitFor(STOP_SECONDS_MAX, SECONDS))
                    .as("the server has ended")
                    .isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while the server ended", e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            stop();
        }
    }

    private static List<String> command(String... arguments) {
        var command = new ArrayList<String>();
        command.add(Checkout.LAUNCHER.toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static void drain(Process process, BlockingQueue<String> lines) {
        try (var output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line + "\n");
            }
        } catch (IOException e) {
            lines.add("the output of the server broke off: " + e + "\n");
        }
        lines.add(END_OF_OUTPUT);
    }

    private static URI announced(Process process, BlockingQueue<String> lines, Path log) throws IOException {
        var seen = new StringBuilder();
        try {
            for (String line = lines.poll(START_SECONDS_MAX, SECONDS);
                    line != null && !line.equals(END_OF_OUTPUT);
                    line = lines.poll(START_SECONDS_MAX, SECONDS)) {
                seen.append(line);
                if (line.startsWith(ANNOUNCEMENT)) {
                    return URI.create(line.substring(ANNOUNCEMENT.length()).strip());
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while the server started", e);
        }
        process.destroyForcibly();
        throw new AssertionError("the server did not start:\n" + seen + Files.readString(log));
    }
}
