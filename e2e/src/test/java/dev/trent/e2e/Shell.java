package dev.trent.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Runs commands and waits for their end, in one folder and with one set of environment variables.
///
/// Variables of the outer environment that could lead an AWS client to another place are removed first. So a
/// developer's own profile cannot break a test, and no test uses it.
record Shell(Path folder, Map<String, String> variables) {

    private static final int SECONDS_MAX = 300;

    Shell {
        variables = Map.copyOf(variables);
    }

    /// The result of a command: its exit code and its whole output.
    record Ran(List<String> command, int exit, String out, String err) {

        /// Returns what the command printed, without the last line break, after checking that it succeeded.
        String succeeded() {
            assertThat(exit).as("%s%n%s%s", String.join(" ", command), out, err).isZero();
            return out.strip();
        }

        /// Returns both outputs, after checking that the command failed.
        String failed() {
            assertThat(exit)
                    .as("%s should have failed%n%s%s", String.join(" ", command), out, err)
                    .isNotZero();
            return out + err;
        }
    }

    /// Returns this shell with more variables.
    Shell with(Map<String, String> more) {
        var all = new LinkedHashMap<>(variables);
        all.putAll(more);
        return new Shell(folder, all);
    }

    /// Returns this shell with one more variable.
    Shell with(String name, String value) {
        return with(Map.of(name, value));
    }

    Ran run(String... command) {
        return run(List.of(command));
    }

    Ran run(List<String> command) {
        try {
            Path out = Files.createTempFile("trent-e2e", ".out");
            Path err = Files.createTempFile("trent-e2e", ".err");
            try {
                Process process = prepare(command)
                        .redirectInput(ProcessBuilder.Redirect.from(
                                Path.of("/dev/null").toFile()))
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
                if (!process.waitFor(SECONDS_MAX, SECONDS)) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly().waitFor();
                    throw new AssertionError("not finished after " + SECONDS_MAX + " s: " + command + "\n"
                            + Files.readString(out) + Files.readString(err));
                }
                return new Ran(command, process.exitValue(), read(out), read(err));
            } finally {
                Files.deleteIfExists(out);
                Files.deleteIfExists(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while running " + command, e);
        }
    }

    /// Runs a script like a user's terminal, but stops at the first command that fails.
    Ran script(String text) {
        return run("bash", "-euo", "pipefail", "-c", text);
    }

    /// Returns the command, prepared for this shell's folder and environment.
    ProcessBuilder prepare(List<String> command) {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(Shell::wouldRedirectAnAwsClient);
        environment.putAll(variables);
        return builder;
    }

    private static boolean wouldRedirectAnAwsClient(String name) {
        return name.startsWith("AWS_")
                || name.startsWith("TRENT_")
                || name.endsWith("_PROXY")
                || name.endsWith("_proxy");
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), UTF_8);
    }
}
