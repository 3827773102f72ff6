package dev.trent.lookup;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Finds the members of a record that are searched, in one pass and without a tree of objects.
///
/// It reads what [dev.trent.wire.JsonBytes] writes: JSON without white space between the tokens. One thread uses it,
/// for one record after the other.
final class EventScan {
    /// The members that are found.
    enum Member {
        EVENT_ID(0, Scope.RECORD, "eventID"),
        EVENT_NAME(1, Scope.RECORD, "eventName"),
        EVENT_SOURCE(2, Scope.RECORD, "eventSource"),
        EVENT_TIME(3, Scope.RECORD, "eventTime"),
        REGION(4, Scope.RECORD, "awsRegion"),
        READ_ONLY(5, Scope.RECORD, "readOnly"),
        RECIPIENT(6, Scope.RECORD, "recipientAccountId"),
        ADDRESS(7, Scope.RECORD, "sourceIPAddress"),
        ERROR_CODE(8, Scope.RECORD, "errorCode"),
        IDENTITY(9, Scope.RECORD, "userIdentity"),
        RESOURCES(10, Scope.RECORD, "resources"),
        IDENTITY_TYPE(11, Scope.IDENTITY, "type"),
        PRINCIPAL_ID(12, Scope.IDENTITY, "principalId"),
        PRINCIPAL(13, Scope.IDENTITY, "arn"),
        ACCESS_KEY_ID(14, Scope.IDENTITY, "accessKeyId"),
        USER_NAME(15, Scope.IDENTITY, "userName"),
        ACCOUNT(16, Scope.IDENTITY, "accountId"),
        INVOKED_BY(17, Scope.IDENTITY, "invokedBy"),
        RESOURCE_TYPE(18, Scope.RESOURCE, "type"),
        RESOURCE_NAME(19, Scope.RESOURCE, "ARN");

        /// Where it is in the arrays of this class.
        private final int index;

        private final Scope scope;
        private final String text;

        Member(int index, Scope scope, String text) {
            this.index = index;
            this.scope = scope;
            this.text = text;
        }
    }

    /// A member with its name in bytes.
    @SuppressWarnings("ArrayRecordComponent") // is never changed, and compared by hand
    private record Wanted(Member member, byte[] text) {}

    private enum Scope {
        RECORD,
        IDENTITY,
        RESOURCE
    }

    private static final VarHandle LITTLE_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;

    private static final byte[] ROOT = "root".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ROOT_TYPE = "Root".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ROLE_TYPE = "AssumedRole".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FEDERATED_TYPE = "FederatedUser".getBytes(StandardCharsets.US_ASCII);

    private static final int NAME_BYTES_MAX = 32;

    /// A record has at most eight, see `audit.CallRecord`.
    private static final int RESOURCES_MAX = 64;

    private static final Member[] MEMBERS = Member.values();

    /// The members of each place, by the length of their names.
    private static final Wanted[][] OF_RECORD = byLength(Scope.RECORD);

    private static final Wanted[][] OF_IDENTITY = byLength(Scope.IDENTITY);
    private static final Wanted[][] OF_RESOURCE = byLength(Scope.RESOURCE);

    private byte[] json = {};
    private int at;

    /// Where each member begins and ends, without its quotes; 0 if it is missing. The end is negative if the text has
    /// an escape.
    private final int[] starts = new int[MEMBERS.length];
    private final int[] ends = new int[MEMBERS.length];

    private int resources;
    private final Span[] types = spans();
    private final Span[] names = spans();
    private final Span span = new Span();

    private boolean escaped;

    /// A text of a record, in UTF-8.
    static final class Span {
        byte[] bytes = {};
        int start;
        int end;

        /// Returns whether there is no text.
        boolean isEmpty() {
            return start >= end;
        }

        boolean is(byte[] other) {
            return same(bytes, start, end, other);
        }

        @Nullable
        String text() {
            return isEmpty() ? null : new String(bytes, start, end - start, StandardCharsets.UTF_8);
        }
    }

    private static boolean same(byte[] bytes, int start, int end, byte[] other) {
        if (end - start != other.length) {
            return false;
        }
        for (int i = 0; i < other.length; i++) {
            if (bytes[start + i] != other[i]) {
                return false;
            }
        }
        return true;
    }

    private static Span[] spans() {
        Span[] spans = new Span[RESOURCES_MAX];
        Arrays.setAll(spans, _ -> new Span());
        return spans;
    }

    private static Wanted[][] byLength(Scope scope) {
        Wanted[][] byLength = new Wanted[NAME_BYTES_MAX][];
        for (int length = 0; length < NAME_BYTES_MAX; length++) {
            int wanted = length;
            byLength[length] = Arrays.stream(MEMBERS)
                    .filter(member -> member.scope == scope && member.text.length() == wanted)
                    .map(member -> new Wanted(member, member.text.getBytes(StandardCharsets.US_ASCII)))
                    .toArray(Wanted[]::new);
        }
        return byLength;
    }

    /// Reads a record.
    ///
    /// @return false if it is no such JSON
    boolean read(byte[] record) {
        json = record;
        at = 0;
        resources = 0;
        Arrays.fill(starts, 0);
        Arrays.fill(ends, 0);
        return object(OF_RECORD, starts, ends) && at == record.length;
    }

    /// Returns a member. The span holds it until the next call.
    Span get(Member member) {
        span(starts[member.index], ends[member.index], span);
        return span;
    }

    /// Returns how many resources the record has.
    int resources() {
        return resources;
    }

    /// Returns the type of a resource; empty if it has none.
    Span type(int resource) {
        return types[resource];
    }

    /// Returns the name of a resource: its ARN.
    Span name(int resource) {
        return names[resource];
    }

    /// Returns the name of the caller, as `LookupEvents` shows it; empty if it has none. The span holds it until the
    /// next call.
    Span username() {
        Span found = get(Member.USER_NAME);
        if (!found.isEmpty()) {
            return found;
        }
        Span type = get(Member.IDENTITY_TYPE);
        if (type.is(ROOT_TYPE)) {
            span.bytes = ROOT;
            span.start = 0;
            span.end = ROOT.length;
            return span;
        }
        boolean session = type.is(ROLE_TYPE) || type.is(FEDERATED_TYPE);
        Span id = get(Member.PRINCIPAL_ID);
        int colon = session ? colon(id) : id.end;
        id.start = Math.min(id.end, colon + 1);
        return id;
    }

    private static int colon(Span id) {
        int colon = id.start;
        while (colon < id.end && id.bytes[colon] != ':') {
            colon++;
        }
        return colon;
    }

    /// Returns the time of the event, in seconds; negative if it has none.
    long second() {
        Span time = get(Member.EVENT_TIME);
        return EventTime.second(time.bytes, time.start, time.end);
    }

    private void span(int start, int end, Span into) {
        into.bytes = json;
        into.start = start;
        into.end = Math.abs(end);
        if (end < 0) {
            byte[] plain = JsonText.plain(json, start, -end);
            into.bytes = plain;
            into.start = 0;
            into.end = plain.length;
        }
    }

    /// Reads an object, and notes where those of its members are that are wanted.
    private boolean object(Wanted[][] wanted, int[] starts, int[] ends) {
        if (!take('{')) {
            return false;
        }
        if (take('}')) {
            return true;
        }
        do {
            int name = at + 1;
            if (!string()) {
                return false;
            }
            Member member = member(wanted, name, at - 1);
            if (!take(':') || !value(member, starts, ends)) {
                return false;
            }
        } while (take(','));
        return take('}');
    }

    private @Nullable Member member(Wanted[][] wanted, int start, int end) {
        int length = end - start;
        if (length >= NAME_BYTES_MAX) {
            return null;
        }
        for (Wanted each : wanted[length]) {
            if (same(json, start, end, each.text)) {
                return each.member;
            }
        }
        return null;
    }

    private boolean value(@Nullable Member member, int[] starts, int[] ends) {
        if (member == Member.IDENTITY && peek() == '{') {
            return object(OF_IDENTITY, starts, ends);
        }
        if (member == Member.RESOURCES && peek() == '[') {
            return list();
        }
        int start = at;
        boolean text = peek() == '"';
        if (!(text ? string() : skip())) {
            return false;
        }
        if (member != null) {
            starts[member.index] = text ? start + 1 : start;
            int end = text ? at - 1 : at;
            ends[member.index] = text && escaped ? -end : end;
        }
        return true;
    }

    private boolean list() {
        if (!take('[')) {
            return false;
        }
        if (take(']')) {
            return true;
        }
        int[] start = new int[MEMBERS.length];
        int[] end = new int[MEMBERS.length];
        do {
            Arrays.fill(start, 0);
            Arrays.fill(end, 0);
            if (!object(OF_RESOURCE, start, end)) {
                return false;
            }
            if (resources < RESOURCES_MAX) {
                int type = Member.RESOURCE_TYPE.index;
                int name = Member.RESOURCE_NAME.index;
                span(start[type], end[type], types[resources]);
                span(start[name], end[name], names[resources]);
                resources++;
            }
        } while (take(','));
        return take(']');
    }

    /// Skips a number, a literal, an object or a list.
    private boolean skip() {
        int depth = 0;
        while (at < json.length) {
            switch (json[at]) {
                case '"' -> {
                    if (!string()) {
                        return false;
                    }
                    continue;
                }
                case '{', '[' -> depth++;
                case '}', ']' -> {
                    if (depth == 0) {
                        return true;
                    }
                    depth--;
                    if (depth == 0) {
                        at++;
                        return true;
                    }
                }
                case ',' -> {
                    if (depth == 0) {
                        return true;
                    }
                }
                default -> {}
            }
            at++;
        }
        return false;
    }

    /// Skips a text and notes whether it has an escape.
    private boolean string() {
        escaped = false;
        if (!take('"')) {
            return false;
        }
        while (true) {
            skipPlain();
            if (at >= json.length) {
                return false;
            }
            byte b = json[at++];
            if (b == '"') {
                return true;
            }
            if (b == '\\') {
                escaped = true;
                at++;
            }
        }
    }

    /// Skips, eight at a time, bytes before the next quote or backslash.
    private void skipPlain() {
        while (at + Long.BYTES <= json.length) {
            long word = (long) LITTLE_ENDIAN.get(json, at);
            long special = zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES);
            if (special != 0) {
                at += Long.numberOfTrailingZeros(special) / Byte.SIZE;
                return;
            }
            at += Long.BYTES;
        }
    }

    /// Returns a word whose lowest bit that is set belongs to the lowest zero byte; 0 if there is none.
    private static long zeros(long word) {
        return word - ONES & ~word & HIGH_BITS;
    }

    private boolean take(char wanted) {
        if (peek() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    private int peek() {
        return at < json.length ? json[at] : -1;
    }
}
