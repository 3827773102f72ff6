package dev.trent.gateway;

import dev.trent.aws.Answerer;
import dev.trent.aws.Call;
import dev.trent.aws.Loop;
import dev.trent.aws.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// One thread that is a loop of connections, for tests.
public final class LoopThread implements AutoCloseable {
    private static final ThreadFactory LOOPS = Marked::new;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(LOOPS);

    private static final class Marked extends Thread implements Loop {
        Marked(Runnable work) {
            super(work, "loop");
        }
    }

    /// The answer to a call.
    ///
    /// @param atOnce whether the loop performed the call itself
    public record Told(Reply reply, boolean atOnce) {}

    /// Asks on the loop, has the records flushed, and waits for the reply elsewhere.
    public Told ask(Answerer answerer, Call call) {
        CompletableFuture<Told> told = begin(answerer, call);
        try {
            return told.get(1, TimeUnit.MINUTES);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    /// Asks on the loop and returns when the loop is free again.
    public CompletableFuture<Told> begin(Answerer answerer, Call call) {
        return begin(answerer, List.of(call)).getFirst();
    }

    /// Asks everything in one turn of the loop and returns when the loop is free again.
    public List<CompletableFuture<Told>> begin(Answerer answerer, List<Call> calls) {
        List<CompletableFuture<Told>> all = new ArrayList<>();
        run(() -> {
            for (Call call : calls) {
                CompletableFuture<Told> told = new CompletableFuture<>();
                AtomicInteger sent = new AtomicInteger();
                all.add(told);
                answerer.answer(call, reply -> {
                    if (sent.incrementAndGet() > 1) {
                        throw new AssertionError("a second reply");
                    }
                    told.complete(new Told(reply, !Thread.currentThread().isVirtual()));
                });
            }
            answerer.flush();
            return calls;
        });
        return all;
    }

    /// Runs work on the loop and returns its result.
    public <T> T run(Supplier<T> work) {
        try {
            return thread.submit(work::get).get(1, TimeUnit.MINUTES);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(failed.getCause());
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
