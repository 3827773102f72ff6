package dev.trent.seed;

import dev.trent.wire.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A value of a YAML file, with its place. All scalars are texts, and their reader decides what they mean.
sealed interface Value {
    /// Returns the place of the value.
    Place place();

    /// A scalar, after its quotes and escapes are resolved.
    record Text(String text, Place place) implements Value {
        /// Names only the place, because the text may be a secret.
        @Override
        public String toString() {
            return "Text[" + place + "]";
        }
    }

    /// A list.
    record Elements(List<Value> elements, Place place) implements Value {}

    /// A mapping. The members are in the order of the file.
    record Members(Map<String, Value> members, Place place) implements Value {
        /// Refuses a member whose name is not in a set.
        void only(Set<String> names) throws SeedException {
            for (Map.Entry<String, Value> member : members.entrySet()) {
                if (!names.contains(member.getKey())) {
                    throw member.getValue()
                            .place()
                            .wrong("there is no such member; here can be "
                                    + String.join(", ", names.stream().sorted().toList()) + ".");
                }
            }
        }

        @Nullable
        Value find(String name) {
            return members.get(name);
        }

        /// Returns a member that is a text, or null if it is not given.
        @Nullable
        String text(String name) throws SeedException {
            Value value = members.get(name);
            return value == null ? null : value.asText();
        }

        /// Returns a member that is a text and must be given.
        String required(String name) throws SeedException {
            String text = text(name);
            if (text == null) {
                throw place.wrong("the member " + name + " is missing.");
            }
            return text;
        }

        /// Returns whether a member is `true`; false if it is not given.
        boolean isTrue(String name) throws SeedException {
            String text = text(name);
            if (text != null && !text.equals("true") && !text.equals("false")) {
                throw placeOf(name).wrong("this is true or false, not '" + text + "'.");
            }
            return "true".equals(text);
        }

        /// Returns a member that is a list of texts; an empty list if it is not given.
        List<Text> texts(String name) throws SeedException {
            List<Text> texts = new ArrayList<>();
            for (Value value : elements(name)) {
                texts.add(new Text(value.asText(), value.place()));
            }
            return texts;
        }

        /// Returns a member that is a list of mappings; an empty list if it is not given.
        List<Members> each(String name) throws SeedException {
            List<Members> each = new ArrayList<>();
            for (Value value : elements(name)) {
                each.add(value.asMembers());
            }
            return each;
        }

        /// Returns the members of a member; an empty map if it is not given.
        Map<String, Value> under(String name) throws SeedException {
            Value value = members.get(name);
            return value == null ? Map.of() : value.asMembers().members;
        }

        /// Returns a member that is a mapping of texts, such as tags; an empty map if it is not given.
        Map<String, String> pairs(String name) throws SeedException {
            Map<String, String> pairs = new LinkedHashMap<>();
            for (Map.Entry<String, Value> member : under(name).entrySet()) {
                pairs.put(member.getKey(), member.getValue().asText());
            }
            return pairs;
        }

        /// Returns the place of a member. If it is not given, returns the place of the mapping.
        Place placeOf(String name) {
            Value value = members.get(name);
            return value == null ? place : value.place();
        }

        private List<Value> elements(String name) throws SeedException {
            return switch (members.get(name)) {
                case null -> List.of();
                case Elements list -> list.elements;
                case Text text -> throw text.place.wrong("this is a list, with a line '- …' for each element.");
                case Members mapping ->
                    throw mapping.place.wrong("this is a list, with a line '- …' for each element.");
            };
        }

        /// Names only the place, because the members may be secrets.
        @Override
        public String toString() {
            return "Members[" + place + "]";
        }
    }

    /// Returns this as a text.
    default String asText() throws SeedException {
        if (this instanceof Text(String text, Place _)) {
            return text;
        }
        throw place().wrong("this is a text.");
    }

    /// Returns this as a mapping.
    default Members asMembers() throws SeedException {
        if (this instanceof Members members) {
            return members;
        }
        throw place().wrong("this is a mapping, with a line 'name: value' for each member.");
    }

    /// Returns this value as JSON. A text is taken as JSON already. All other values are written as JSON.
    default String json() {
        if (this instanceof Text(String text, Place _)) {
            return text;
        }
        JsonBytes out = new JsonBytes(JSON_BYTES);
        write(out);
        return new String(out.toByteArray(), StandardCharsets.UTF_8);
    }

    /// Returns this value without places, as texts, lists and maps that can be compared.
    default Object plain() {
        return switch (this) {
            case Text(String text, Place _) -> text;
            case Elements(List<Value> elements, Place _) ->
                elements.stream().map(Value::plain).toList();
            case Members(Map<String, Value> members, Place _) -> {
                Map<String, Object> plain = new TreeMap<>();
                members.forEach((name, value) -> plain.put(name, value.plain()));
                yield plain;
            }
        };
    }

    /// The initial capacity of the JSON.
    int JSON_BYTES = 512;

    private void write(JsonBytes out) {
        switch (this) {
            case Text(String text, Place _) -> out.value(text);
            case Elements(Collection<Value> elements, Place _) -> {
                out.beginArray();
                elements.forEach(element -> element.write(out));
                out.endArray();
            }
            case Members(Map<String, Value> members, Place _) -> {
                out.beginObject();
                members.forEach((name, value) -> {
                    out.name(name);
                    value.write(out);
                });
                out.endObject();
            }
        }
    }
}
