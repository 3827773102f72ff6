package dev.trent.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.access.Access;
import dev.trent.access.Callers;
import dev.trent.access.DenialLog;
import dev.trent.access.Denials;
import dev.trent.access.GrantTokens;
import dev.trent.aws.AwsError;
import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import dev.trent.call.Operation;
import dev.trent.call.Operation.NoContent;
import dev.trent.crypto.Engine;
import dev.trent.identity.Directory;
import dev.trent.keys.Aliases;
import dev.trent.keys.Grants;
import dev.trent.keys.Keys;
import dev.trent.keys.Tags;
import dev.trent.memory.Memory;
import dev.trent.seal.Seal;
import dev.trent.store.Store;
import dev.trent.wire.WireName;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;

/// Holds Trent's records against the shapes of AWS's own SDK: each member, type and enum value of the
/// operations that Trent has.
class SdkContractTest {
    private static final String MODEL = "software.amazon.awssdk.services.iam.model.";

    private static final List<Operation<?, ?>> OPERATIONS = operations();

    /// Members that say what Trent does not know.
    private static final Set<String> MEMBERS_NOT_BUILT = Set.of(
            "Role.SourceRoleTemplate",
            "SimulateCustomPolicy.OrderedOrganizationPolicyInputList",
            "SimulatePrincipalPolicy.PolicyExclusionList");

    /// Errors of operations that Trent does not have.
    private static final Set<String> ERRORS_NOT_BUILT = Set.of(
            "CredentialReportNotReady", "EntityTemporarilyUnmodifiable", "ServiceNotSupported", "InvalidUserType");

    /// Of these enums a value cannot be the name of a constant: `text/csv`, `aws-managed`, `boolean`.
    private static final Set<String> TEXTS =
            Set.of("GetCredentialReport.ReportFormat", "Statement.SourcePolicyType", "ContextEntry.ContextKeyType");

    private static List<Operation<?, ?>> operations() {
        try {
            Path folder = Files.createTempDirectory("trent-operations");
            Engine engine = Engine.portable("test");
            Seal seal = new Seal(Secret.owning(new byte[32]), engine);
            Store store = Store.open("jdbc:sqlite:" + folder.resolve("trent.db"));
            Memory memory = new Memory(100_000);
            Directory directory = Directory.open(store, seal, engine.random(), memory, true);
            Access access = new Access(
                    new Access.Facts(
                            new Keys(store, memory),
                            new Aliases(store, memory),
                            new Tags(store, memory),
                            new Grants(store, memory)),
                    new GrantTokens(seal),
                    new Callers(directory.identities(), memory),
                    new Denials(new DenialLog(store), engine.random(), directory.principalNames()),
                    memory);
            return IamOperations.all(access, directory, memory, new SlowLane(1, 1));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void the_operations_are_listed_in_alphabetical_order() {
        assertThat(OPERATIONS.stream().map(Operation::name).toList()).isSorted();
    }

    @Test
    void every_error_of_an_operation_is_built_or_listed() {
        Set<String> codes =
                Arrays.stream(AwsError.values()).map(AwsError::queryCode).collect(Collectors.toSet());
        Set<String> names = OPERATIONS.stream().map(Operation::name).collect(Collectors.toSet());
        Set<String> missing = new TreeSet<>();
        for (Method method : IamClient.class.getMethods()) {
            String name = Character.toUpperCase(method.getName().charAt(0))
                    + method.getName().substring(1);
            for (Class<?> thrown : names.contains(name) ? method.getExceptionTypes() : new Class<?>[0]) {
                if (IamException.class.isAssignableFrom(thrown) && thrown != IamException.class) {
                    missing.add(thrown.getSimpleName().replace("Exception", ""));
                }
            }
        }
        missing.removeAll(codes);
        missing.removeAll(ERRORS_NOT_BUILT);
        // In AWS Query these two have names of their own.
        missing.removeAll(Set.of("CredentialReportExpired", "CredentialReportNotPresent"));
        assertThat(missing).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> every_member_has_its_name_and_type() {
        return OPERATIONS.stream()
                .flatMap(operation -> Stream.of(
                        DynamicTest.dynamicTest(
                                operation.name() + "Request",
                                () -> compare(
                                        operation.request(), sdk(operation.name() + "Request"), operation.name())),
                        DynamicTest.dynamicTest(
                                operation.name() + "Response",
                                () -> compare(
                                        operation.response(), sdk(operation.name() + "Response"), operation.name()))));
    }

    private static Class<?> sdk(String name) throws ClassNotFoundException {
        // The SDK writes `MFA` and `SSH` as words.
        return Class.forName(MODEL + name.replace("MFA", "Mfa").replace("SSH", "Ssh"));
    }

    private static void compare(Class<?> record, Class<?> sdk, String where) throws Exception {
        Map<String, SdkField<?>> expected = new TreeMap<>();
        SdkPojo pojo = (SdkPojo) sdk.getMethod("builder").invoke(null);
        pojo.sdkFields().forEach(field -> expected.put(field.memberName(), field));
        expected.keySet().removeIf(member -> MEMBERS_NOT_BUILT.contains(where + "." + member));
        if (record == NoContent.class) {
            assertThat(expected).as(where).isEmpty();
            return;
        }
        Map<String, RecordComponent> actual = new TreeMap<>();
        for (RecordComponent component : record.getRecordComponents()) {
            actual.put(wireName(component), component);
        }
        assertThat(actual.keySet()).as(where).isEqualTo(expected.keySet());
        for (Map.Entry<String, RecordComponent> entry : actual.entrySet()) {
            Method accessor = accessor(sdk, entry.getKey());
            compareType(
                    entry.getValue().getGenericType(), accessor.getGenericReturnType(), where + "." + entry.getKey());
        }
    }

    /// Finds the SDK's accessor by its name in any letter case.
    private static Method accessor(Class<?> sdk, String member) {
        return Arrays.stream(sdk.getMethods())
                .filter(method -> method.getName().equalsIgnoreCase(member) && method.getParameterCount() == 0)
                .findFirst()
                .orElseThrow();
    }

    private static String wireName(RecordComponent component) {
        WireName name = component.getAnnotation(WireName.class);
        String own = component.getName();
        return name != null ? name.value() : Character.toUpperCase(own.charAt(0)) + own.substring(1);
    }

    private static void compareType(Type ours, Type theirs, String where) throws Exception {
        if (ours instanceof ParameterizedType list && list.getRawType() == List.class) {
            compareType(
                    list.getActualTypeArguments()[0], ((ParameterizedType) theirs).getActualTypeArguments()[0], where);
        } else if (ours instanceof ParameterizedType) {
            // Numbers and the values of enums are texts in XML.
            assertThat(theirs.getTypeName())
                    .as(where)
                    .startsWith("java.util.Map<")
                    .containsPattern("(java.lang.Integer|PolicyEvaluationDecisionType)>$");
        } else if (((Class<?>) ours).isEnum()) {
            compareEnum((Class<?>) ours, (Class<?>) theirs, where);
        } else if (((Class<?>) ours).isRecord()) {
            compare((Class<?>) ours, (Class<?>) theirs, ((Class<?>) theirs).getSimpleName());
        } else if (TEXTS.contains(where)) {
            assertThat(ours).as(where).isEqualTo(String.class);
        } else {
            Map<Class<?>, String> expected = Map.of(
                    String.class, "String",
                    Integer.class, "Integer",
                    Boolean.class, "Boolean",
                    Instant.class, "Instant",
                    Blob.class, "SdkBytes",
                    Secret.class, "String");
            assertThat(((Class<?>) theirs).getSimpleName()).as(where).isEqualTo(expected.get(ours));
        }
    }

    private static void compareEnum(Class<?> ours, Class<?> theirs, String where) throws Exception {
        Set<?> known = (Set<?>) theirs.getMethod("knownValues").invoke(null);
        Set<String> values = known.stream().map(Object::toString).collect(Collectors.toCollection(TreeSet::new));
        Set<String> names = Arrays.stream(ours.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(names).as(where).isEqualTo(values);
    }
}
