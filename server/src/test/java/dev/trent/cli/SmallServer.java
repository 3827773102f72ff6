package dev.trent.cli;

import dev.trent.crypto.Engine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/// A whole server in a separate process with a small heap. It reports the memory of its caches.
final class SmallServer implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final URI uri;

    private SmallServer(Process process) throws IOException {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.uri = URI.create("http://127.0.0.1:" + number());
    }

    static SmallServer start(Path data, int heapMegabytes) throws IOException {
        return new SmallServer(new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        // Without this, a collection leaves some dead objects where they are.
                        "-XX:MarkSweepAlwaysCompactCount=1",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Xmx" + heapMegabytes + "m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallServer.class.getName(),
                        data.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    URI uri() {
        return uri;
    }

    /// Returns how many values were taken into memory since the start.
    long taken() throws IOException {
        return ask("taken");
    }

    /// Returns the bytes that the caches report.
    long bytes() throws IOException {
        return ask("bytes");
    }

    /// Returns how many bytes of the heap are in use after a collection.
    long used() throws IOException {
        return ask("used");
    }

    private long ask(String question) throws IOException {
        process.outputWriter(StandardCharsets.UTF_8)
                .append(question)
                .append('\n')
                .flush();
        return number();
    }

    private long number() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new AssertionError("the server is gone");
        }
        return Long.parseLong(line);
    }

    @Override
    public void close() throws IOException {
        process.outputWriter(StandardCharsets.UTF_8).close();
        try {
            process.waitFor();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// The process: starts a server on the given data folder, prints its port, and answers one question a line.
    public static void main(String[] arguments) throws IOException {
        Settings settings = new Settings(Path.of(arguments[0]), "127.0.0.1", 0, null, null, null, true);
        try (Trent trent = Trent.start(settings, Engine.fastest(), InstantSource.system(), null)) {
            System.out.println(trent.port());
            BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String question = questions.readLine(); question != null; question = questions.readLine()) {
                System.out.println(
                        switch (question) {
                            case "taken" -> trent.memory().taken();
                            case "bytes" -> trent.memory().bytes();
                            case "used" -> usedAfterCollection();
                            default -> throw new AssertionError(question);
                        });
            }
        }
    }

    private static long usedAfterCollection() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
