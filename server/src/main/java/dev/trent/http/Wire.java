package dev.trent.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.RejectedExecutionException;

/// The socket of one connection: what is written to it, and its end. Only its loop uses it, unless a method says
/// otherwise.
final class Wire {
    private final Channel channel;
    private final Turn turn;
    private final Watch watch = new Watch();
    private final Guest guest;
    private boolean toFlush;

    Wire(Channel channel, Turn turn) {
        this.channel = channel;
        this.turn = turn;
        this.guest = new Guest(Peer.of(channel.remoteAddress()), watch, this::interrupt);
    }

    Turn turn() {
        return turn;
    }

    /// Returns the phase of the connection. Any thread may ask.
    Watch watch() {
        return watch;
    }

    Guest guest() {
        return guest;
    }

    /// Returns whether the socket is open. Any thread may ask.
    boolean isOpen() {
        return channel.isActive();
    }

    /// Returns a buffer for an answer.
    ByteBuf buffer(int bytes) {
        return channel.alloc().directBuffer(bytes);
    }

    /// Writes a buffer. It is sent at the end of the turn.
    void write(ByteBuf bytes, ChannelFutureListener then) {
        channel.write(bytes).addListener(then);
        if (!toFlush) {
            toFlush = true;
            turn.written(this);
        }
    }

    /// Sends everything that is written.
    void flush() {
        toFlush = false;
        channel.flush();
    }

    /// Begins or pauses to read.
    void read(boolean on) {
        if (channel.config().isAutoRead() != on) {
            channel.config().setAutoRead(on);
        }
    }

    /// Tells the client that nothing more will be sent, if the protocol has a message for that.
    void endOutput() {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls != null) {
            var _ = tls.closeOutbound();
        }
    }

    /// Closes the socket, after the last message of TLS.
    void close() {
        var _ = channel.close();
    }

    /// Closes the socket at once. It does not ask TLS, which would first wait until its last message is sent.
    void end() {
        channel.unsafe().close(channel.unsafe().voidPromise());
    }

    /// Ends the connection in every phase. Any thread may do so.
    void cut() {
        watch.cut();
        interrupt();
    }

    /// Ends the connection after its watch was cut. Any thread may do so.
    void interrupt() {
        try {
            turn.loop().execute(this::end);
        } catch (RejectedExecutionException stopped) {
            // The loops have stopped, and have closed all sockets.
        }
    }
}
