package dev.trent.lookup;

import dev.trent.crypto.SipHash;
import java.nio.charset.StandardCharsets;

/// The terms of an index: 64-bit hashes of an account, a Region and one attribute.
///
/// A caller chooses names of sessions and of resources. The hash has a key, which each index draws at random and keeps
/// to itself. So nobody can choose names that have the term of somebody else's events, and make the look-ups of others
/// slow. Two texts may still have one term by chance. That is harmless: each record that an index names is read, and
/// compared with the question itself.
///
/// @param hash its key is the index's own
record Terms(SipHash hash) {
    private static final AttributeKey[] KEYS = AttributeKey.values();

    /// Stands in the place of an attribute for all events of an account and a Region.
    private static final int EVERYTHING = 0;

    private static final byte[] NOTHING = {};

    /// Takes the terms of a record.
    @FunctionalInterface
    interface Sink {
        void take(long term);
    }

    /// Returns the term of a question.
    long of(EventQuery question) {
        byte[] account = question.account().getBytes(StandardCharsets.UTF_8);
        byte[] region = question.region().getBytes(StandardCharsets.UTF_8);
        long scope = scope(hash.hash(account, 0, account.length), region, 0, region.length);
        Attribute attribute = question.attribute();
        if (attribute == null) {
            return of(scope, EVERYTHING, NOTHING, 0, 0);
        }
        byte[] value = attribute.value().getBytes(StandardCharsets.UTF_8);
        return of(scope, code(attribute.key()), value, 0, value.length);
    }

    /// Finds the terms of a record. A term may come twice.
    ///
    /// @return false if the record belongs to no account and Region; then there are no terms
    boolean of(EventScan record, Sink sink) {
        EventScan.Span account = record.get(EventScan.Member.RECIPIENT);
        if (account.isEmpty()) {
            return false;
        }
        long first = hash.hash(account.bytes, account.start, account.end);
        EventScan.Span region = record.get(EventScan.Member.REGION);
        if (region.isEmpty()) {
            return false;
        }
        long scope = scope(first, region.bytes, region.start, region.end);
        sink.take(of(scope, EVERYTHING, NOTHING, 0, 0));
        for (AttributeKey key : KEYS) {
            switch (key) {
                case ResourceType -> {
                    for (int i = 0; i < record.resources(); i++) {
                        take(scope, key, record.type(i), sink);
                    }
                }
                case ResourceName -> {
                    for (int i = 0; i < record.resources(); i++) {
                        take(scope, key, record.name(i), sink);
                    }
                }
                case EventId, EventName, ReadOnly, Username, EventSource, AccessKeyId ->
                    take(scope, key, single(record, key), sink);
            }
        }
        return true;
    }

    /// Returns the value of an attribute that a record has once at most.
    static EventScan.Span single(EventScan record, AttributeKey key) {
        return switch (key) {
            case EventId -> record.get(EventScan.Member.EVENT_ID);
            case EventName -> record.get(EventScan.Member.EVENT_NAME);
            case ReadOnly -> record.get(EventScan.Member.READ_ONLY);
            case Username -> record.username();
            case EventSource -> record.get(EventScan.Member.EVENT_SOURCE);
            case AccessKeyId -> record.get(EventScan.Member.ACCESS_KEY_ID);
            case ResourceType, ResourceName -> throw new AssertionError(key);
        };
    }

    /// Returns whether a record has an attribute.
    static boolean has(EventScan record, AttributeKey key, byte[] value) {
        if (key != AttributeKey.ResourceType && key != AttributeKey.ResourceName) {
            return single(record, key).is(value);
        }
        for (int i = 0; i < record.resources(); i++) {
            if ((key == AttributeKey.ResourceType ? record.type(i) : record.name(i)).is(value)) {
                return true;
            }
        }
        return false;
    }

    /// Returns the number of an attribute in terms. Files have it.
    private static int code(AttributeKey key) {
        return switch (key) {
            case EventId -> 1;
            case EventName -> 2;
            case ReadOnly -> 3;
            case Username -> 4;
            case ResourceType -> 5;
            case ResourceName -> 6;
            case EventSource -> 7;
            case AccessKeyId -> 8;
        };
    }

    private void take(long scope, AttributeKey key, EventScan.Span value, Sink sink) {
        if (!value.isEmpty()) {
            sink.take(of(scope, code(key), value.bytes, value.start, value.end));
        }
    }

    private long scope(long account, byte[] region, int start, int end) {
        return hash.hash(account, region, start, end);
    }

    /// Never 0, which stands for no term.
    private long of(long scope, int key, byte[] value, int start, int end) {
        long term = hash.hash(scope + key, value, start, end);
        return term == 0 ? 1 : term;
    }
}
