package dev.trent.http;

import static dev.trent.aws.AwsError.SERVICE_UNAVAILABLE;

/// The place of one connection for a large body. All connections together have only a few such places.
///
/// Without this limit, every open connection could make the server hold a body of the greatest size before the
/// server checks a signature.
final class LargeBodies implements AutoCloseable {
    private final Share places;
    private final Guest guest;
    private boolean admitted;

    /// Makes the share of one connection.
    ///
    /// @param places shared by all connections
    LargeBodies(Share places, Guest guest) {
        this.places = places;
        this.guest = guest;
    }

    /// Takes a place, unless this connection has one. Throws ServiceUnavailable if all are taken.
    void admit() {
        if (!admitted) {
            if (!places.take(guest, 1)) {
                throw SERVICE_UNAVAILABLE.because("Too many large requests at a time.");
            }
            admitted = true;
        }
    }

    /// Gives the place back, if there was one.
    @Override
    public void close() {
        if (admitted) {
            admitted = false;
            places.give(guest);
        }
    }
}
