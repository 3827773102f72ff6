package dev.trent.http;

import dev.trent.aws.Accidents;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The addresses that are listened on. Each accepted socket becomes a [Connection].
final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);
    private static final int BACKLOG = 1024;

    private final Loops loops;
    private final Connections connections;
    private final Accidents accidents = new Accidents(LOG);
    private final List<Channel> channels = new ArrayList<>();

    Listeners(Loops loops, Connections connections) {
        this.loops = loops;
        this.connections = connections;
    }

    /// Listens on one address.
    ///
    /// @return whether the address could be bound
    boolean listen(String host, int port) {
        ChannelFuture bound = new ServerBootstrap()
                .group(loops.group())
                .channel(loops.listener())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .handler(new Troubles())
                // Each answer is one write. Waiting for a full packet would only delay it.
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.ALLOCATOR, connections.buffers())
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(Buffers.SMALL_BYTES))
                .childHandler(new Newcomers())
                .bind(new InetSocketAddress(address(host), port))
                .awaitUninterruptibly();
        if (bound.isSuccess()) {
            channels.add(bound.channel());
        }
        return bound.isSuccess();
    }

    /// Returns the port of the first address.
    int port() {
        return ((InetSocketAddress) channels.getFirst().localAddress()).getPort();
    }

    /// Returns what listens; for tests.
    List<Channel> channels() {
        return channels;
    }

    /// Stops listening.
    void close() {
        for (Channel channel : channels) {
            if (channel.isOpen()) {
                channel.close().awaitUninterruptibly();
            }
        }
    }

    /// Tests whether the address can be bound on any port: a machine without IPv6 has no `::1`.
    static boolean isOfThisMachine(String host) {
        return isFree(host, 0);
    }

    /// Tests whether an address can be bound.
    ///
    /// @param port 0 for any
    static boolean isFree(String host, int port) {
        try (ServerSocket _ = new ServerSocket(port, 1, address(host))) {
            return true;
        } catch (IOException none) {
            return false;
        }
    }

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException unknown) {
            throw new IllegalStateException("The host to listen on is unknown: '" + host + "'.", unknown);
        }
    }

    /// Prepares each accepted socket.
    private final class Newcomers extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            Wire wire = new Wire(channel, loops.turn(channel.eventLoop()));
            Connection connection = new Connection(connections, wire, channel.remoteAddress());
            Tls tls = connections.tls();
            if (tls != null) {
                channel.pipeline().addLast(new TlsDoor(tls, connection));
            }
            channel.pipeline().addLast(connection);
        }
    }

    /// Logs why no connection can be accepted, such as too many open files. Netty then pauses for a second and
    /// tries again; meanwhile clients wait.
    @ChannelHandler.Sharable
    private final class Troubles extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
            accidents.outage("No connection can be accepted", failure);
            context.fireExceptionCaught(failure);
        }
    }
}
