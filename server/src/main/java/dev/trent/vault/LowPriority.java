package dev.trent.vault;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes threads of low priority: the operating system runs all other threads first.
///
/// Linux has a niceness for each thread. Java's thread priorities do not change it, but each thread may raise its
/// own. On other systems, and where the call is forbidden, the threads have the usual priority.
///
/// @param name the name of the threads
public record LowPriority(String name) implements ThreadFactory {
    private static final Logger LOG = LoggerFactory.getLogger(LowPriority.class);

    /// A thread of this niceness gets a tenth of the time of a thread of niceness 0 on the same processor.
    private static final int NICENESS = 10;

    private static final int PRIO_PROCESS = 0;
    private static final int CALLING_THREAD = 0;

    @Override
    public Thread newThread(Runnable work) {
        return Thread.ofPlatform().daemon().name(name).unstarted(() -> {
            stepBack();
            work.run();
        });
    }

    @SuppressWarnings("restricted") // a call of the C library with three numbers
    private static void stepBack() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return;
        }
        try {
            Linker linker = Linker.nativeLinker();
            Object outcome = linker.downcallHandle(
                            linker.defaultLookup().findOrThrow("setpriority"),
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT))
                    .invokeWithArguments(PRIO_PROCESS, CALLING_THREAD, NICENESS);
            LOG.debug("setpriority answered {}", outcome);
        } catch (Throwable unavailable) {
            LOG.debug("the priority of the threads for heavy work stays as it is", unavailable);
        }
    }
}
