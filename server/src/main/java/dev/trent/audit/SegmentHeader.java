package dev.trent.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The first record of a segment.
///
/// @param log the id of the log, the same in all segments
/// @param number the number of the segment, as in its name
/// @param previous the hash of the record before it
/// @param accepted whether an operator has accepted that the log is broken before this segment
record SegmentHeader(String log, long number, String previous, Instant created, boolean accepted) {
    private static final String START = "{\"segment\":{";
    private static final Pattern FORM =
            Pattern.compile("\\{\"segment\":\\{\"format\":1,\"log\":\"([0-9a-f-]{36})\",\"number\":([0-9]{1,18}),"
                    + "\"previous\":\"([0-9a-f]{64})\",\"created\":\"([0-9TZ:.-]{20,30})\"(,\"accepted\":true)?}}");

    /// Returns the header as a record, with its line feed.
    byte[] line() {
        String text = START + "\"format\":1,\"log\":\"" + log + "\",\"number\":" + number + ",\"previous\":\""
                + previous + "\",\"created\":\"" + created + "\"" + (accepted ? ",\"accepted\":true" : "") + "}}\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// Returns whether a record is a header and not the record of an act.
    static boolean begins(byte[] payload) {
        return payload.length > START.length()
                && new String(payload, 0, START.length(), StandardCharsets.ISO_8859_1).equals(START);
    }

    /// Returns the header that a record is; null if it is none.
    static @Nullable SegmentHeader of(byte[] payload) {
        Matcher found = FORM.matcher(new String(payload, StandardCharsets.ISO_8859_1));
        return found.matches()
                ? new SegmentHeader(
                        found.group(1),
                        Long.parseLong(found.group(2)),
                        found.group(3),
                        Instant.parse(found.group(4)),
                        found.group(5) != null)
                : null;
    }
}
