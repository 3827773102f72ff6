package dev.trent.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/// Looks at the first byte of a connection on a TLS port, and then lets TLS take its place.
///
/// A client that speaks plain HTTP gets an answer that it can read.
final class TlsDoor extends ChannelInboundHandlerAdapter {
    private final Tls tls;
    private final Connection connection;

    TlsDoor(Tls tls, Connection connection) {
        this.tls = tls;
        this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf received = (ByteBuf) message;
        byte first = received.getByte(received.readerIndex());
        // A TLS record begins with a number below this. Such a byte is the start of a GET or POST in plain HTTP.
        if (first >= 'A' && first <= 'Z') {
            received.release();
            context.pipeline().remove(this);
            connection.speaksPlainly();
            return;
        }
        context.pipeline().addAfter(context.name(), "tls", tls.newHandler(context.alloc()));
        context.fireChannelRead(received);
        context.pipeline().remove(this);
    }
}
