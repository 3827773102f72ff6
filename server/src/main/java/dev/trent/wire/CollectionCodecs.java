package dev.trent.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// The codecs of lists, and of maps from text to text.
final class CollectionCodecs {
    private CollectionCodecs() {}

    /// The most elements that a list or a map keeps if the API model has no limit. Further elements are read
    /// and counted, but not kept.
    static final int ELEMENTS_MAX = 1000;

    /// A list as received: its first elements, and the number of all elements.
    private static final class Listed {
        private final List<Object> kept = new ArrayList<>();
        private int count;

        void add(Object element) {
            if (count < ELEMENTS_MAX) {
                kept.add(element);
            }
            count++;
        }
    }

    /// A map as received: its first pairs, and the number of all pairs.
    private static final class Paired {
        private final Map<String, String> kept = new LinkedHashMap<>();
        private int count;

        /// Adds a pair; returns whether the key was there.
        boolean put(String key, String value) {
            boolean there = kept.containsKey(key);
            if (there || kept.size() < ELEMENTS_MAX) {
                kept.put(key, value);
            }
            count += there ? 0 : 1;
            return there;
        }
    }

    static final class Many extends Codec {
        private final Codec element;
        private final boolean structures;
        private final Constraints constraints;

        Many(Codec element, Constraints constraints) {
            this.element = element;
            this.structures = element instanceof RecordCodec;
            this.constraints = constraints.atMost(ELEMENTS_MAX);
        }

        @Override
        Object readJson(JsonParser parser, JsonToken token) {
            if (token != JsonToken.START_ARRAY) {
                throw Strict.unreadable();
            }
            Listed raw = new Listed();
            for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                raw.add(element.readJson(parser, next));
            }
            return raw;
        }

        @Override
        @Nullable
        Object readQuery(QueryParameters parameters, String name) {
            Listed raw = new Listed();
            while (true) {
                Object next = element.readQuery(parameters, name + ".member." + (raw.count + 1));
                if (next == null) {
                    // Clients send an empty list as `Tags=` with nothing after it.
                    return raw.count == 0 && parameters.get(name) == null ? null : raw;
                }
                raw.add(next);
            }
        }

        @Override
        @Nullable
        Object build(Object raw, String path, boolean sensitive, Violations violations) {
            Listed listed = (Listed) raw;
            List<?> rawList = listed.kept;
            String printed = sensitive || structures ? null : Constraints.quoted(rawList);
            if (!constraints.checkLength(listed.count, printed, path, violations)) {
                return null;
            }
            List<Object> built = new ArrayList<>(rawList.size());
            for (int i = 0; i < rawList.size() && !violations.full(); i++) {
                Object value = structures
                        ? element.build(rawList.get(i), path + "." + (i + 1) + ".member", sensitive, violations)
                        : buildElement(rawList.get(i), path, sensitive, printed, violations);
                if (value != null) {
                    built.add(value);
                }
            }
            return List.copyOf(built);
        }

        /// A violation by one element is reported for the list as a whole.
        private @Nullable Object buildElement(
                Object rawElement, String path, boolean sensitive, @Nullable String printed, Violations violations) {
            Violations inner = new Violations();
            Object value = element.build(rawElement, path, sensitive, inner);
            inner.moveTo(violations, printed, path);
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
        private static final Constraints LENGTH = Constraints.NONE.atMost(ELEMENTS_MAX);

        private final @Nullable UnaryOperator<String> veil;

        /// @param veil returns what records show in the place of a value; null to show the values
        Texts(@Nullable UnaryOperator<String> veil) {
            this.veil = veil;
        }

        @Override
        void writeLogged(Object value, JsonBytes out) {
            if (veil == null) {
                writeJson(value, out);
                return;
            }
            out.beginObject();
            ((Map<?, ?>) value).forEach((name, text) -> out.name((String) name).value(veil.apply((String) text)));
            out.endObject();
        }

        @Override
        Object readJson(JsonParser parser, JsonToken token) {
            if (token != JsonToken.START_OBJECT) {
                throw Strict.unreadable();
            }
            Paired map = new Paired();
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
            Paired map = new Paired();
            while (true) {
                String entry = name + ".entry." + (map.count + 1);
                String key = parameters.get(entry + ".key");
                String value = parameters.get(entry + ".value");
                if (key == null || value == null) {
                    return map.count == 0 ? null : map;
                }
                if (map.put(key, value)) {
                    throw Strict.unreadable();
                }
            }
        }

        @Override
        @Nullable
        Object build(Object raw, String path, boolean sensitive, Violations violations) {
            Paired map = (Paired) raw;
            // The refusal leaves the value out: only the holder of an encryption context may see it.
            return LENGTH.checkLength(map.count, null, path, violations) ? map.kept : null;
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
