package dev.trent.aws;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Estimates how many bytes of the heap a thing takes. An estimate is too high rather than too low.
///
/// It assumes object headers of twelve bytes, references of four, and sizes that are multiples of eight, as
/// HotSpot has them on heaps below 32 GB; on larger heaps, references are twice as long.
public final class Footprint {
    private static final int HEADER = 12;
    private static final int ARRAY_HEADER = 16;
    private static final int REFERENCE = 4;
    private static final int ALIGNMENT = 8;
    private static final int STRING = 24;
    private static final int COLLECTION = 32;

    private Footprint() {}

    /// Returns the bytes of an object without what its references lead to.
    ///
    /// @param fields how many references and numbers of four bytes it has; one of eight bytes counts as two
    public static long object(int fields) {
        return aligned(HEADER + (long) REFERENCE * fields);
    }

    /// Returns the bytes of an array.
    ///
    /// @param elementBytes how long one element is, a reference four
    public static long array(long length, int elementBytes) {
        return aligned(ARRAY_HEADER + length * elementBytes);
    }

    /// Returns the bytes of a text; none for null.
    public static long text(@Nullable String text) {
        return text == null ? 0 : STRING + array(text.length(), isLatin(text) ? 1 : 2);
    }

    /// Returns the bytes of a list or set without its elements.
    public static long collection(int size) {
        // A set that cannot change keeps twice as many places as it has elements; an empty one is there once for all.
        return size == 0 ? 0 : COLLECTION + array(2L * size, REFERENCE);
    }

    /// Returns the bytes of a list or set of texts.
    public static long texts(Collection<String> texts) {
        long bytes = collection(texts.size());
        for (String text : texts) {
            bytes += text(text);
        }
        return bytes;
    }

    /// Returns the bytes of a map of texts that cannot change.
    public static long texts(Map<String, String> texts) {
        return texts(texts.keySet()) + texts(texts.values());
    }

    private static boolean isLatin(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > '\u00FF') {
                return false;
            }
        }
        return true;
    }

    private static long aligned(long bytes) {
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
