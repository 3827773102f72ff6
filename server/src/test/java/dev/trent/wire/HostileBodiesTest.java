package dev.trent.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.call.Operation;
import java.lang.management.ManagementFactory;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Large bodies in hostile forms. They take the place of every member of every operation's request, of
/// the members of its structures and of the elements of its lists.
///
/// The test counts the violations, characters and bytes of the refusal, and the bytes that reading allocates.
/// These bytes measure the work: a text that is built again for each element would multiply them.
class HostileBodiesTest {
    /// A server takes four times as much. Nothing here is a limit of its own, so what grows too fast shows at this
    /// size; the whole size has a command: see CONTRIBUTING.md.
    private static final int BODY_BYTES = Integer.getInteger("hostile.bytes", 256 * 1024);

    private static final int PARAMETERS = 1990;

    /// The most bytes of an answer: each character of a message may be escaped with six bytes.
    private static final int ANSWER_BYTES_MAX = 6 * (AwsException.MESSAGE_CHARACTERS_MAX + 1) + 512;

    private static final int ALLOCATED_PER_BYTE_MAX = 24;
    private static final int ALLOCATED_FIXED_BYTES = 2 * BODY_BYTES;
    private static final int ALLOCATED_FOR_PARAMETERS_BYTES = 2 * 1024 * 1024;

    private static final Pattern COUNT = Pattern.compile("^(\\d+) validation errors? detected: ");
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final List<Class<? extends Record>> REQUESTS = requests();
    private static final Map<String, Supplier<String>> FORMS = new LinkedHashMap<>();

    static {
        FORMS.put("empty texts", () -> list(_ -> "\"\""));
        FORMS.put("empty structures", () -> list(_ -> "{}"));
        FORMS.put("empty lists", () -> list(_ -> "[]"));
        FORMS.put("bad texts", () -> list(_ -> "\"\\u0001\""));
        FORMS.put("different texts", () -> list(i -> "\"" + i + "\""));
        FORMS.put("structures with empty texts", () -> list(_ -> "{\"Key\":\"\",\"TagKey\":\"\",\"arn\":\"\"}"));
        FORMS.put("one huge text in a list", () -> "[\"" + "a".repeat(BODY_BYTES) + "\"]");
        FORMS.put("a huge text", () -> "\"" + "a".repeat(BODY_BYTES) + "\"");
        FORMS.put("a huge text of quotes", () -> "\"" + "\\\"".repeat(BODY_BYTES / 2) + "\"");
        FORMS.put("a huge text of controls", () -> "\"" + "\\u0001".repeat(BODY_BYTES / 6) + "\"");
        FORMS.put("a huge text beyond ASCII", () -> "\"" + "\uD83D\uDE00".repeat(BODY_BYTES / 4) + "\"");
        FORMS.put("a huge number", () -> "1".repeat(BODY_BYTES));
        FORMS.put("a deep list", () -> "[".repeat(BODY_BYTES / 2) + "]".repeat(BODY_BYTES / 2));
        FORMS.put("many pairs", () -> map(i -> "\"" + i + "\":\"\""));
        FORMS.put("pairs of equal hash codes", () -> map(i -> "\"" + colliding(i) + "\":\"\""));
        FORMS.put("one pair many times", () -> map(_ -> "\"a\":\"\""));
        FORMS.put("a pair with a huge key", () -> "{\"" + "a".repeat(40_000) + "\":\"\"}");
        FORMS.put("a pair with a huge value", () -> "{\"a\":\"" + "b".repeat(BODY_BYTES) + "\"}");
    }

    /// A place in a request for a value.
    ///
    /// @param json the body around the value, which stands at `%`
    /// @param query the parameter's name
    private record Place(Class<? extends Record> request, AnnotatedType type, String json, String query) {
        String body(String value) {
            return json.replace("%", value);
        }
    }

    private static List<Class<? extends Record>> requests() {
        List<Class<? extends Record>> requests = new ArrayList<>();
        for (List<Operation<?, ?>> operations : List.of(
                dev.trent.kms.OperationsFixture.all(),
                dev.trent.iam.OperationsFixture.all(),
                dev.trent.sts.OperationsFixture.all(),
                dev.trent.cloudtrail.OperationsFixture.all())) {
            operations.forEach(operation -> requests.add(operation.request()));
        }
        return requests;
    }

    /// Returns the places of all operations, one for each type of value with its constraints: members that
    /// are declared alike are read by the same code.
    private static Map<String, Place> places() {
        Map<String, Place> places = new LinkedHashMap<>();
        for (Class<? extends Record> request : REQUESTS) {
            collect(request, request, "%", "", places);
        }
        return places;
    }

    private static void collect(
            Class<? extends Record> request, Class<?> type, String json, String query, Map<String, Place> places) {
        for (RecordComponent component : type.getRecordComponents()) {
            WireName wireName = component.getAnnotation(WireName.class);
            String name = wireName != null
                    ? wireName.value()
                    : Character.toUpperCase(component.getName().charAt(0))
                            + component.getName().substring(1);
            collect(
                    request,
                    component.getAnnotatedType(),
                    json.replace("%", "{\"" + name + "\":%}"),
                    query.isEmpty() ? name : query + "." + name,
                    places);
        }
    }

    private static void collect(
            Class<? extends Record> request, AnnotatedType type, String json, String query, Map<String, Place> places) {
        places.putIfAbsent(json.replaceAll("[^{\\[]", "") + type, new Place(request, type, json, query));
        if (type instanceof AnnotatedParameterizedType list && list.getAnnotatedActualTypeArguments().length == 1) {
            AnnotatedType element = list.getAnnotatedActualTypeArguments()[0];
            collect(request, element, json.replace("%", "[%]"), query + ".member.1", places);
        } else if (type.getType() instanceof Class<?> structure && structure.isRecord()) {
            collect(request, structure, json, query, places);
        }
    }

    @Test
    void every_operation_is_looked_at() {
        assertThat(REQUESTS).hasSizeGreaterThan(120);
        assertThat(places().values())
                .extracting(place -> place.type.getType().getTypeName())
                .contains("java.lang.String", "java.lang.Integer", "dev.trent.aws.Blob", "dev.trent.aws.Secret")
                .contains("java.util.Map<java.lang.String, java.lang.String>");
    }

    @TestFactory
    List<DynamicTest> json_is_read_in_bounds() {
        List<DynamicTest> tests = new ArrayList<>();
        FORMS.forEach((form, value) -> tests.add(DynamicTest.dynamicTest(form, () -> {
            String hostile = value.get();
            for (Place place : places().values()) {
                byte[] body = place.body(hostile).getBytes(StandardCharsets.UTF_8);
                JsonShape<?> shape = JsonShape.of(place.request);
                assertBounded(
                        place.request + " " + place.query, body.length, ALLOCATED_FIXED_BYTES, () -> shape.read(body));
            }
        })));
        return tests;
    }

    @Test
    void a_member_that_comes_again_and_again_is_read_in_bounds() {
        for (Place place : places().values()) {
            String name = place.query.substring(place.query.lastIndexOf('.') + 1);
            String pair = "\"" + name + "\":null";
            String many = (pair + ",").repeat(BODY_BYTES / (pair.length() + 1)) + pair;
            byte[] body = place.json
                    .replace("\"" + name + "\":%", many)
                    .replace("%", "null")
                    .getBytes(StandardCharsets.UTF_8);
            JsonShape<?> shape = JsonShape.of(place.request);
            assertBounded(
                    place.request + " " + place.query, body.length, ALLOCATED_FIXED_BYTES, () -> shape.read(body));
        }
    }

    @TestFactory
    List<DynamicTest> parameters_are_read_in_bounds() {
        Map<String, IntFunction<String>> forms = new LinkedHashMap<>();
        forms.put("empty texts", i -> ".member." + i + "=");
        forms.put("bad texts", i -> ".member." + i + "=%01");
        forms.put("long bad texts", i -> ".member." + i + "=" + "%01".repeat(170));
        forms.put("structures", i -> ".member." + i + ".Key=");
        forms.put("pairs", i -> ".entry." + (i + 1) / 2 + (i % 2 == 0 ? ".key=" : ".value=") + i);
        forms.put("one huge text", i -> i == 1 ? "=" + "a".repeat(BODY_BYTES) : "." + i);
        forms.put("names without values", i -> "." + i + (i == PARAMETERS ? "a".repeat(BODY_BYTES) : ""));
        List<DynamicTest> tests = new ArrayList<>();
        forms.forEach((form, parameter) -> tests.add(DynamicTest.dynamicTest(form, () -> {
            for (Place place : places().values()) {
                StringBuilder text = new StringBuilder();
                for (int i = 1; i <= PARAMETERS; i++) {
                    text.append(place.query).append(parameter.apply(i)).append('&');
                }
                String body = text.toString();
                QueryShape<?> shape = QueryShape.of(place.request);
                assertBounded(
                        place.request + " " + place.query,
                        body.length(),
                        ALLOCATED_FOR_PARAMETERS_BYTES,
                        () -> shape.read(QueryParameters.parse(body)));
            }
        })));
        return tests;
    }

    /// A text that counts how often a pattern looks at one of its characters.
    private static final class Counted implements CharSequence {
        private final String text;
        private long looks;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            looks++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }
    }

    @Test
    void no_pattern_goes_back_and_forth() {
        for (Place place : places().values()) {
            Constraints constraints = Constraints.of(place.type);
            if (constraints.pattern() == null) {
                continue;
            }
            int length = Math.min(constraints.lengthMax(), BODY_BYTES);
            for (String unit : List.of("a", "a/", "/", "aA0", "1", ".", "\u0001", "a-", ":", "v1")) {
                for (String end : List.of("", "\u0000", "\u20AC", "/\u0000")) {
                    String text = "/v1".substring(0, Math.min(3, length)) + unit.repeat(length / unit.length()) + end;
                    Counted counted = new Counted(text);
                    constraints.checkPattern(counted, null, "path", new Violations());
                    assertThat(counted.looks)
                            .as(constraints.pattern() + " on " + unit + "… with the end " + end)
                            .isLessThanOrEqualTo(8L * text.length() + 64);
                }
            }
        }
    }

    private static void assertBounded(String what, int bodyLength, int fixedBytes, Runnable read) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        @Nullable AwsException refusal = null;
        try {
            read.run();
        } catch (AwsException expected) {
            refusal = expected;
        }
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated)
                .as(what + ": allocated for a body of " + bodyLength)
                .isLessThanOrEqualTo((long) ALLOCATED_PER_BYTE_MAX * bodyLength + fixedBytes);
        if (refusal == null) {
            return;
        }
        String message = refusal.getMessage();
        assertThat(JsonError.body(refusal)).as(what).hasSizeLessThanOrEqualTo(ANSWER_BYTES_MAX);
        assertThat(QueryXml.error(refusal, "n", "id")).as(what).hasSizeLessThanOrEqualTo(ANSWER_BYTES_MAX);
        assertThat(refusal.error()).as(what).isIn(AwsError.VALIDATION, AwsError.SERIALIZATION);
        if (message != null) {
            assertThat(message.length()).as(what).isLessThanOrEqualTo(AwsException.MESSAGE_CHARACTERS_MAX + 1);
            Matcher count = COUNT.matcher(message);
            assertThat(count.find()).as(message).isTrue();
            assertThat(Integer.parseInt(count.group(1))).isLessThanOrEqualTo(Violations.KEPT_MAX);
            assertThat(message.indexOf("a".repeat(Constraints.QUOTED_CHARACTERS_MAX + 1)))
                    .as(message)
                    .isNegative();
        }
    }

    private static String list(IntFunction<String> element) {
        return "[" + joined(element) + "]";
    }

    private static String map(IntFunction<String> pair) {
        return "{" + joined(pair) + "}";
    }

    private static String joined(IntFunction<String> element) {
        StringBuilder text = new StringBuilder(BODY_BYTES + 64);
        for (int i = 0; text.length() < BODY_BYTES; i++) {
            text.append(i == 0 ? "" : ",").append(element.apply(i));
        }
        return text.toString();
    }

    /// Returns one of 65,536 texts of equal hash codes.
    private static String colliding(int number) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < 16; bit++) {
            text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return text.toString();
    }
}
