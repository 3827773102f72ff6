package dev.trent.vault;

import dev.trent.aws.ContextSize;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The caller's pairs that a ciphertext is bound to, as bytes: different contexts have different bytes.
///
/// Canonical form: the number of pairs, then each pair as length of the key, key, length of the value, value. The
/// pairs are in ascending order of the key's bytes. Numbers are 32-bit big-endian, texts are UTF-8. An absent
/// context equals an empty one.
public final class EncryptionContext {
    /// A context without pairs.
    public static final EncryptionContext EMPTY = new EncryptionContext(new byte[Integer.BYTES]);

    private final byte[] canonical;

    @SuppressWarnings("ArrayRecordComponent") // only its key is compared
    private record Pair(byte[] key, byte[] value) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair other) {
            return Arrays.compareUnsigned(key, other.key);
        }
    }

    private EncryptionContext(byte[] canonical) {
        this.canonical = canonical;
    }

    /// Makes a context from the pairs in a request.
    ///
    /// Errors: ValidationException if all pairs together are longer than 8192 bytes.
    public static EncryptionContext of(@Nullable Map<String, String> pairs) {
        if (pairs == null || pairs.isEmpty()) {
            return EMPTY;
        }
        ContextSize.check(pairs);
        Pair[] sorted = new Pair[pairs.size()];
        int textBytes = 0;
        int next = 0;
        for (Map.Entry<String, String> entry : pairs.entrySet()) {
            Pair pair = new Pair(
                    entry.getKey().getBytes(StandardCharsets.UTF_8),
                    entry.getValue().getBytes(StandardCharsets.UTF_8));
            textBytes += pair.key.length + pair.value.length;
            sorted[next++] = pair;
        }
        Arrays.sort(sorted);
        ByteBuffer canonical = ByteBuffer.allocate(Integer.BYTES * (1 + 2 * sorted.length) + textBytes);
        canonical.putInt(sorted.length);
        for (Pair pair : sorted) {
            canonical
                    .putInt(pair.key.length)
                    .put(pair.key)
                    .putInt(pair.value.length)
                    .put(pair.value);
        }
        return new EncryptionContext(canonical.array());
    }

    /// Returns whether the context has no pair.
    public boolean isEmpty() {
        return canonical.length == Integer.BYTES;
    }

    /// Returns the canonical form; nobody changes it.
    byte[] canonical() {
        return canonical;
    }
}
