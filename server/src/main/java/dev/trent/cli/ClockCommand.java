package dev.trent.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `trent clock`: the time of a running `trent dev`.
@Command(
        name = "clock",
        description = "Tell the time of a running 'trent dev', which 'trent clock advance' moves.",
        subcommands = ClockAdvanceCommand.class,
        mixinStandardHelpOptions = true)
final class ClockCommand implements Callable<Integer> {
    @Mixin
    private final ClockServer server;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ClockCommand(DevAddress dev) {
        this.server = new ClockServer(dev);
    }

    @Override
    public Integer call() throws IOException {
        print(server.client().now(), spec.commandLine().getOut());
        return 0;
    }

    static void print(ClockTold told, PrintWriter out) {
        boolean right = told.offset().equals("PT0S");
        out.println(told.now() + (right ? ", the time of this machine" : ", ahead by " + told.offset()));
        out.flush();
    }
}
