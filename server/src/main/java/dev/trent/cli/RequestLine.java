package dev.trent.cli;

import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.aws.Caller;
import dev.trent.gateway.Answered;
import dev.trent.operator.Printable;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The line that `trent dev` prints for a request: the time, the caller, the operation, the resource, the
/// outcome and the duration. For a denial it also prints the reason and where to read more.
///
/// @param zone the time zone of the reader
/// @param colour whether a terminal shows it
/// @param explainOptions the options that `trent explain` needs besides the id, with a blank before them; or
///     empty
record RequestLine(ZoneId zone, boolean colour, String explainOptions) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final int CALLER_CHARACTERS_MAX = 64;
    private static final int OPERATION_CHARACTERS_MAX = 64;
    private static final int NAME_CHARACTERS_MAX = 96;
    private static final int REASON_CHARACTERS_MAX = 500;
    private static final double NANOS_PER_MILLISECOND = 1e6;

    private static final String GREEN = "\u001b[32m";
    private static final String RED = "\u001b[31m";
    private static final String FAINT = "\u001b[2m";
    private static final String PLAIN = "\u001b[0m";

    /// Returns the text, without a line break at its end.
    String of(Answered answered) {
        AwsException refusal = answered.refusal();
        String outcome = refusal == null ? "ok" : refusal.error().code();
        String line = String.format(
                Locale.ROOT,
                "%s  %-17s  %-17s  %s%s  %s",
                TIME.format(answered.time().atZone(zone)),
                Printable.of(caller(answered.caller()), CALLER_CHARACTERS_MAX),
                Printable.of(answered.operation(), OPERATION_CHARACTERS_MAX),
                spaced(Printable.of(RecordedNames.in(answered), NAME_CHARACTERS_MAX)),
                in(refusal == null ? GREEN : RED, outcome),
                in(FAINT, milliseconds(answered)));
        return refusal != null && refusal.error() == AwsError.ACCESS_DENIED ? line + reason(refusal) : line;
    }

    private static String spaced(String name) {
        return name.isEmpty() ? "" : name + "  ";
    }

    private static String milliseconds(Answered answered) {
        return String.format(Locale.ROOT, "%.1f ms", answered.took().toNanos() / NANOS_PER_MILLISECOND);
    }

    private String reason(AwsException denial) {
        String message = denial.getMessage();
        String why = message == null ? "" : "\n    " + Printable.of(message, REASON_CHARACTERS_MAX);
        String more = denial.denialId() == null
                ? ""
                : "\n    " + in(FAINT, "./trent explain " + denial.denialId() + explainOptions);
        return why + more;
    }

    private static String caller(@Nullable Caller caller) {
        if (caller == null) {
            return "(unknown)";
        }
        String last = caller.arn().substring(caller.arn().lastIndexOf(':') + 1);
        String name = last.substring(last.indexOf('/') + 1);
        return switch (caller.type()) {
            case Root -> "root " + caller.account();
            case IAMUser -> "user " + (caller.userName() == null ? name : caller.userName());
            case AssumedRole -> "role " + name;
            case FederatedUser -> "federated " + name;
        };
    }

    private String in(String style, String text) {
        return colour ? style + text + PLAIN : text;
    }
}
