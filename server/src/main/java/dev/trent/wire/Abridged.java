package dev.trent.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Shortens the members of a structure that are too long for their audit record.
///
/// The longest member is cut first. Identifiers (names, ARNs and other short texts) are cut last. An object
/// takes the place of a cut member: `{"cut":{"bytes":110000,"sha256":"…"}}`. No caller can write such an object
/// there. For a text it has the length and hash of the UTF-8 bytes; for every other value those of its JSON.
/// The form is in `docs/audit.md`.
final class Abridged {
    /// The greatest length of a cut that keeps no start of the text.
    private static final int CUT_BYTES_MAX = 140;

    /// The characters of an identifier's start that are kept, tried in this order.
    private static final List<Integer> STARTS_BYTES = List.of(256, 64, 0);

    private final List<Part> parts = new ArrayList<>();

    private static final class Part {
        private final byte[] name;
        private final Codec codec;
        private final Object value;
        private byte[] json;

        Part(byte[] name, Codec codec, Object value) {
            this.name = name;
            this.codec = codec;
            this.value = value;
            JsonBytes whole = new JsonBytes(256);
            codec.writeLogged(value, whole);
            this.json = whole.toByteArray();
        }

        int length() {
            return json.length;
        }

        /// Replaces the JSON by a shorter one, of about that many bytes if possible.
        ///
        /// @param startBytes the length of the start of a text that is kept
        void shorten(int bytes, int startBytes) {
            byte[] shorter = switch (value) {
                case String text -> cut(text.getBytes(UTF_8), JsonBytes.fitting(text, startBytes), -1);
                case Record structure
                when codec instanceof RecordCodec members ->
                    members.logged(structure, false, Math.max(bytes, CUT_BYTES_MAX));
                case Collection<?> list -> cut(json, "", list.size());
                case Map<?, ?> map -> cut(json, "", map.size());
                default -> json;
            };
            if (shorter.length < json.length) {
                json = shorter;
            }
        }
    }

    void add(byte[] name, Codec codec, Object value) {
        parts.add(new Part(name, codec, value));
    }

    /// Returns the structure in at most that many bytes.
    byte[] within(int bytesMax) {
        shorten(false, bytesMax, 0);
        STARTS_BYTES.forEach(startBytes -> shorten(true, bytesMax, startBytes));
        byte[] json = json();
        return json.length <= bytesMax ? json : cut(json, "", parts.size());
    }

    private void shorten(boolean identifiers, int bytesMax, int startBytes) {
        List<Part> longestFirst = parts.stream()
                .filter(part -> part.codec.isIdentifier() == identifiers)
                .sorted(Comparator.comparingInt(Part::length).reversed())
                .toList();
        for (Part part : longestFirst) {
            int excess = length() - bytesMax;
            if (excess <= 0) {
                return;
            }
            part.shorten(part.length() - excess, startBytes);
        }
    }

    private int length() {
        return 1
                + Math.max(
                        1,
                        parts.stream()
                                .mapToInt(part -> part.name.length + part.json.length + 1)
                                .sum());
    }

    private byte[] json() {
        JsonBytes out = new JsonBytes(length()).beginObject();
        parts.forEach(part -> out.preparedName(part.name).raw(part.json));
        return out.endObject().toByteArray();
    }

    /// @param elements the number of elements of a list or a map; negative for anything else
    private static byte[] cut(byte[] content, String start, int elements) {
        JsonBytes out = new JsonBytes(CUT_BYTES_MAX).beginObject().name("cut").beginObject();
        out.name("bytes").value(content.length);
        out.name("sha256").value(HexFormat.of().formatHex(sha256().digest(content)));
        if (elements >= 0) {
            out.name("elements").value(elements);
        }
        if (!start.isEmpty()) {
            out.name("start").value(start);
        }
        return out.endObject().endObject().toByteArray();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
