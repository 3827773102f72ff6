package dev.trent.http;

import static dev.trent.aws.AwsError.SERVICE_UNAVAILABLE;

import java.util.concurrent.Semaphore;

/// One connection's share in the few large bodies that all connections together may hold in memory.
///
/// Without it every open connection could make the server hold a body of the greatest size before a signature
/// is looked at.
final class LargeBodies implements AutoCloseable {
    private final Semaphore places;
    private boolean admitted;

    /// Makes the share of one connection.
    ///
    /// @param places shared by all connections
    LargeBodies(Semaphore places) {
        this.places = places;
    }

    /// Takes a place, unless this connection has one; ServiceUnavailable if all are taken.
    void admit() {
        if (!admitted) {
            if (!places.tryAcquire()) {
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
            places.release();
        }
    }
}
