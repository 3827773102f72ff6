package dev.trent.wire;

import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// The codecs of single values.
final class Scalars {
    private static final int IDENTIFIER_CHARACTERS_MAX = 2048;

    private Scalars() {}

    /// A value that AWS Query writes as one parameter.
    abstract static class Scalar extends Codec {
        @Override
        final @Nullable Object readQuery(QueryParameters parameters, String name) {
            String text = parameters.get(name);
            return text == null ? null : parse(text);
        }

        abstract Object parse(String text);

        @Override
        boolean isIdentifier() {
            return true;
        }

        @Override
        void writeXml(Object value, XmlText out) {
            out.content(value.toString());
        }
    }

    static final class Text extends Scalar {
        private final Constraints constraints;

        Text(Constraints constraints) {
            this.constraints = constraints;
        }

        @Override
        Object readJson(JsonParser parser, JsonToken token) {
            require(token == JsonToken.VALUE_STRING);
            return Strict.text(parser.getString());
        }

        @Override
        Object parse(String text) {
            return text;
        }

        @Override
        Object build(Object raw, String path, boolean sensitive, Violations violations) {
            String text = (String) raw;
            int length = text.codePointCount(0, text.length());
            if (constraints.admits(length, text)) {
                return text;
            }
            String printed = sensitive ? null : Constraints.quoted(text);
            if (constraints.checkLength(length, printed, path, violations)) {
                constraints.checkPattern(text, printed, path, violations);
            }
            return text;
        }

        /// ARNs are the longest identifiers. Policies and descriptions are longer, or have no bound here.
        @Override
        boolean isIdentifier() {
            Length length = constraints.length();
            return length == null ? constraints.pattern() != null : length.max() <= IDENTIFIER_CHARACTERS_MAX;
        }

        @Override
        void writeJson(Object value, JsonBytes out) {
            out.value((String) value);
        }
    }

    static final class Whole extends Scalar {
        private final Constraints constraints;

        Whole(Constraints constraints) {
            this.constraints = constraints;
        }

        @Override
        Object readJson(JsonParser parser, JsonToken token) {
            require(token == JsonToken.VALUE_NUMBER_INT);
            return parser.getIntValue();
        }

        @Override
        Object parse(String text) {
            try {
                return Integer.valueOf(text);
            } catch (NumberFormatException _) {
                throw Strict.unreadable();
            }
        }

        @Override
        Object build(Object raw, String path, boolean sensitive, Violations violations) {
            constraints.checkRange((Integer) raw, path, violations);
            return raw;
        }

        @Override
        void writeJson(Object value, JsonBytes out) {
            out.value((Integer) value);
        }
    }

    static final class Truth extends Scalar {
        @Override
        Object readJson(JsonParser parser, JsonToken token) {
            require(token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE);
            return token == JsonToken.VALUE_TRUE;
        }

        @Override
        Object parse(String text) {
            require(text.equals("true") || text.equals("false"));
            return text.equals("true");
        }

        @Override
        Object build(Object raw, String path, boolean sensitive, Violations violations) {
            return raw;
        }

        @Override
        void writeJson(Object value, JsonBytes out) {
            out.value((boolean) value);
        }
    }

    static final class Time extends Scalar {
        /// The range of years of a time: four digits.
        private static final double SECONDS_MAX = 253_402_300_799.0;

        private static final DateTimeFormatter CLOUD_TRAIL =
                DateTimeFormatter.ofPattern("MMM d, yyyy, h:mm:ss a", Locale.US).withZone(ZoneOffset.UTC);

        @Override
        Object readJson(JsonParser parser, JsonToken token) {
            require(token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT);
            double seconds = parser.getDoubleValue();
            require(seconds >= -SECONDS_MAX && seconds <= SECONDS_MAX);
            return Instant.ofEpochMilli(Math.round(seconds * 1000));
        }

        @Override
        Object parse(String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeException _) {
                throw Strict.unreadable();
            }
        }

        @Override
        Object build(Object raw, String path, boolean sensitive, Violations violations) {
            return raw;
        }

        @Override
        void writeJson(Object value, JsonBytes out) {
            out.epochSeconds((Instant) value);
        }

        @Override
        void writeLogged(Object value, JsonBytes out) {
            out.value(CLOUD_TRAIL.format((Instant) value));
        }

        @Override
        void writeXml(Object value, XmlText out) {
            out.content(((Instant) value).truncatedTo(ChronoUnit.SECONDS).toString());
        }
    }

    /// Bytes, secret or not.
    static final class Binary extends Scalar {
        private final Constraints constraints;
        private final boolean secret;

        Binary(Constraints constraints, boolean secret) {
            this.constraints = constraints;
            this.secret = secret;
        }

        @Override
        Object readJson(JsonParser parser, JsonToken token) {
            require(token == JsonToken.VALUE_STRING);
            char[] text = parser.getStringCharacters();
            return wrap(Strict.base64(text, parser.getStringOffset(), parser.getStringLength()));
        }

        @Override
        Object parse(String text) {
            char[] characters = text.toCharArray();
            return wrap(Strict.base64(characters, 0, characters.length));
        }

        private Object wrap(byte[] bytes) {
            return secret ? Secret.owning(bytes) : Blob.owning(bytes);
        }

        private static byte[] bytes(Object value) {
            return value instanceof Secret hidden ? hidden.exposed() : ((Blob) value).bytes();
        }

        @Override
        Object build(Object raw, String path, boolean sensitive, Violations violations) {
            constraints.checkLength(bytes(raw).length, null, path, violations);
            return raw;
        }

        @Override
        void writeJson(Object value, JsonBytes out) {
            out.base64(bytes(value));
        }

        @Override
        void writeXml(Object value, XmlText out) {
            out.content(Base64.getEncoder().encodeToString(bytes(value)));
        }

        @Override
        boolean isSecret() {
            return secret;
        }

        @Override
        void requireLoggable(String member) {
            throw new AssertionError("bytes are never logged, so not " + member);
        }
    }

    /// A secret text: in an answer ASCII, in a request UTF-8.
    static final class SecretText extends Scalar {
        private final Constraints constraints;

        SecretText(Constraints constraints) {
            this.constraints = constraints;
        }

        @Override
        Object readJson(JsonParser parser, JsonToken token) {
            require(token == JsonToken.VALUE_STRING);
            return parse(Strict.text(parser.getString()));
        }

        @Override
        Object parse(String text) {
            return Secret.owning(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        Object build(Object raw, String path, boolean sensitive, Violations violations) {
            String text = new String(((Secret) raw).exposed(), StandardCharsets.UTF_8);
            int length = text.codePointCount(0, text.length());
            if (constraints.checkLength(length, null, path, violations)) {
                constraints.checkPattern(text, null, path, violations);
            }
            return raw;
        }

        @Override
        void writeJson(Object value, JsonBytes out) {
            out.value(text(value));
        }

        @Override
        void writeXml(Object value, XmlText out) {
            out.content(text(value));
        }

        private static String text(Object value) {
            return new String(((Secret) value).exposed(), StandardCharsets.US_ASCII);
        }

        @Override
        boolean isSecret() {
            return true;
        }

        @Override
        void requireLoggable(String member) {
            throw new AssertionError("a secret is never logged, so not " + member);
        }
    }

    static final class Constant extends Scalar {
        private final List<Enum<?>> constants = new ArrayList<>();
        private final String listed;

        /// A text that is not one of the enum's constants.
        private record Unknown(String text) {
            /// Returns the text, for the refusal of a list with it.
            @Override
            public String toString() {
                return text;
            }
        }

        Constant(Class<?> type) {
            for (Object constant : type.getEnumConstants()) {
                constants.add((Enum<?>) constant);
            }
            ListedAs other = type.getAnnotation(ListedAs.class);
            this.listed = listed(other == null ? type : other.value());
        }

        private static String listed(Class<?> type) {
            List<String> names = new ArrayList<>();
            for (Field field : type.getFields()) {
                if (field.isEnumConstant() && !field.isAnnotationPresent(Unlisted.class)) {
                    names.add(field.getName());
                }
            }
            return "Member must satisfy enum value set: [" + String.join(", ", names) + "]";
        }

        @Override
        Object readJson(JsonParser parser, JsonToken token) {
            require(token == JsonToken.VALUE_STRING);
            return parse(parser.getString());
        }

        @Override
        Object parse(String text) {
            for (Enum<?> constant : constants) {
                if (constant.name().equals(text)) {
                    return constant;
                }
            }
            return new Unknown(Strict.text(text));
        }

        @Override
        @Nullable
        Object build(Object raw, String path, boolean sensitive, Violations violations) {
            if (!(raw instanceof Unknown unknown)) {
                return raw;
            }
            violations.add(Constraints.quoted(unknown.text), path, listed);
            return null;
        }

        @Override
        void writeJson(Object value, JsonBytes out) {
            out.value(((Enum<?>) value).name());
        }

        @Override
        void writeXml(Object value, XmlText out) {
            out.content(((Enum<?>) value).name());
        }
    }

    private static void require(boolean fits) {
        if (!fits) {
            throw Strict.unreadable();
        }
    }
}
