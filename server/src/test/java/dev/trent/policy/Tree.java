package dev.trent.policy;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// JSON for tests, as maps, lists and texts. Every other value is an object whose `toString` is its JSON form.
public final class Tree {
    private static final JsonFactory JSON = new JsonFactory();

    /// A number, a boolean or null, as it is written.
    private record Bare(String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    private Tree() {}

    /// Reads a text.
    public static Object read(String json) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            return read(parser);
        }
    }

    private static Object read(JsonParser parser) {
        JsonToken token = requireNonNull(parser.currentToken());
        return switch (token) {
            case START_OBJECT -> {
                Map<String, Object> members = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = requireNonNull(parser.currentName());
                    parser.nextToken();
                    members.put(name, read(parser));
                }
                yield members;
            }
            case START_ARRAY -> {
                List<Object> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(read(parser));
                }
                yield elements;
            }
            case VALUE_STRING -> parser.getString();
            default -> new Bare(parser.getString());
        };
    }

    /// Writes a tree.
    public static String write(Object tree) {
        StringBuilder json = new StringBuilder();
        write(tree, json);
        return json.toString();
    }

    private static void write(Object tree, StringBuilder json) {
        String separator = "";
        switch (tree) {
            case Map<?, ?> members -> {
                json.append('{');
                for (Map.Entry<?, ?> member : members.entrySet()) {
                    json.append(separator);
                    write(member.getKey(), json);
                    json.append(": ");
                    write(member.getValue(), json);
                    separator = ", ";
                }
                json.append('}');
            }
            case List<?> elements -> {
                json.append('[');
                for (Object element : elements) {
                    json.append(separator);
                    write(element, json);
                    separator = ", ";
                }
                json.append(']');
            }
            case String text -> {
                json.append('"');
                Json.escape(text, json);
                json.append('"');
            }
            default -> json.append(tree);
        }
    }

    /// Returns an object's members.
    @SuppressWarnings("unchecked") // read(…) makes maps of this one type
    public static Map<String, Object> map(Object tree) {
        return (Map<String, Object>) tree;
    }

    /// Returns a list's elements; anything else is a list of itself.
    public static List<Object> list(Object tree) {
        return tree instanceof List<?> several ? List.copyOf(several) : List.of(tree);
    }
}
