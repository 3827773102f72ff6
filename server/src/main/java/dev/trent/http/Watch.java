package dev.trent.http;

import java.util.concurrent.atomic.AtomicLong;

/// The current phase of a connection, and the start of that phase.
///
/// Both are in one word. Other threads cut a connection that takes too long or has to give way. With one word,
/// they and the connection's own thread always agree on which of them was first. So a connection with a
/// complete request cannot be cut any more because the request was slow.
final class Watch {

    /// The phase of a connection.
    enum Phase {
        /// Client and server agree on the keys of the connection.
        HANDSHAKING,
        /// No byte of the next request has arrived.
        WAITING,
        /// A request is arriving.
        READING,
        /// A request is complete and is being answered.
        ANSWERING,
        /// An answer is being sent.
        WRITING,
        /// A refused client still sends.
        LINGERING,
        /// Another thread has ended the connection.
        CUT
    }

    private static final int PHASE_BITS = 3;
    private static final Phase[] PHASES = Phase.values();

    private final AtomicLong word = new AtomicLong(pack(Phase.WAITING, now()));

    /// Begins a phase.
    ///
    /// @throws Gone if the connection was cut in the phase before
    void begin(Phase phase) {
        long was = word.get();
        // Only threads that cut compete for this word.
        if (phaseOf(was) == Phase.CUT || !word.compareAndSet(was, pack(phase, now()))) {
            throw new Gone();
        }
    }

    /// Returns the phase of the connection.
    Phase phase() {
        return phaseOf(word.get());
    }

    /// Cuts the connection if it has been in one phase for long enough.
    ///
    /// @return whether this call has cut it
    boolean cutIfLonger(Phase phase, long millis) {
        long was = word.get();
        return phaseOf(was) == phase && now() - timeOf(was) >= millis && word.compareAndSet(was, pack(Phase.CUT, 0));
    }

    /// Returns the start of the phase, in milliseconds of the clock of [#now()].
    long since() {
        return timeOf(word.get());
    }

    /// Cuts the connection unless it is answering.
    ///
    /// @return whether this call has cut it
    boolean cutUnlessAnswering() {
        long was = word.get();
        Phase phase = phaseOf(was);
        return phase != Phase.ANSWERING
                && phase != Phase.WRITING
                && phase != Phase.CUT
                && word.compareAndSet(was, pack(Phase.CUT, 0));
    }

    /// Cuts the connection in every phase.
    void cut() {
        word.set(pack(Phase.CUT, 0));
    }

    @SuppressWarnings("EnumOrdinal") // the number never leaves this object
    private static long pack(Phase phase, long millis) {
        return (millis << PHASE_BITS) | phase.ordinal();
    }

    private static Phase phaseOf(long word) {
        return PHASES[(int) word & ((1 << PHASE_BITS) - 1)];
    }

    private static long timeOf(long word) {
        return word >> PHASE_BITS;
    }

    /// Returns milliseconds of the clock that nobody can set.
    static long now() {
        return System.nanoTime() / 1_000_000;
    }
}
