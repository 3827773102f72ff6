package dev.trent.audit;

import java.util.Arrays;
import java.util.List;

/// Gathered lines, one after the other in one array.
final class Lines {
    private static final int BYTES_FIRST = 64 * 1024;
    private static final int COUNT_FIRST = 64;

    private final int bytesMax;
    private byte[] bytes;
    private int[] ends = new int[COUNT_FIRST];
    private int count;

    /// @param bytesMax the most bytes of the lines and their links to the chain
    Lines(int bytesMax) {
        this.bytesMax = bytesMax;
        this.bytes = new byte[Math.min(BYTES_FIRST, bytesMax)];
    }

    /// Adds a line, unless it no longer fits.
    boolean add(byte[] line, int length) {
        return add(line, length, List.of());
    }

    /// Adds a line and others that belong to it, unless they no longer fit.
    boolean add(byte[] line, int length, List<Line> others) {
        int all = length;
        for (int i = 0; i < others.size(); i++) {
            all += others.get(i).bytes().length;
        }
        if (end(count - 1) + all + (count + 1 + others.size()) * Chain.LINK_BYTES_MAX > bytesMax) {
            return false;
        }
        put(line, length);
        for (int i = 0; i < others.size(); i++) {
            put(others.get(i).bytes(), others.get(i).bytes().length);
        }
        return true;
    }

    private void put(byte[] line, int length) {
        int used = end(count - 1);
        if (used + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(bytesMax, Math.max(used + length, 2 * bytes.length)));
        }
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
        }
        System.arraycopy(line, 0, bytes, used, length);
        ends[count++] = used + length;
    }

    int count() {
        return count;
    }

    /// Returns the array of the lines. It has other bytes after the last line.
    byte[] bytes() {
        return bytes;
    }

    /// Returns where a line ends. The line before the first one ends at 0.
    int end(int index) {
        return index < 0 ? 0 : ends[index];
    }

    /// Returns how many bytes of the log the lines take at most.
    int blockBytesMax() {
        return end(count - 1) + count * Chain.LINK_BYTES_MAX + Chain.BLOCK_BYTES;
    }

    Lines clear() {
        count = 0;
        return this;
    }
}
