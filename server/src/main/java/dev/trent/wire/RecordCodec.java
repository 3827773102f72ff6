package dev.trent.wire;

import dev.trent.aws.Fold;
import dev.trent.aws.Secret;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// The codec of a record. The components of the record, read once, are the members of a structure.
final class RecordCodec extends Codec {
    private static final int LOGGED_BYTES = 256;

    private final List<Member> members;
    private final List<Member> onWire;
    private final Map<String, Integer> byName = new HashMap<>();
    private final List<Member> secrets;
    private final MethodHandle constructor;

    /// One component of the record.
    ///
    /// @param name on the wire
    /// @param path as AWS names it in refusals and, unless [Logged] says otherwise, in audit records: lower-camel
    /// @param preparedName the name in quotes with a colon, for writing
    /// @param accessor takes the record as Object, returns the value as Object
    /// @param defaultValue for a member that is left out; null if there is none
    /// @param unlogged the value with which records leave the member out; null if there is none
    /// @param onWire whether the wire has the member; else only records have it
    /// @param unchecked with this value before it, a text is taken as it is; null if it is always checked
    @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
    private record Member(
            String name,
            String path,
            byte[] preparedName,
            byte[] preparedPath,
            Codec codec,
            MethodHandle accessor,
            boolean required,
            @Nullable Object defaultValue,
            boolean sensitive,
            boolean logged,
            @Nullable Object unlogged,
            boolean onWire,
            @Nullable String unchecked) {

        /// Returns whether the member is left out of records, also if its structure is recorded. Its value is
        /// then left out of refusals too.
        boolean hidden() {
            return sensitive || codec.isSecret();
        }

        /// Returns the value for a record; null if the record leaves it out.
        ///
        /// @param markedOnly whether only marked members are recorded
        @Nullable
        Object logged(Object value, boolean markedOnly) {
            if (markedOnly ? !logged : hidden()) {
                return null;
            }
            Object own = of(value);
            return unlogged != null && unlogged.equals(own) ? null : own;
        }

        @Nullable
        Object of(Object value) {
            try {
                return (Object) accessor.invokeExact(value);
            } catch (Throwable impossible) {
                throw new AssertionError("a record's accessor failed: " + name, impossible);
            }
        }
    }

    private RecordCodec(List<Member> members, MethodHandle constructor) {
        this.members = members;
        this.onWire = members.stream().filter(Member::onWire).toList();
        this.secrets =
                members.stream().filter(member -> member.codec.isSecret()).toList();
        this.constructor = constructor;
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).onWire) {
                byName.put(members.get(i).name, i);
            }
        }
    }

    static RecordCodec of(Class<? extends Record> type) {
        return of(type, null);
    }

    /// @param veil returns what records show in the place of a value of a map; null to show the values
    static RecordCodec of(Class<? extends Record> type, @Nullable UnaryOperator<String> veil) {
        // SAFE: the records are ours; a record nested in a public class may itself have package-private components.
        MethodHandles.Lookup lookup = lookupIn(type);
        List<Member> members = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            members.add(member(component, lookup, veil));
        }
        return new RecordCodec(List.copyOf(members), constructor(type, lookup));
    }

    private static MethodHandles.Lookup lookupIn(Class<?> type) {
        try {
            return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
        } catch (IllegalAccessException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static MethodHandle constructor(Class<?> type, MethodHandles.Lookup lookup) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = components[i].getType();
        }
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(types);
            return lookup.unreflectConstructor(canonical)
                    .asType(MethodType.genericMethodType(types.length))
                    .asSpreader(Object[].class, types.length);
        } catch (ReflectiveOperationException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Member member(
            RecordComponent component, MethodHandles.Lookup lookup, @Nullable UnaryOperator<String> veil) {
        WireName wireName = component.getAnnotation(WireName.class);
        String name = wireName != null ? wireName.value() : Fold.withCapital(component.getName());
        String path = Fold.withoutCapital(name);
        Codec codec = codec(component.getAnnotatedType(), component.toString(), veil);
        Default fallback = component.getAnnotation(Default.class);
        ExceptFor exception = component.getAnnotation(ExceptFor.class);
        Object defaultValue = fallback == null ? null : defaultValue(component, fallback.value());
        Logged logged = component.getAnnotation(Logged.class);
        String recorded = path;
        if (logged != null) {
            codec.requireLoggable(component.toString());
            recorded = logged.name().isEmpty() ? path : logged.name();
        }
        try {
            MethodHandle accessor =
                    lookup.unreflect(component.getAccessor()).asType(MethodType.methodType(Object.class, Object.class));
            return new Member(
                    name,
                    path,
                    prepared(name),
                    prepared(recorded),
                    codec,
                    accessor,
                    fallback == null && !component.getAnnotatedType().isAnnotationPresent(Nullable.class),
                    defaultValue,
                    component.isAnnotationPresent(Sensitive.class),
                    logged != null,
                    logged == null || logged.withDefault() ? null : defaultValue,
                    !component.isAnnotationPresent(RecordOnly.class),
                    exception == null ? null : exception.value());
        } catch (IllegalAccessException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static byte[] prepared(String name) {
        return ("\"" + name + "\":").getBytes(StandardCharsets.UTF_8);
    }

    private static Object defaultValue(RecordComponent component, String text) {
        Class<?> type = component.getType();
        if (type == String.class) {
            return text;
        }
        if (type == Boolean.class) {
            return Boolean.valueOf(text);
        }
        if (type == Integer.class) {
            return Integer.valueOf(text);
        }
        for (Object constant : type.isEnum() ? type.getEnumConstants() : new Object[0]) {
            if (((Enum<?>) constant).name().equals(text)) {
                return constant;
            }
        }
        throw new AssertionError(component + " cannot default to '" + text + "'");
    }

    private static Codec codec(AnnotatedType type, String component, @Nullable UnaryOperator<String> veil) {
        if (type instanceof AnnotatedParameterizedType parameterized) {
            AnnotatedType[] arguments = parameterized.getAnnotatedActualTypeArguments();
            if (arguments.length == 1) {
                return new CollectionCodecs.Many(codec(arguments[0], component, veil), Constraints.of(type));
            }
            return new CollectionCodecs.Texts(veil);
        }
        if (type.isAnnotationPresent(Textual.class)) {
            return new Scalars.SecretText(Constraints.of(type));
        }
        return codec((Class<?>) type.getType(), Constraints.of(type), component, veil);
    }

    private static Codec codec(
            Class<?> type, Constraints constraints, String component, @Nullable UnaryOperator<String> veil) {
        return switch (type.getSimpleName()) {
            case "String" -> new Scalars.Text(constraints);
            case "Integer" -> new Scalars.Whole(constraints);
            case "Boolean" -> new Scalars.Truth();
            case "Instant" -> new Scalars.Time();
            case "Blob" -> new Scalars.Binary(constraints, false);
            case "Secret" -> new Scalars.Binary(constraints, true);
            default -> {
                if (type.isEnum()) {
                    yield new Scalars.Constant(type);
                }
                if (type.isRecord()) {
                    yield RecordCodec.of(type.asSubclass(Record.class), veil);
                }
                throw new AssertionError(component + " has a type that does not go over the wire");
            }
        };
    }

    /// Returns the raw value of a record without any member.
    Object empty() {
        return new @Nullable Object[members.size()];
    }

    @Override
    Object readJson(JsonParser parser, JsonToken token) {
        if (token != JsonToken.START_OBJECT) {
            throw Strict.unreadable();
        }
        @Nullable Object[] raw = new @Nullable Object[members.size()];
        boolean whole = false;
        try {
            for (JsonToken next = parser.nextToken(); next != JsonToken.END_OBJECT; next = parser.nextToken()) {
                Integer index = byName.get(parser.currentName());
                JsonToken value = parser.nextToken();
                if (index == null) {
                    parser.skipChildren();
                } else {
                    closeIfSecret(raw[index]);
                    raw[index] = value == JsonToken.VALUE_NULL
                            ? null
                            : members.get(index).codec.readJson(parser, value);
                }
            }
            whole = true;
            return raw;
        } finally {
            if (!whole) {
                closeSecretsIn(raw);
            }
        }
    }

    /// Zeroes the secrets among the raw members of a record that will not be built.
    static void closeSecretsIn(Object raw) {
        for (Object member : (@Nullable Object[]) raw) {
            closeIfSecret(member);
        }
    }

    /// Zeroes the secrets that are members of a record.
    void closeSecrets(Object value) {
        for (Member member : secrets) {
            closeIfSecret(member.of(value));
        }
    }

    private static void closeIfSecret(@Nullable Object value) {
        if (value instanceof Secret secret) {
            secret.close();
        }
    }

    @Override
    @Nullable
    Object readQuery(QueryParameters parameters, String name) {
        @Nullable Object[] raw = new @Nullable Object[members.size()];
        boolean any = name.isEmpty();
        for (int i = 0; i < raw.length; i++) {
            Member member = members.get(i);
            raw[i] = member.codec.readQuery(parameters, name.isEmpty() ? member.name : name + "." + member.name);
            any |= raw[i] != null;
        }
        return any ? raw : null;
    }

    @Override
    @Nullable
    Object build(Object raw, String path, boolean sensitive, Violations violations) {
        @Nullable Object[] rawMembers = (@Nullable Object[]) raw;
        @Nullable Object[] values = new @Nullable Object[rawMembers.length];
        for (int i = 0; i < values.length; i++) {
            Member member = members.get(i);
            String memberPath = path.isEmpty() ? member.path : path + "." + member.path;
            Object rawMember = rawMembers[i];
            if (rawMember != null && member.unchecked != null && member.unchecked.equals(rawMembers[i - 1])) {
                values[i] = rawMember;
            } else if (rawMember != null) {
                values[i] = member.codec.build(rawMember, memberPath, sensitive || member.sensitive, violations);
            } else if (member.required) {
                violations.add(member.hidden() ? null : "null", memberPath, "Member must not be null");
            } else {
                values[i] = member.defaultValue;
            }
        }
        return violations.none() ? construct(values) : null;
    }

    private Object construct(@Nullable Object[] values) {
        try {
            return (Object) constructor.invokeExact(values);
        } catch (RuntimeException | Error refused) {
            throw refused;
        } catch (Throwable impossible) {
            throw new AssertionError("a record's constructor threw a checked exception", impossible);
        }
    }

    @Override
    void writeJson(Object value, JsonBytes out) {
        out.beginObject();
        for (int i = 0; i < onWire.size(); i++) {
            Member member = onWire.get(i);
            Object memberValue = member.of(value);
            if (memberValue != null) {
                out.preparedName(member.preparedName);
                member.codec.writeJson(memberValue, out);
            }
        }
        out.endObject();
    }

    /// Writes all members except secrets and sensitive ones: a structure is logged as a whole or not at all.
    @Override
    void writeLogged(Object value, JsonBytes out) {
        writeLogged(value, false, out);
    }

    void writeLogged(Object value, boolean markedOnly, JsonBytes out) {
        out.beginObject();
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            Object memberValue = member.logged(value, markedOnly);
            if (memberValue != null) {
                out.preparedName(member.preparedPath);
                member.codec.writeLogged(memberValue, out);
            }
        }
        out.endObject();
    }

    /// Returns the members for an audit record in at most so many bytes; see [Abridged] for the cuts.
    byte[] logged(Object value, boolean markedOnly, int bytesMax) {
        JsonBytes whole = new JsonBytes(LOGGED_BYTES);
        writeLogged(value, markedOnly, whole);
        return whole.length() <= bytesMax
                ? whole.toByteArray()
                : abridged(value, markedOnly).within(bytesMax);
    }

    Abridged abridged(Object value, boolean markedOnly) {
        Abridged abridged = new Abridged();
        for (Member member : members) {
            Object memberValue = member.logged(value, markedOnly);
            if (memberValue != null) {
                abridged.add(member.preparedPath, member.codec, memberValue);
            }
        }
        return abridged;
    }

    @Override
    void writeXml(Object value, XmlText out) {
        for (Member member : onWire) {
            Object memberValue = member.of(value);
            if (memberValue != null) {
                out.open(member.name);
                member.codec.writeXml(memberValue, out);
                out.close(member.name);
            }
        }
    }

    @Override
    void requireLoggable(String member) {
        for (Member each : members) {
            if (!each.hidden()) {
                each.codec.requireLoggable(member + "." + each.path);
            }
        }
    }
}
