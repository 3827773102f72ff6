package dev.trent.bench;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What sockets alone cost: one loop of Netty that finds the end of each request and answers about as much as
/// Encrypt does. It reads no field but the length.
public final class RawEcho {
    private static final int ANSWER_BYTES = 420;
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LENGTH = "\r\ncontent-length: ".getBytes(StandardCharsets.US_ASCII);

    private RawEcho() {}

    /// Listens on the loopback port given as the only argument until the process ends.
    public static void main(String[] arguments) throws InterruptedException {
        new ServerBootstrap()
                .group(new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()))
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new Echo());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])))
                .sync()
                .channel()
                .closeFuture()
                .sync();
    }

    private static final class Echo extends ByteToMessageDecoder {
        private final ByteBuf answer = Unpooled.unreleasableBuffer(Unpooled.directBuffer()
                .writeBytes(("HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: "
                                + ANSWER_BYTES + "\r\n\r\n" + "A".repeat(ANSWER_BYTES))
                        .getBytes(StandardCharsets.US_ASCII)));

        @Override
        protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
            int head = find(in, HEAD_END, in.writerIndex());
            if (head < 0) {
                return;
            }
            int end = head + HEAD_END.length + length(in, head);
            if (end <= in.writerIndex()) {
                in.readerIndex(end);
                var _ = context.write(answer.duplicate());
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) throws Exception {
            context.flush();
            super.channelReadComplete(context);
        }

        private static int length(ByteBuf in, int head) {
            int at = find(in, LENGTH, head);
            int length = 0;
            for (int i = at + LENGTH.length; at >= 0 && in.getByte(i) != '\r'; i++) {
                length = 10 * length + in.getByte(i) - '0';
            }
            return length;
        }

        /// Returns where the bytes begin, in either case of letters; -1 if they are not there.
        private static int find(ByteBuf in, byte[] bytes, int end) {
            for (int i = in.readerIndex(); i <= end - bytes.length; i++) {
                int same = 0;
                while (same < bytes.length && Character.toLowerCase(in.getByte(i + same)) == bytes[same]) {
                    same++;
                }
                if (same == bytes.length) {
                    return i;
                }
            }
            return -1;
        }
    }
}
