package dev.trent.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/// A second process on the same database file. In the starting test this object is a handle; in the process the
/// class is the program.
final class OtherProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private OtherProcess(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /// Starts a process that begins to write to the file, prints a line, and does not finish.
    static OtherProcess writingTo(Path file) throws IOException {
        return start("lock", file);
    }

    /// Starts a process that adds accounts to the file without end, and prints their number after each commit.
    static OtherProcess countingIn(Path file) throws IOException {
        return start("count", file);
    }

    /// Returns the next line that the process prints.
    String line() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new AssertionError("The other process has ended.");
        }
        return line;
    }

    /// Kills the process at once, and returns its last printed line.
    String killed() throws IOException {
        close();
        String last = "";
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            last = line;
        }
        return last;
    }

    @Override
    public void close() {
        // Kills through the handle: the process object would close its output, and the last lines with it.
        process.toHandle().destroyForcibly();
        process.onExit().join();
    }

    private static OtherProcess start(String task, Path file) throws IOException {
        return new OtherProcess(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        OtherProcess.class.getName(),
                        task,
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    static void main(String[] arguments) throws SQLException, IOException {
        switch (arguments[0]) {
            case "lock" -> lock(arguments[1]);
            case "count" -> count(arguments[1]);
            default -> throw new AssertionError(arguments[0]);
        }
    }

    private static void lock(String file) throws SQLException, IOException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            IO.println("locked");
            System.in.read();
        }
    }

    private static void count(String file) {
        try (Store store = Store.open("jdbc:sqlite:" + file)) {
            for (int accounts = 1; ; accounts++) {
                String accountId = Integer.toString(accounts);
                store.write(tx -> tx.run("INSERT INTO account (account_id, created_ms) VALUES (?, ?)", accountId, 0));
                IO.println(accounts);
            }
        }
    }
}
