package dev.trent.http;

/// The array that the connections of one loop receive into, one after the other. A connection that keeps received
/// bytes beyond its turn keeps the array, and the loop makes another. Only the loop's thread uses it.
final class Scratch {
    /// Most requests fit. A client that sends a request byte by byte holds no more than this for it.
    private static final int BYTES = 4096;
    private static final byte[] NONE = {};

    private byte[] spare = NONE;

    /// Returns an array of zeros with room for so many bytes.
    byte[] lend(int bytes) {
        if (bytes > BYTES) {
            return new byte[bytes];
        }
        byte[] lent = spare.length == BYTES ? spare : new byte[BYTES];
        spare = NONE;
        return lent;
    }

    /// Takes an array that was lent, or a wider one. Its bytes are cleared.
    void giveBack(byte[] cleared) {
        if (cleared.length == BYTES) {
            spare = cleared;
        }
    }
}
