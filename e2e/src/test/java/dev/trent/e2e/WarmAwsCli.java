package dev.trent.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The AWS CLI in a process that has loaded it once, for tests of the server's answers. Each command is a fork
/// of this process, with its own arguments, environment and end. Loading the program takes longer than most
/// commands.
///
/// If `aws` is not the package of the first Python (it may be version 2), it is run directly.
final class WarmAwsCli {

    private static final Shell SHELL = new Shell(Checkout.PYTHON, Map.of());
    private static final String WHICH = "import awscli, sys; print(sys.executable, awscli.__version__, sep='\\n')";

    private WarmAwsCli() {}

    /// Returns the command that starts it.
    static String program() {
        return Started.FOLDER.isEmpty() ? "aws" : Started.FOLDER + "/aws";
    }

    /// Returns a PATH with this program as `aws`.
    static String path() {
        String usual = System.getenv("PATH");
        return Started.FOLDER.isEmpty() ? usual : Started.FOLDER + ":" + usual;
    }

    /// The process, started for the first command. It ends with this JVM, because the JVM's end closes its
    /// input.
    private static final class Started {
        static final String FOLDER = start();

        private static String start() {
            Shell.Ran which = SHELL.run("sh", "-c", "exec python3 -c \"$0\"", WHICH);
            if (which.exit() != 0) {
                return "";
            }
            List<String> python = which.out().lines().toList();
            if (!SHELL.run("aws", "--version").out().startsWith("aws-cli/" + python.getLast() + " ")) {
                return "";
            }
            try {
                Path folder = Files.createTempDirectory("trent-aws");
                Files.createDirectories(Checkout.LOGS);
                Process process = SHELL.prepare(List.of(python.getFirst(), "warm_aws.py", folder.toString()))
                        .redirectError(Files.createTempFile(Checkout.LOGS, "aws-", ".log")
                                .toFile())
                        .start();
                String line = process.inputReader().readLine();
                if (!"ready".equals(line)) {
                    throw new AssertionError("the AWS CLI did not start: " + line);
                }
                return folder.toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
