package dev.trent.cli;

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

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        print(out, "http://" + host + ":" + port);
        out.flush();
        return 0;
    }

    static void print(PrintWriter out, String url) {
        out.println("export AWS_ENDPOINT_URL=" + url);
        out.println("export AWS_ACCESS_KEY_ID=" + DevCredentials.ACCESS_KEY_ID);
        out.println("export AWS_SECRET_ACCESS_KEY=" + DevCredentials.SECRET);
        out.println("export AWS_DEFAULT_REGION=us-east-1");
        out.println("export AWS_REGION=us-east-1");
        out.println("unset AWS_SESSION_TOKEN AWS_PROFILE");
    }
}
