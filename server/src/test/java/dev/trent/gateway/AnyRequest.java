package dev.trent.gateway;

import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import dev.trent.wire.JsonBytes;
import dev.trent.wire.Length;
import dev.trent.wire.Matches;
import dev.trent.wire.Range;
import dev.trent.wire.Textual;
import dev.trent.wire.WireName;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Makes requests that have every member of their shapes, each as long as it may be.
public final class AnyRequest {
    private static final int IDENTIFIER_CHARACTERS_MAX = 2048;
    private static final int TEXT_CHARACTERS_MAX = 131_072;
    private static final int MAP_PAIRS = 500;
    private static final List<String> FILLERS = List.of("\u0000", "\"", "\u20ac", "*", "a", "A", "1", "/", " ");

    private final int elements;
    private final Function<RecordComponent, @Nullable Object> chosen;

    /// Makes a maker.
    ///
    /// @param elements how many elements lists have; with one, texts are shorter too
    /// @param chosen returns the value of a member; null for the usual one
    public AnyRequest(int elements, Function<RecordComponent, @Nullable Object> chosen) {
        this.elements = elements;
        this.chosen = chosen;
    }

    /// Returns a request of a shape.
    public Map<String, Object> of(Class<?> type) {
        return structure(type, elements);
    }

    private Map<String, Object> structure(Class<?> type, int elements) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Object own = chosen.apply(component);
            Object value = own != null ? own : value(component.getAnnotatedType(), elements);
            if (value != null) {
                members.put(wireName(component), value);
            }
        }
        return members;
    }

    /// Returns the name of a member on the wire.
    public static String wireName(RecordComponent component) {
        WireName name = component.getAnnotation(WireName.class);
        String own = component.getName();
        return name != null ? name.value() : Character.toUpperCase(own.charAt(0)) + own.substring(1);
    }

    private @Nullable Object value(AnnotatedType type, int elements) {
        Length length = type.getAnnotation(Length.class);
        if (type instanceof AnnotatedParameterizedType parameterized) {
            AnnotatedType[] arguments = parameterized.getAnnotatedActualTypeArguments();
            int count = length == null ? elements : Math.min(elements, length.max());
            if (arguments.length == 2) {
                Map<String, String> map = new LinkedHashMap<>();
                for (int i = 0; i < MAP_PAIRS; i++) {
                    map.put("key" + i, "\u0001".repeat(20));
                }
                return map;
            }
            List<Object> list = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Object element = value(arguments[0], 1);
                list.add(element == null ? "" : element);
            }
            return list;
        }
        Class<?> plain = (Class<?>) type.getType();
        if (plain == String.class || type.isAnnotationPresent(Textual.class)) {
            return text(type, length, elements);
        }
        if (plain == Integer.class) {
            Range range = type.getAnnotation(Range.class);
            return range == null ? 1 : range.max();
        }
        if (plain == Boolean.class) {
            return true;
        }
        if (plain == Instant.class) {
            return 2_000_000_000;
        }
        if (plain.isEnum()) {
            return ((Enum<?>) plain.getEnumConstants()[0]).name();
        }
        if (plain == Blob.class || plain == Secret.class) {
            return Base64.getEncoder().encodeToString(new byte[length == null ? 100 : Math.min(length.max(), 6144)]);
        }
        return plain.isRecord() ? structure(plain, elements) : null;
    }

    private static String text(AnnotatedElement type, @Nullable Length length, int elements) {
        Matches matches = type.getAnnotation(Matches.class);
        Pattern pattern = Pattern.compile(matches == null ? "(?s).*" : matches.value());
        int max = length == null
                ? 5_000 * elements
                : Math.min(length.max(), elements == 1 ? IDENTIFIER_CHARACTERS_MAX : TEXT_CHARACTERS_MAX);
        List<String> texts = new ArrayList<>(
                FILLERS.stream().map(filler -> filler.repeat(max)).toList());
        texts.add("/" + "a".repeat(Math.max(0, max - 2)) + "/");
        texts.add("v1");
        texts.add("string");
        texts.add("{}");
        texts.add("a-b");
        texts.add("us-west-2");
        texts.add("arn:aws:iam::111122223333:role/a");
        return texts.stream()
                .filter(text -> pattern.matcher(text).matches())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no text matches " + pattern));
    }

    /// Returns the members as parameters of AWS Query, each behind an ampersand.
    public static String form(Map<String, Object> request) {
        StringBuilder form = new StringBuilder();
        request.forEach((name, value) -> append(form, name, value));
        return form.toString();
    }

    private static void append(StringBuilder form, String name, Object value) {
        switch (value) {
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    append(form, name + ".member." + (i + 1), list.get(i));
                }
            }
            case Map<?, ?> members -> members.forEach((key, member) -> append(form, name + "." + key, member));
            default ->
                form.append('&')
                        .append(name)
                        .append('=')
                        .append(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
        }
    }

    /// Returns a request as JSON.
    public static String json(Object value) {
        JsonBytes out = new JsonBytes(1024);
        write(out, value);
        return new String(out.toByteArray(), StandardCharsets.UTF_8);
    }

    private static void write(JsonBytes out, Object value) {
        switch (value) {
            case List<?> list -> {
                out.beginArray();
                list.forEach(each -> write(out, each));
                out.endArray();
            }
            case Map<?, ?> members -> {
                out.beginObject();
                members.forEach((name, each) -> write(out.name((String) name), each));
                out.endObject();
            }
            case Integer number -> out.value(number);
            case Boolean truth -> out.value((boolean) truth);
            default -> out.value(value.toString());
        }
    }
}
