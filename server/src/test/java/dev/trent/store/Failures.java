package dev.trent.store;

import java.io.PrintWriter;
import java.io.StringWriter;

/// The text that a log shows of a failure.
final class Failures {
    private Failures() {}

    /// Returns the message and stack trace, with all causes and suppressed exceptions.
    static String everyWordOf(Throwable failure) {
        StringWriter words = new StringWriter();
        failure.printStackTrace(new PrintWriter(words));
        return words.toString();
    }
}
