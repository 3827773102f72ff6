package dev.trent.cli;

import dev.trent.aws.Partition;
import dev.trent.operator.FileTrouble;
import dev.trent.operator.PartitionConverter;
import dev.trent.operator.Serving;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `trent env`: the shell variables for the use of `trent dev`, for `eval "$(./trent env)"`.
@Command(
        name = "env",
        description = "Print the environment variables that point AWS clients at 'trent dev'.",
        mixinStandardHelpOptions = true)
final class EnvCommand implements Callable<Integer> {
    @Option(
            names = "--host",
            description =
                    "The address that 'trent dev' listens on; default is where it does, else " + Serving.HOST + ".")
    private @Nullable String host;

    @Option(
            names = "--port",
            description = "The port that 'trent dev' listens on; default is where it does, else " + Serving.PORT + ".")
    private @Nullable Integer port;

    @Option(names = "--data", description = "The data folder of 'trent dev', if it was told one.")
    private @Nullable Path data;

    @Option(
            names = "--shell",
            paramLabel = "SHELL",
            description = "For whom: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}",
            defaultValue = "sh")
    private Shell shell = Shell.sh;

    @Option(
            names = "--partition",
            converter = PartitionConverter.class,
            description = "The partition of 'trent dev', whose usual Region is printed.",
            defaultValue = "aws")
    private Partition partition = Partition.AWS;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final DevAddress dev;

    EnvCommand(DevAddress dev) {
        this.dev = dev;
    }

    /// The programs that read the variables.
    enum Shell {
        sh,
        fish,
        powershell;

        String set(String name, String value) {
            return switch (this) {
                case sh -> "export " + name + "=" + value;
                case fish -> "set -gx " + name + " " + value + ";";
                case powershell -> "$Env:" + name + " = '" + value + "'";
            };
        }

        String unset(String one, String other) {
            return switch (this) {
                case sh -> "unset " + one + " " + other;
                case fish -> "set -e " + one + "; set -e " + other + ";";
                case powershell -> "Remove-Item Env:" + one + ", Env:" + other + " -ErrorAction SilentlyContinue";
            };
        }
    }

    @Override
    public Integer call() {
        // SAFE: the output is run by a shell.
        if (host != null && !host.matches("[A-Za-z0-9.:%_-]+")) {
            throw new ParameterException(spec.commandLine(), "--host takes an address such as 127.0.0.1.");
        }
        String address = host == null && port == null ? running() : null;
        PrintWriter out = spec.commandLine().getOut();
        print(out, shell, address != null ? address : told(), partition.usualRegion());
        out.flush();
        return 0;
    }

    private String told() {
        return Serving.address(false, host == null ? Serving.HOST : host, port == null ? Serving.PORT : port);
    }

    /// Returns the address of the running server; null if none runs.
    private @Nullable String running() {
        try {
            Path folder = dev.folder(data);
            String address = dev.running(folder);
            return address != null ? address : usual(folder);
        } catch (IOException notFound) {
            tell(FileTrouble.sentence(notFound));
            return null;
        }
    }

    private @Nullable String usual(Path folder) {
        tell("No 'trent dev' runs on '" + folder + "': this is the usual address.");
        return null;
    }

    private void tell(String sentence) {
        spec.commandLine().getErr().println("trent: " + sentence);
        spec.commandLine().getErr().flush();
    }

    private static void print(PrintWriter out, Shell shell, String url, String region) {
        out.println(shell.set("AWS_ENDPOINT_URL", url));
        out.println(shell.set("AWS_ACCESS_KEY_ID", DevCredentials.ACCESS_KEY_ID));
        out.println(shell.set("AWS_SECRET_ACCESS_KEY", DevCredentials.SECRET));
        out.println(shell.set("AWS_DEFAULT_REGION", region));
        out.println(shell.set("AWS_REGION", region));
        out.println(shell.unset("AWS_SESSION_TOKEN", "AWS_PROFILE"));
    }
}
