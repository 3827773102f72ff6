package dev.trent.http;

import dev.trent.aws.Reply;
import dev.trent.aws.ReplyBody;
import dev.trent.http.AnswerHead.After;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/// Sends one answer: in one write if it is small, else part by part. A part is made when the system has taken the
/// one before, so a client that reads slowly costs one part.
///
/// It belongs to the connection's loop. A stream is read on a virtual thread, because that may wait.
final class Sending implements ChannelFutureListener {
    private static final int PART_BYTES = 16 * 1024;

    private final Wire wire;
    private final ReplyBody body;
    private final Consumer<Boolean> end;
    private long left;
    private boolean broken;
    private boolean discarded;

    private Sending(Wire wire, ReplyBody body, boolean withBody, Consumer<Boolean> end) {
        this.wire = wire;
        this.body = body;
        this.left = withBody ? body.length() : 0;
        this.end = end;
    }

    /// Begins to send an answer. Its body is discarded when it was copied, or when the sending fails.
    ///
    /// @param withBody false for the answer to HEAD, which has the length of the body but no body
    /// @param end gets whether the whole answer was sent
    static void begin(Wire wire, Reply reply, boolean withBody, After after, Consumer<Boolean> end) {
        Sending sending = new Sending(wire, reply.body(), withBody, end);
        AnswerHead head = wire.turn().head();
        head.make(reply, after);
        int first = reply.body() instanceof ReplyBody.Bytes ? sending.part() : 0;
        ByteBuf out = wire.buffer(head.length() + first);
        head.to(out);
        sending.copy(first, out);
        sending.write(out);
    }

    /// Continues after a write.
    @Override
    public void operationComplete(ChannelFuture written) {
        if (!written.isSuccess() || broken) {
            giveUp();
        } else if (left == 0) {
            end.accept(true);
        } else {
            orGiveUp(this::next);
        }
    }

    private void next() {
        int count = part();
        switch (body) {
            case ReplyBody.Bytes _ -> {
                ByteBuf out = wire.buffer(count);
                copy(count, out);
                write(out);
            }
            case ReplyBody.Stream stream ->
                Thread.ofVirtual().name("http-stream").start(() -> read(stream, count));
        }
    }

    /// SAFE: it catches broadly. An answer that nobody ends would hold its place for ever.
    private void orGiveUp(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error failure) {
            giveUp();
        }
    }

    private void giveUp() {
        discard();
        end.accept(false);
    }

    private int part() {
        return (int) Math.min(left, PART_BYTES);
    }

    private void copy(int count, ByteBuf out) {
        if (count > 0 && body instanceof ReplyBody.Bytes(byte[] bytes)) {
            out.writeBytes(bytes, (int) (bytes.length - left), count);
            left -= count;
        }
    }

    private void write(ByteBuf out) {
        if (left == 0) {
            discard();
        }
        wire.write(out, this);
    }

    /// Reads the next part of a stream, on a thread that may wait.
    ///
    /// The client knows the length already. If the source ends early, the connection ends. That tells the client.
    private void read(ReplyBody.Stream stream, int count) {
        byte[] part = new byte[count];
        int read;
        try {
            read = stream.source().readNBytes(part, 0, count);
        } catch (IOException | RuntimeException | Error failure) {
            read = 0;
        }
        broken = read < count;
        if (broken || read == left) {
            discarded = true;
            close(stream);
        }
        int bytes = read;
        try {
            wire.turn()
                    .loop()
                    .execute(() -> orGiveUp(() -> {
                        left -= bytes;
                        write(wire.buffer(bytes).writeBytes(part, 0, bytes));
                    }));
        } catch (RejectedExecutionException stopped) {
            discard();
        }
    }

    private void discard() {
        if (!discarded) {
            discarded = true;
            switch (body) {
                case ReplyBody.Bytes bytes -> bytes.discard();
                case ReplyBody.Stream stream ->
                    Thread.ofVirtual().name("http-stream").start(() -> close(stream));
            }
        }
    }

    private void close(ReplyBody.Stream stream) {
        try {
            stream.discard();
        } catch (RuntimeException failure) {
            // The answer was read to its end, or is given up: a source that cannot be closed changes neither.
            broken = true;
        }
    }
}
