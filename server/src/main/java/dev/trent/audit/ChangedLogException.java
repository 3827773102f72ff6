package dev.trent.audit;

import java.io.IOException;

/// The audit log is not what Trent has written. Nothing goes on before an operator has seen to it.
public final class ChangedLogException extends IOException {
    private static final long serialVersionUID = 1;

    ChangedLogException(String what) {
        super("The audit log is not what Trent has written: " + what
                + ". Keep a copy of the folder, and see docs/audit.md; 'trent audit accept' lets the server go on"
                + " after it.");
    }
}
