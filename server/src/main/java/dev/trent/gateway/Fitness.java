package dev.trent.gateway;

/// Whether the server is in a state to serve; asked for each call, so it answers from what is known.
public interface Fitness {
    /// Returns whether calls may be answered: no file that is written to was removed or replaced.
    boolean mayAnswer();

    /// Returns whether changes may be made: there is more space on the disk than the reserve.
    boolean mayChange();
}
