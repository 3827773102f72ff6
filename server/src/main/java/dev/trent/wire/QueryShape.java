package dev.trent.wire;

import static java.util.Objects.requireNonNull;

/// Reads one record type from the flattened parameters of AWS Query, and writes it as XML.
///
/// Lists are `Name.member.1`, structures `Name.Field`, maps `Name.entry.1.key` and `Name.entry.1.value`.
public final class QueryShape<T extends Record> {
    private final Class<T> type;
    private final RecordCodec codec;

    private QueryShape(Class<T> type) {
        this.type = type;
        this.codec = RecordCodec.of(type);
    }

    /// Prepares a record type.
    public static <T extends Record> QueryShape<T> of(Class<T> type) {
        return new QueryShape<>(type);
    }

    /// Reads a request.
    ///
    /// Errors: SerializationException for a value of the wrong type; ValidationException with every violated
    /// constraint.
    public T read(QueryParameters parameters) {
        Object raw = codec.readQuery(parameters, "");
        if (raw == null) {
            throw new AssertionError("a request is read even if it has no member");
        }
        Violations violations = new Violations();
        Object value = codec.build(raw, "", false, violations);
        violations.refuse();
        return type.cast(requireNonNull(value));
    }

    void writeXml(T value, XmlText out) {
        codec.writeXml(value, out);
    }
}
