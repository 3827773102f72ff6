package dev.trent.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Secrets in each form in which somebody could have written them. All of them are found in one pass over a
/// content, because a pass for each form of each secret takes seconds.
final class ForbiddenTexts {
    private static final int START_BYTES = 3;
    private static final int START_BITS = 8 * START_BYTES;

    private final BitSet starts = new BitSet(1 << START_BITS);
    private final Map<Integer, List<Form>> forms = new HashMap<>();

    /// A secret in one form.
    private record Form(String name, String secret, String text) {
        boolean isAt(byte[] content, int start) {
            return start + text.length() <= content.length
                    && new String(content, start, text.length(), StandardCharsets.ISO_8859_1).equals(text);
        }
    }

    /// @param secrets each of at least three bytes
    ForbiddenTexts(Collection<byte[]> secrets) {
        for (byte[] secret : secrets) {
            String raw = new String(secret, StandardCharsets.ISO_8859_1);
            add("as it is", raw, raw);
            add("reversed", raw, new StringBuilder(raw).reverse().toString());
            add("in hex", raw, HexFormat.of().formatHex(secret));
            add("in upper-case hex", raw, HexFormat.of().withUpperCase().formatHex(secret));
            add("in Base64", raw, Base64.getEncoder().withoutPadding().encodeToString(secret));
            add(
                    "in Base64 for URLs",
                    raw,
                    Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
        }
    }

    private void add(String name, String secret, String text) {
        int start = 0;
        for (int i = 0; i < START_BYTES; i++) {
            start = (start << 8) | text.charAt(i);
        }
        starts.set(start);
        forms.computeIfAbsent(start, _ -> new ArrayList<>()).add(new Form(name, secret, text));
    }

    /// Returns what is found in a content, such as `0123…, in hex`.
    List<String> in(byte[] content) {
        List<String> found = new ArrayList<>();
        int mask = (1 << START_BITS) - 1;
        int last = 0;
        for (int i = 0; i < content.length; i++) {
            last = ((last << 8) | (content[i] & 0xff)) & mask;
            if (i >= START_BYTES - 1 && starts.get(last)) {
                for (Form form : forms.getOrDefault(last, List.of())) {
                    if (form.isAt(content, i - START_BYTES + 1)) {
                        found.add(form.secret + ", " + form.name);
                    }
                }
            }
        }
        return found;
    }
}
