package dev.trent.policy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/// A JSON document as a small tree, with the places of its strings.
sealed interface Json {

    /// A string.
    ///
    /// @param start the index of its opening quotation mark in the document
    record Text(String value, int start) implements Json {}

    /// A number or a boolean, as written.
    record Scalar(String written) implements Json {}

    /// The value `null`.
    record Nothing() implements Json {}

    /// An array.
    record Elements(List<Json> elements) implements Json {}

    /// An object; its members in the order written.
    ///
    /// @param start the index of its opening brace in the document
    /// @param end the index after its closing brace
    record Members(Map<String, Json> members, int start, int end) implements Json {}

    /// The deepest value of a policy is in a list: document, statements, statement, conditions, operator, list.
    int DEPTH_MAX = 6;

    /// The parser's factory. It keeps no table of names, because the names come from callers.
    JsonFactory FACTORY = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
            .build();

    /// Reads a document. Refuses a text that is not JSON, has too many levels, or has a member twice.
    static Json read(String document) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), document)) {
            if (parser.nextToken() == null) {
                throw new PolicyException(Grammar.NO_JSON);
            }
            Json whole = value(parser);
            if (parser.nextToken() != null) {
                throw new PolicyException(Grammar.NO_JSON);
            }
            return whole;
        } catch (StreamConstraintsException tooDeep) {
            throw new PolicyException(Grammar.SYNTAX);
        } catch (JacksonException noJson) {
            throw new PolicyException(Grammar.NO_JSON);
        }
    }

    /// Appends a text in ASCII, in the form between the quotation marks of a JSON string.
    static void escape(String value, StringBuilder to) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                to.append('\\').append(c);
            } else if (c >= ' ' && c < 0x7F) {
                to.append(c);
            } else {
                to.append("\\u").append(HexFormat.of().toHexDigits(c));
            }
        }
    }

    private static Json value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> elements(parser);
            case VALUE_STRING -> {
                int start = (int) parser.currentTokenLocation().getCharOffset();
                yield new Text(whole(parser.getString()), start);
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> new Scalar(parser.getString());
            case VALUE_NULL -> new Nothing();
            default -> throw new PolicyException(Grammar.NO_JSON);
        };
    }

    /// Returns a text. Refuses half of a surrogate pair that is written with an escape.
    private static String whole(String text) {
        for (int i = 0; i < text.length(); i++) {
            boolean pair = Character.isHighSurrogate(text.charAt(i))
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (!pair && Character.isSurrogate(text.charAt(i))) {
                throw new PolicyException(Grammar.SYNTAX);
            }
            i += pair ? 1 : 0;
        }
        return text;
    }

    private static Json elements(JsonParser parser) {
        List<Json> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser));
        }
        return new Elements(elements);
    }

    private static Json members(JsonParser parser) {
        Map<String, Json> members = new LinkedHashMap<>();
        int start = (int) parser.currentTokenLocation().getCharOffset();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (members.putIfAbsent(name, value(parser)) != null) {
                throw new PolicyException(Grammar.SYNTAX);
            }
        }
        int end = (int) parser.currentTokenLocation().getCharOffset() + 1;
        return new Members(members, start, end);
    }
}
