package dev.trent.http;

/// Nobody waits for the answer: the peer has closed the connection, or its time has ended.
///
/// It carries no stack trace: clients go away all the time.
final class Gone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Gone() {
        super(null, null, false, false);
    }
}
