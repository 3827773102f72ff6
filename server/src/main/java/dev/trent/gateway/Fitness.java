package dev.trent.gateway;

/// Whether the server is in a state to serve. Each call asks it, so it answers from known facts without
/// waiting.
public interface Fitness {
    /// Returns whether calls may be answered: no file that is written to was removed or replaced.
    boolean mayAnswer();

    /// Returns whether changes may be made: there is more space on the disk than the reserve.
    boolean mayChange();
}
