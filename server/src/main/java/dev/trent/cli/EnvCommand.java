package dev.trent.cli;

import dev.trent.aws.Partition;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `trent env`: what a shell needs to use `trent dev`, for `eval "$(./trent env)"`.
@Command(
        name = "env",
        description = "Print the environment variables that point AWS clients at 'trent dev'.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class EnvCommand implements Callable<Integer> {
    @Option(names = "--host", description = "The address that 'trent dev' listens on.", defaultValue = DevCommand.HOST)
    private String host = DevCommand.HOST;

    @Option(
            names = "--port",
            description = "The port that 'trent dev' listens on.",
            defaultValue = "" + DevCommand.PORT)
    private int port = DevCommand.PORT;

    @Option(
            names = "--partition",
            converter = PartitionConverter.class,
            description = "The partition of 'trent dev', whose usual Region is printed.",
            defaultValue = "aws")
    private Partition partition = Partition.AWS;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        print(out, "http://" + host + ":" + port, partition);
        out.flush();
        return 0;
    }

    static void print(PrintWriter out, String url, Partition partition) {
        out.println("export AWS_ENDPOINT_URL=" + url);
        out.println("export AWS_ACCESS_KEY_ID=" + DevCredentials.ACCESS_KEY_ID);
        out.println("export AWS_SECRET_ACCESS_KEY=" + DevCredentials.SECRET);
        out.println("export AWS_DEFAULT_REGION=" + partition.usualRegion());
        out.println("export AWS_REGION=" + partition.usualRegion());
        out.println("unset AWS_SESSION_TOKEN AWS_PROFILE");
    }
}
