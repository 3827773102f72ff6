package dev.trent.http;

/// Says that there is nobody left to answer: the peer has closed, or its time was up.
///
/// It carries no stack trace: clients go away all the time.
final class Gone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Gone() {
        super(null, null, false, false);
    }
}
