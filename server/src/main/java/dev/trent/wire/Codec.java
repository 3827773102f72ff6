package dev.trent.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads and writes the values of one type.
///
/// Reading has two steps. First the raw value is taken off the wire, which fails for a wrong type
/// (SerializationException). When all is read, the value is built from it, and every violated constraint of the
/// whole request is found (ValidationException). A raw value is the members of a record, a list, or the value
/// itself.
abstract class Codec {

    /// Takes a raw value off the parser, which stands on the value's first token.
    abstract Object readJson(JsonParser parser, JsonToken token);

    /// Takes a raw value from the parameters of AWS Query; null if there is none under the name.
    abstract @Nullable Object readQuery(QueryParameters parameters, String name);

    /// Builds the value, or notes why it cannot be built and returns null.
    ///
    /// @param path the place of the value in the request, in AWS's form
    abstract @Nullable Object build(Object raw, String path, boolean sensitive, Violations violations);

    /// Writes a value as it is answered.
    abstract void writeJson(Object value, JsonBytes out);

    /// Writes a value as CloudTrail records it.
    void writeLogged(Object value, JsonBytes out) {
        writeJson(value, out);
    }

    /// Writes a value as the content of an XML element.
    abstract void writeXml(Object value, XmlText out);

    /// Returns whether the values are secrets, which a structure that is logged leaves out.
    boolean isSecret() {
        return false;
    }

    /// Returns whether the values identify something, such as a key or a caller, or are as short as
    /// identifiers. A record that is too long cuts them last.
    boolean isIdentifier() {
        return false;
    }

    /// Throws if the type cannot be logged. Called at start for every member that is marked as logged.
    void requireLoggable(String member) {}
}
