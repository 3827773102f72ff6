package dev.trent.crypto;

import dev.trent.aws.Spares;
import java.security.SecureRandom;
import java.util.Arrays;

/// Draws random bytes that everybody may see, such as nonces and initialization vectors.
///
/// It draws a block from the engine's source and hands its bytes out once each, because a draw of a few bytes
/// costs as much as a draw of a block. Bytes that were handed out are zeroed here. A source that was given to the
/// engine is asked for each draw, so that its bytes come in their order.
///
/// SAFE: no secret is drawn here, because the bytes lie in memory before their use. Two threads never share a
/// block, because whoever takes a block has it alone.
public final class Nonces {
    private static final int BLOCK_BYTES = 4096;

    private final SecureRandom random;
    private final boolean inBlocks;
    private final Spares<Block> blocks = new Spares<>(Block::new);

    private static final class Block {
        private final byte[] bytes = new byte[BLOCK_BYTES];
        private int next = BLOCK_BYTES;
    }

    /// Draws from the source of an engine.
    public Nonces(Engine engine) {
        this.random = engine.random();
        this.inBlocks = engine.drawsFromItsOwn();
    }

    /// Returns bytes that were never returned before.
    ///
    /// @param lengthBytes at most 4096
    public byte[] draw(int lengthBytes) {
        if (!inBlocks) {
            byte[] drawn = new byte[lengthBytes];
            random.nextBytes(drawn);
            return drawn;
        }
        Block block = blocks.take();
        if (BLOCK_BYTES - block.next < lengthBytes) {
            random.nextBytes(block.bytes);
            block.next = 0;
        }
        int end = block.next + lengthBytes;
        byte[] drawn = Arrays.copyOfRange(block.bytes, block.next, end);
        Arrays.fill(block.bytes, block.next, end, (byte) 0);
        block.next = end;
        blocks.giveBack(block);
        return drawn;
    }
}
