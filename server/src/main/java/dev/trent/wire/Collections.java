package dev.trent.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// The codecs of lists, and of maps from text to text.
final class Collections {
    private Collections() {}

    static final class Many extends Codec {
        private final Codec element;
        private final boolean structures;
        private final Constraints constraints;

        Many(Codec element, Constraints constraints) {
            this.element = element;
            this.structures = element instanceof RecordCodec;
            this.constraints = constraints;
        }

        @Override
        Object readJson(JsonParser parser, JsonToken token) {
            if (token != JsonToken.START_ARRAY) {
                throw Strict.unreadable();
            }
            List<Object> raw = new ArrayList<>();
            for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                raw.add(element.readJson(parser, next));
            }
            return raw;
        }

        @Override
        @Nullable
        Object readQuery(QueryParameters parameters, String name) {
            List<Object> raw = new ArrayList<>();
            while (true) {
                Object next = element.readQuery(parameters, name + ".member." + (raw.size() + 1));
                if (next == null) {
                    // `Tags=` with nothing behind it is how clients send an empty list.
                    return raw.isEmpty() && parameters.get(name) == null ? null : raw;
                }
                raw.add(next);
            }
        }

        @Override
        Object build(Object raw, String path, boolean sensitive, Violations violations) {
            List<?> rawList = (List<?>) raw;
            constraints.checkLength(rawList.size(), sensitive ? null : Constraints.quoted(rawList), path, violations);
            List<Object> built = new ArrayList<>(rawList.size());
            for (int i = 0; i < rawList.size(); i++) {
                Object value = structures
                        ? element.build(rawList.get(i), path + "." + (i + 1) + ".member", sensitive, violations)
                        : buildElement(rawList, i, path, sensitive, violations);
                if (value != null) {
                    built.add(value);
                }
            }
            return List.copyOf(built);
        }

        /// A violation by one element is told of the list as a whole.
        private @Nullable Object buildElement(
                List<?> rawList, int index, String path, boolean sensitive, Violations violations) {
            Violations inner = new Violations();
            Object value = element.build(rawList.get(index), path, sensitive, inner);
            inner.moveTo(violations, sensitive ? null : Constraints.quoted(rawList), path);
            return value;
        }

        @Override
        void writeJson(Object value, JsonBytes out) {
            out.beginArray();
            for (Object each : (List<?>) value) {
                element.writeJson(each, out);
            }
            out.endArray();
        }

        @Override
        void writeLogged(Object value, JsonBytes out) {
            out.beginArray();
            for (Object each : (List<?>) value) {
                element.writeLogged(each, out);
            }
            out.endArray();
        }

        @Override
        void writeXml(Object value, XmlText out) {
            for (Object each : (List<?>) value) {
                out.open("member");
                element.writeXml(each, out);
                out.close("member");
            }
        }

        @Override
        void requireLoggable(String member) {
            element.requireLoggable(member);
        }
    }

    static final class Texts extends Codec {
        @Override
        Object readJson(JsonParser parser, JsonToken token) {
            if (token != JsonToken.START_OBJECT) {
                throw Strict.unreadable();
            }
            Map<String, String> map = new LinkedHashMap<>();
            for (JsonToken next = parser.nextToken(); next != JsonToken.END_OBJECT; next = parser.nextToken()) {
                String name = Strict.text(parser.currentName());
                if (parser.nextToken() != JsonToken.VALUE_STRING) {
                    throw Strict.unreadable();
                }
                map.put(name, Strict.text(parser.getString()));
            }
            return map;
        }

        @Override
        @Nullable
        Object readQuery(QueryParameters parameters, String name) {
            Map<String, String> map = new LinkedHashMap<>();
            while (true) {
                String entry = name + ".entry." + (map.size() + 1);
                String key = parameters.get(entry + ".key");
                String value = parameters.get(entry + ".value");
                if (key == null || value == null) {
                    return map.isEmpty() ? null : map;
                }
                if (map.put(key, value) != null) {
                    throw Strict.unreadable();
                }
            }
        }

        @Override
        Object build(Object raw, String path, boolean sensitive, Violations violations) {
            return raw;
        }

        @Override
        void writeJson(Object value, JsonBytes out) {
            out.beginObject();
            ((Map<?, ?>) value).forEach((name, text) -> out.name((String) name).value((String) text));
            out.endObject();
        }

        @Override
        void writeXml(Object value, XmlText out) {
            ((Map<?, ?>) value)
                    .forEach((name, text) -> out.open("entry")
                            .element("key", (String) name)
                            .element("value", (String) text)
                            .close("entry"));
        }
    }
}
