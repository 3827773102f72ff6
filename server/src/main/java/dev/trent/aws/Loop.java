package dev.trent.aws;

/// Marks a thread that serves many connections. Nothing that waits, and nothing that computes for more than
/// some 100 µs, may run on it.
///
/// What must not run on such a thread calls [#leave] first. The caller at the top then begins the call again on
/// another thread. So nothing may have happened before: no effect, and no count.
public interface Loop {
    /// Returns whether the current thread serves many connections.
    static boolean here() {
        return Thread.currentThread() instanceof Loop;
    }

    /// Does nothing on other threads.
    ///
    /// @throws OffLoopException on a thread that serves many connections
    static void leave() {
        if (here()) {
            throw new OffLoopException();
        }
    }
}
