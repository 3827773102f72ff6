package dev.trent.aws;

import static dev.trent.aws.AwsError.VALIDATION;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The greatest length of an encryption context. Policies, grants and the log look at each of its pairs, so it
/// is measured before them.
public final class ContextSize {
    /// The most that keys and values may come to together, in bytes of UTF-8.
    ///
    /// Source: AWS KMS Developer Guide, "Encryption context"; AWS counts the characters of its JSON form.
    public static final int BYTES_MAX = 8192;

    private ContextSize() {}

    /// Refuses a context that is too long.
    ///
    /// Errors: ValidationException.
    ///
    /// @param pairs null for none
    public static void check(@Nullable Map<String, String> pairs) {
        long bytes = pairs == null ? 0 : of(pairs);
        if (bytes > BYTES_MAX) {
            throw VALIDATION.because(
                    "The encryption context is " + bytes + " bytes long; at most " + BYTES_MAX + " bytes are allowed.");
        }
    }

    private static long of(Map<String, String> pairs) {
        long bytes = 0;
        for (Map.Entry<String, String> pair : pairs.entrySet()) {
            bytes += bytes(pair.getKey()) + bytes(pair.getValue());
        }
        return bytes;
    }

    private static long bytes(String text) {
        long bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Each half of a pair of surrogates is two of four bytes.
            bytes += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
        }
        return bytes;
    }
}
