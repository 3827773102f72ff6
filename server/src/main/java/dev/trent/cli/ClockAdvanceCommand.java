package dev.trent.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `trent clock advance`: moves the clock of a running `trent dev`.
@Command(
        name = "advance",
        description = "Move the clock of a running 'trent dev' forward, and do what becomes due.",
        mixinStandardHelpOptions = true)
final class ClockAdvanceCommand implements Callable<Integer> {
    @Parameters(paramLabel = "AMOUNT", description = "How far, in ISO 8601: P366D, P1Y, PT36H.")
    private String amount = "";

    @Mixin
    private final ClockServer server;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ClockAdvanceCommand(DevAddress dev) {
        this.server = new ClockServer(dev);
    }

    @Override
    public Integer call() throws IOException {
        ClockCommand.print(server.client().advance(amount), spec.commandLine().getOut());
        return 0;
    }
}
