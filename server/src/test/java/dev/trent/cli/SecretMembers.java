package dev.trent.cli;

import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import dev.trent.wire.Sensitive;
import dev.trent.wire.Textual;
import dev.trent.wire.WireName;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The members of requests and answers that no record and no log may show: bytes, secrets, and texts that are
/// marked as sensitive. They are found in the shapes themselves, so a new one cannot be forgotten.
final class SecretMembers {
    private static final int BYTES_MIN = 16;

    /// A member that may not be shown.
    ///
    /// @param name on the wire
    /// @param bytes whether JSON has it in Base64
    record Member(String name, boolean bytes) {
        /// Adds the values of the member in a request or an answer, unless they are too short to be found.
        void in(String body, Set<byte[]> found) {
            String values = body.startsWith("<") ? "<" + name + ">([^<]*)</" : "\"" + name + "\":\\[?\"([^\"]*)\"";
            Matcher each = Pattern.compile(values).matcher(body);
            while (each.find()) {
                byte[] value = bytes
                        ? Base64.getDecoder().decode(each.group(1))
                        : each.group(1).getBytes(StandardCharsets.UTF_8);
                if (value.length >= BYTES_MIN) {
                    found.add(value);
                }
            }
        }
    }

    private SecretMembers() {}

    /// Returns the members of a shape and of the structures in it.
    static List<Member> of(Class<?> type) {
        List<Member> found = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Class<?> plain = plain(component.getAnnotatedType());
            if (plain.isRecord()) {
                found.addAll(of(plain));
            } else if (isSecret(component)) {
                boolean text =
                        plain == String.class || component.getAnnotatedType().isAnnotationPresent(Textual.class);
                found.add(new Member(wireName(component), !text));
            }
        }
        return found;
    }

    /// Returns whether a member may not be shown.
    static boolean isSecret(RecordComponent component) {
        Class<?> plain = plain(component.getAnnotatedType());
        return component.isAnnotationPresent(Sensitive.class) || plain == Blob.class || plain == Secret.class;
    }

    static String wireName(RecordComponent component) {
        WireName name = component.getAnnotation(WireName.class);
        String own = component.getName();
        return name != null ? name.value() : Character.toUpperCase(own.charAt(0)) + own.substring(1);
    }

    /// Returns the type of a member, and of a list the type of its elements.
    static Class<?> plain(AnnotatedType type) {
        if (type instanceof AnnotatedParameterizedType parameterized) {
            AnnotatedType[] arguments = parameterized.getAnnotatedActualTypeArguments();
            return plain(arguments[arguments.length - 1]);
        }
        return (Class<?>) type.getType();
    }
}
