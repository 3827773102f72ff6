package dev.trent.audit;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A record as a line of the chain states it.
///
/// @param payload the record without its link and its line feed
@SuppressWarnings("ArrayRecordComponent") // is read once, and never compared
record Link(ChainHead head, byte[] payload) {
    private static final Pattern FORM = Pattern.compile("\\{\"seq\":([1-9][0-9]{0,17}),\"hash\":\"([0-9a-f]{64})\",\"");

    /// Returns the record of a line; null if it has no link.
    static @Nullable Link of(byte[] line) {
        int length = Math.min(line.length, Chain.LINK_BYTES_MAX + 1);
        Matcher found = FORM.matcher(new String(line, 0, length, StandardCharsets.ISO_8859_1));
        if (!found.lookingAt()) {
            return null;
        }
        int start = found.end() - 2;
        byte[] payload = new byte[line.length - start];
        System.arraycopy(line, start, payload, 0, payload.length);
        payload[0] = '{';
        return new Link(new ChainHead(Long.parseLong(found.group(1)), found.group(2)), payload);
    }
}
