package dev.trent.operator;

import dev.trent.aws.AwsError;
import dev.trent.inquiry.Explanation;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `trent explain`: why a request was denied.
@Command(
        name = "explain",
        description = "Tell why a request was denied: which policy decided, and what would have allowed it.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements OperatorCommand {
    private static final int SHOWN_CHARACTERS_MAX = 64;

    @Parameters(paramLabel = "ID", description = "The denial's id, from the header x-trent-denial-id of the answer.")
    private String id = "";

    @Override
    public Reach reach() {
        return Reach.LOOK;
    }

    @Override
    public int run(House house, Operator operator, PrintWriter out) {
        Explanation found = house.denialLog().find(id);
        if (found == null) {
            throw AwsError.NO_SUCH_ENTITY.because("There is no denial '"
                    + id.substring(0, Math.min(id.length(), SHOWN_CHARACTERS_MAX))
                    + "': the id is wrong, or the denial is more than a day old and no longer kept.");
        }
        out.print(found.words());
        return 0;
    }
}
