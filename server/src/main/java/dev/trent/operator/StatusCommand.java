package dev.trent.operator;

import dev.trent.audit.Cursor;
import dev.trent.audit.Gap;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `trent status`.
@Command(
        name = "status",
        description = "Tell whether a server runs on a data folder, where it listens, and whether it is well."
                + " Exit code 0: it runs and is well; 1: it is not well; 3: none runs.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements OperatorCommand {
    private static final int UNWELL = 1;
    private static final int STARTING = 3;
    private static final long MEBIBYTE = 1 << 20;

    @Option(names = "--address", description = "Print the address alone.")
    private boolean addressAlone;

    @Override
    public Reach reach() {
        return Reach.SERVER;
    }

    @Override
    public int run(House house, Operator operator, PrintWriter out) {
        Serving.Place place = house.serving().place();
        if (place == null) {
            out.println("A server is starting and does not listen yet.");
            return STARTING;
        }
        if (addressAlone) {
            out.println(place.address());
            return 0;
        }
        boolean recorded = house.journal().healthy();
        boolean complete = house.sentry().mayAnswer();
        boolean roomy = house.sentry().mayChange();
        boolean stored = house.store().reachable();
        out.println("Trent " + place.version() + " runs, process "
                + ProcessHandle.current().pid() + ", since " + place.since() + ".");
        out.println("Address:   " + place.address());
        out.println("Keys:      " + (stored ? house.records().keys().count() : "unknown"));
        out.println("Database:  " + (stored ? "answers" : "cannot be reached"));
        out.println("Files:     "
                + (complete ? "all in place" : "removed or replaced, as the server's log tells: nothing is answered"));
        out.println("Audit log: " + (recorded ? "is written" : "cannot be written: changes are refused"));
        long head = house.journal().head().seq();
        for (Cursor cursor : house.serving().cursors()) {
            long behind = Math.max(0, head - cursor.passedSeq());
            Gap gap = cursor.gap();
            out.println("Follower:  " + cursor.name() + " is " + behind + " records behind the audit log"
                    + (gap == null ? "" : "; " + gap.words()));
        }
        int failing = house.delivery().failing();
        if (failing > 0) {
            out.println("Trails:    " + failing + " cannot be written; the server's log tells why");
        }
        out.println("Disk:      " + free(house) + (roomy ? "" : ", less than its reserve: changes are refused"));
        return recorded && complete && roomy && stored ? 0 : UNWELL;
    }

    private static String free(House house) {
        try {
            return house.sentry().freeBytes() / MEBIBYTE + " MiB free";
        } catch (IOException _) {
            return "cannot be looked at";
        }
    }
}
