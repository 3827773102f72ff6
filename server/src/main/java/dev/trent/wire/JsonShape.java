package dev.trent.wire;

import static java.util.Objects.requireNonNull;

import dev.trent.aws.Spares;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/// Reads and writes one record type in AWS JSON 1.1. It is prepared once, from the record's components.
///
/// A component `keyId` is the member `KeyId`. A component that may not be null and has no default is required.
/// Unknown members are ignored. `null` is the same as absent. If two members have the same name, the last one
/// counts.
public final class JsonShape<T extends Record> {
    private static final int DEPTH_MAX = 32;
    private static final int NUMBER_CHARACTERS_MAX = 100;
    private static final int CAPACITY_BYTES = 512;

    // SAFE: the caller chooses the names in a request. A table of all names ever seen would grow without a
    // limit.
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxNumberLength(NUMBER_CHARACTERS_MAX)
                    .build())
            .build();

    private final Class<T> type;
    private final RecordCodec codec;
    private final Spares<JsonBytes> writers = new Spares<>(() -> new JsonBytes(CAPACITY_BYTES));

    private JsonShape(Class<T> type, @Nullable UnaryOperator<String> veil) {
        this.type = type;
        this.codec = RecordCodec.of(type, veil);
    }

    /// Prepares a record type.
    ///
    /// @throws AssertionError if a component has a type that the wire does not have
    public static <T extends Record> JsonShape<T> of(Class<T> type) {
        return of(type, null);
    }

    /// Prepares a record type whose encryption contexts audit records show in another form. Each map from text
    /// to text is one.
    ///
    /// @param veil returns the form of a value; null to show the values
    /// @throws AssertionError if a component has a type that the wire does not have
    public static <T extends Record> JsonShape<T> of(Class<T> type, @Nullable UnaryOperator<String> veil) {
        return new JsonShape<>(type, veil);
    }

    /// Reads a request.
    ///
    /// Errors: SerializationException for a body that is not JSON of the right types; ValidationException with
    /// every violated constraint.
    ///
    /// @param body the bytes as received; an empty body is the same as `{}`
    public T read(byte[] body) {
        Object raw = raw(body);
        boolean whole = false;
        try {
            Violations violations = new Violations();
            Object value = codec.build(raw, "", false, violations);
            violations.refuse();
            whole = true;
            return type.cast(requireNonNull(value));
        } finally {
            if (!whole) {
                RecordCodec.closeSecretsIn(raw);
            }
        }
    }

    /// Zeroes the secrets in a request after its answer.
    public void closeSecrets(T request) {
        codec.closeSecrets(request);
    }

    private Object raw(byte[] body) {
        Strict.utf8(body);
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            JsonToken first = parser.nextToken();
            if (first == null && body.length == 0) {
                return codec.empty();
            }
            if (first == null) {
                throw Strict.unreadable();
            }
            Object raw = codec.readJson(parser, first);
            requireEnd(parser, raw);
            return raw;
        } catch (JacksonException _) {
            // The parser's message quotes the input.
            throw Strict.unreadable();
        }
    }

    private static void requireEnd(JsonParser parser, Object raw) {
        boolean atEnd = false;
        try {
            atEnd = parser.nextToken() == null;
        } finally {
            if (!atEnd) {
                RecordCodec.closeSecretsIn(raw);
            }
        }
        if (!atEnd) {
            throw Strict.unreadable();
        }
    }

    /// Writes an answer; members that are null are left out.
    public byte[] write(T value) {
        JsonBytes out = writers.take();
        codec.writeJson(value, out);
        return drained(out);
    }

    void write(T value, JsonBytes out) {
        codec.writeJson(value, out);
    }

    /// Returns the members for an audit record in at most that many bytes: the members with [Logged], with
    /// lower-camel names. If they are too long, length and SHA-256 replace the longest members first and
    /// identifiers last.
    public byte[] logged(T value, int bytesMax) {
        JsonBytes out = writers.take();
        codec.writeLogged(value, true, out);
        return out.length() <= bytesMax
                ? drained(out)
                : codec.abridged(value, true).within(bytesMax);
    }

    private byte[] drained(JsonBytes out) {
        byte[] json = out.drain();
        if (out.isSmall()) {
            writers.giveBack(out);
        }
        return json;
    }
}
