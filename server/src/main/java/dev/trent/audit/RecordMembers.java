package dev.trent.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Finds members of a record without making a tree of it.
///
/// SAFE: callers choose names inside a record, such as those of an encryption context. So only the record's own
/// members count, and those of the object that is asked for.
final class RecordMembers {
    private final byte[] json;
    private int at;

    private RecordMembers(byte[] json, int at) {
        this.json = json;
        this.at = at;
    }

    /// Returns the text of a member of a record; null if the record has none of this name, or no text in it.
    ///
    /// @param record a JSON object without white space, as Trent writes it
    /// @param path the name of the member, after those of the objects that it is in
    static @Nullable String text(byte[] record, String... path) {
        RecordMembers members = new RecordMembers(record, 0);
        for (String name : path) {
            if (!members.enter(name.getBytes(StandardCharsets.UTF_8))) {
                return null;
            }
        }
        if (members.next() != '"') {
            return null;
        }
        int start = members.at + 1;
        members.skipText();
        if (members.at <= start) {
            return null;
        }
        String text = new String(record, start, members.at - 1 - start, StandardCharsets.UTF_8);
        // What is looked for has no escapes: names, numbers and times.
        return text.indexOf('\\') >= 0 ? null : text;
    }

    /// Goes to the value of a member of the object that begins here.
    private boolean enter(byte[] name) {
        if (next() != '{') {
            return false;
        }
        at++;
        while (next() == '"') {
            int start = at + 1;
            skipText();
            boolean found = MessageDigest.isEqual(Arrays.copyOfRange(json, start, Math.max(start, at - 1)), name);
            if (next() != ':') {
                return false;
            }
            at++;
            if (found) {
                return true;
            }
            skipValue();
            if (next() != ',') {
                return false;
            }
            at++;
        }
        return false;
    }

    private int next() {
        return at < json.length ? json[at] : -1;
    }

    private void skipText() {
        at++;
        while (at < json.length && json[at] != '"') {
            at += json[at] == '\\' ? 2 : 1;
        }
        at = Math.min(at + 1, json.length);
    }

    /// Goes to the comma or the bracket after a value.
    private void skipValue() {
        int depth = 0;
        while (at < json.length) {
            byte next = json[at];
            if (next == '"') {
                skipText();
                continue;
            }
            if (depth == 0 && (next == ',' || next == '}' || next == ']')) {
                return;
            }
            depth += next == '{' || next == '[' ? 1 : 0;
            depth -= next == '}' || next == ']' ? 1 : 0;
            at++;
        }
    }
}
