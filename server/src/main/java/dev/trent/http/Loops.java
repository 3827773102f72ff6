package dev.trent.http;

import dev.trent.aws.Answerer;
import dev.trent.aws.Loop;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The threads that serve all connections, each of them many.
///
/// They use Linux's epoll if Netty's library for it can be loaded, else the selector of the JDK.
final class Loops {
    private static final Logger LOG = LoggerFactory.getLogger(Loops.class);
    private static final long STOP_SECONDS_MAX = 1;

    private final MultiThreadIoEventLoopGroup group;
    private final Map<EventExecutor, Turn> turns = new HashMap<>();
    private final boolean epoll;

    private static final class LoopThread extends FastThreadLocalThread implements Loop {
        LoopThread(Runnable work) {
            super(work, "http-loop");
            setDaemon(true);
        }
    }

    /// Makes the loops. A thread starts with its first connection.
    Loops(int count, Answerer answerer, DateHeader date) {
        this.epoll = Epoll.isAvailable();
        IoHandlerFactory sockets = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        this.group = new MultiThreadIoEventLoopGroup(count, LoopThread::new, sockets);
        group.forEach(loop -> turns.put(loop, new Turn((EventLoop) loop, answerer, date)));
    }

    MultiThreadIoEventLoopGroup group() {
        return group;
    }

    Class<? extends ServerChannel> listener() {
        return epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    /// Returns the turn of a loop.
    Turn turn(EventLoop loop) {
        return Objects.requireNonNull(turns.get(loop));
    }

    /// Does something again and again, until the loops stop.
    void every(Duration pause, Runnable work) {
        Runnable surviving = () -> {
            try {
                work.run();
            } catch (RuntimeException | Error defect) {
                // SAFE: a task that throws is not run again, and without it no time limit would hold.
                LOG.error("What has to be done again and again failed", defect);
            }
        };
        var _ = group.next()
                .scheduleWithFixedDelay(surviving, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Stops the threads. The connections must have ended.
    void stop() {
        var _ = group.shutdownGracefully(0, STOP_SECONDS_MAX, TimeUnit.SECONDS)
                .awaitUninterruptibly(STOP_SECONDS_MAX, TimeUnit.SECONDS);
    }
}
