package dev.trent.sigv4;

import static dev.trent.aws.AwsError.INVALID_SIGNATURE;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The parameters of a query string, decoded; and their canonical form.
///
/// Names and values are encoded anew with the strict set (letters, digits, `-._~`), sorted by name and then by
/// value.
/// Source: AWS General Reference, "Create a canonical request".
final class CanonicalQuery {
    private static final int PARAMETERS_MAX = 200;
    private static final String SIGNATURE = "X-Amz-Signature";

    private final List<Parameter> parameters;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Parameter(byte[] value, String encodedName, String encodedValue) {}

    private CanonicalQuery(List<Parameter> parameters) {
        this.parameters = parameters;
    }

    static CanonicalQuery decode(String rawQuery) {
        List<Parameter> parameters = new ArrayList<>();
        int at = 0;
        while (at < rawQuery.length()) {
            int end = rawQuery.indexOf('&', at);
            end = end < 0 ? rawQuery.length() : end;
            if (end > at) {
                if (parameters.size() == PARAMETERS_MAX) {
                    throw INVALID_SIGNATURE.because("The query has too many parameters.");
                }
                int equals = rawQuery.indexOf('=', at);
                boolean valued = equals >= 0 && equals < end;
                byte[] name = percentDecode(rawQuery, at, valued ? equals : end);
                byte[] value = valued ? percentDecode(rawQuery, equals + 1, end) : new byte[0];
                parameters.add(new Parameter(value, encode(name, false), encode(value, false)));
            }
            at = end + 1;
        }
        return new CanonicalQuery(parameters);
    }

    /// Returns the first value of a parameter, or null.
    @Nullable
    String first(String name) {
        for (Parameter parameter : parameters) {
            if (parameter.encodedName.equals(name)) {
                return text(parameter.value);
            }
        }
        return null;
    }

    /// Returns the canonical form, without the signature itself.
    String canonical() {
        Parameter[] sorted = parameters.stream()
                .filter(parameter -> !parameter.encodedName.equals(SIGNATURE))
                .toArray(Parameter[]::new);
        Arrays.sort(
                sorted,
                Comparator.<Parameter, String>comparing(Parameter::encodedName).thenComparing(Parameter::encodedValue));
        StringBuilder canonical = new StringBuilder();
        for (Parameter parameter : sorted) {
            canonical.append(canonical.isEmpty() ? "" : "&");
            canonical.append(parameter.encodedName).append('=').append(parameter.encodedValue);
        }
        return canonical.toString();
    }

    /// Percent-encodes all but the unreserved characters.
    ///
    /// @param slashKept whether a slash stays as it is, which it does in a path
    static String encode(byte[] bytes, boolean slashKept) {
        StringBuilder encoded = new StringBuilder(bytes.length + 16);
        for (byte b : bytes) {
            char c = (char) (b & 0xFF);
            boolean kept = (c >= 'A' && c <= 'Z')
                    || (c >= 'a' && c <= 'z')
                    || (c >= '0' && c <= '9')
                    || c == '-'
                    || c == '.'
                    || c == '_'
                    || c == '~'
                    || (slashKept && c == '/');
            if (kept) {
                encoded.append(c);
            } else {
                encoded.append('%').append(hexDigit(c >> 4)).append(hexDigit(c & 15));
            }
        }
        return encoded.toString();
    }

    private static char hexDigit(int value) {
        return (char) (value < 10 ? '0' + value : 'A' + value - 10);
    }

    private static byte[] percentDecode(String text, int from, int to) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * (to - from));
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            int high = c == '%' && i + 2 < to ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = high >= 0 ? Character.digit(text.charAt(i + 2), 16) : -1;
            if (low >= 0) {
                bytes.put((byte) (high << 4 | low));
                i += 2;
            } else {
                // A character that should have been encoded and was not stands for its UTF-8 bytes.
                bytes.put(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException _) {
            throw INVALID_SIGNATURE.because("The query is not UTF-8.");
        }
    }
}
