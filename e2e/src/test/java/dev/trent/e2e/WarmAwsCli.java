package dev.trent.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The AWS CLI in a process that has loaded it once, for the tests that are about the server's answers: each
/// command is a fork of that process, with its own arguments, environment and end. To load the program takes
/// longer than to run most commands.
///
/// Where `aws` is another program than the package of the first Python, such as version 2, it is run itself.
final class WarmAwsCli {

    private static final Shell SHELL = new Shell(Checkout.PYTHON, Map.of());
    private static final String WHICH = "import awscli, sys; print(sys.executable, awscli.__version__, sep='\\n')";

    private WarmAwsCli() {}

    /// Returns how to call it.
    static String program() {
        return Started.FOLDER.isEmpty() ? "aws" : Started.FOLDER + "/aws";
    }

    /// Returns a PATH on which it is `aws`.
    static String path() {
        String usual = System.getenv("PATH");
        return Started.FOLDER.isEmpty() ? usual : Started.FOLDER + ":" + usual;
    }

    /// Started for the first command; it ends with this JVM, which closes its input.
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
