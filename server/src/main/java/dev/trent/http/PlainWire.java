package dev.trent.http;

import dev.trent.aws.TlsFacts;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.HelidonSocket;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A socket without encryption.
final class PlainWire implements Wire {
    private final HelidonSocket socket;
    private final Supplier<byte @Nullable []> source;

    /// Makes a wire.
    ///
    /// @param source returns the next received bytes; null at the end
    PlainWire(HelidonSocket socket, Supplier<byte @Nullable []> source) {
        this.socket = socket;
        this.source = source;
    }

    @Override
    public Opened open() {
        return Opened.WELL;
    }

    @Override
    public byte @Nullable [] read() {
        return source.get();
    }

    @Override
    public void write(byte[] bytes, int length) {
        socket.write(BufferData.create(bytes, 0, length));
    }

    @Override
    public void end() {
        // The closing of the socket tells the peer.
    }

    @Override
    public @Nullable TlsFacts tlsFacts() {
        return null;
    }
}
