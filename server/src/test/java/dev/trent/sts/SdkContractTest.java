package dev.trent.sts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.access.Access;
import dev.trent.access.Callers;
import dev.trent.access.DenialLog;
import dev.trent.access.Denials;
import dev.trent.access.GrantTokens;
import dev.trent.access.Trust;
import dev.trent.aws.AwsError;
import dev.trent.aws.Secret;
import dev.trent.call.Operation;
import dev.trent.crypto.Engine;
import dev.trent.identity.Directory;
import dev.trent.identity.SessionTokens;
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
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;
import software.amazon.awssdk.services.sts.model.StsRequest;

/// Holds Trent's records against the shapes of AWS's own SDK.
class SdkContractTest {
    private static final String MODEL = "software.amazon.awssdk.services.sts.model.";

    private static final List<Operation<?, ?>> OPERATIONS = operations();

    /// Federation by other identity providers, and what AWS keeps for its organizations.
    private static final Set<String> OPERATIONS_NOT_BUILT = Set.of(
            "AssumeRoleWithSAML",
            "AssumeRoleWithWebIdentity",
            "AssumeRoot",
            "GetDelegatedAccessToken",
            "GetWebIdentityToken");

    /// What newer SDKs ask and tell of the size of tokens, which is left to the server.
    private static final Set<String> MEMBERS_NOT_BUILT =
            Set.of("MinimumSessionTokenSize", "SessionTokenSize", "SessionTokenUtilization");

    /// What the SDK calls the types of members.
    private static final Map<Class<?>, String> TYPES = Map.of(
            String.class, "String",
            Integer.class, "Integer",
            Instant.class, "Instant",
            Secret.class, "String");

    private static List<Operation<?, ?>> operations() {
        try {
            Path folder = Files.createTempDirectory("trent-operations");
            Engine engine = Engine.portable("test");
            Seal seal = new Seal(Secret.owning(new byte[32]), engine);
            Store store = Store.open("jdbc:sqlite:" + folder.resolve("trent.db"));
            Memory memory = new Memory(100_000);
            Directory directory = Directory.open(store, seal, engine.random(), memory, true);
            DenialLog log = new DenialLog(store);
            Denials denials = new Denials(log, engine.random(), directory.principalNames());
            Callers callers = new Callers(directory.identities(), memory);
            Access access = new Access(
                    new Access.Facts(
                            new Keys(store, memory),
                            new Aliases(store, memory),
                            new Tags(store, memory),
                            new Grants(store, memory)),
                    new GrantTokens(seal),
                    callers,
                    denials,
                    memory);
            SessionTokens tokens = new SessionTokens(store, seal, engine, () -> Instant.EPOCH, memory);
            return StsOperations.all(
                    access,
                    new Trust(callers, directory.identities(), denials),
                    log,
                    new StsOperations.Facts(
                            directory.identities(), directory.accessKeys(), directory.sessionEnds(), tokens));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void every_operation_of_the_sdk_is_built_or_listed() {
        Set<String> known = Arrays.stream(StsClient.class.getMethods())
                .filter(method -> method.getParameterCount() == 1)
                .filter(method -> StsRequest.class.isAssignableFrom(method.getParameterTypes()[0]))
                .map(method -> method.getParameterTypes()[0].getSimpleName())
                .map(name -> name.substring(0, name.length() - "Request".length()))
                .map(name -> name.replace("Saml", "SAML"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> ours = OPERATIONS.stream().map(Operation::name).collect(Collectors.toCollection(TreeSet::new));
        ours.addAll(OPERATIONS_NOT_BUILT);
        assertThat(ours).containsAll(known);
        assertThat(OPERATIONS.stream().map(Operation::name).toList()).isSorted();
    }

    @Test
    void every_error_of_an_operation_is_built() {
        Set<String> codes =
                Arrays.stream(AwsError.values()).map(AwsError::queryCode).collect(Collectors.toSet());
        Set<String> names = OPERATIONS.stream().map(Operation::name).collect(Collectors.toSet());
        Set<String> missing = new TreeSet<>();
        for (Method method : StsClient.class.getMethods()) {
            String name = Character.toUpperCase(method.getName().charAt(0))
                    + method.getName().substring(1);
            for (Class<?> thrown : names.contains(name) ? method.getExceptionTypes() : new Class<?>[0]) {
                if (StsException.class.isAssignableFrom(thrown) && thrown != StsException.class) {
                    missing.add(thrown.getSimpleName().replace("Exception", ""));
                }
            }
        }
        missing.removeIf(code -> codes.contains(code) || codes.contains(code + "Exception"));
        // No Region of Trent is disabled.
        assertThat(missing).isSubsetOf("RegionDisabled");
    }

    @TestFactory
    Stream<DynamicTest> every_member_has_its_name_and_type() {
        return OPERATIONS.stream()
                .flatMap(operation -> Stream.of(
                        DynamicTest.dynamicTest(
                                operation.name() + "Request",
                                () -> compare(operation.request(), sdk(operation.name() + "Request"))),
                        DynamicTest.dynamicTest(
                                operation.name() + "Response",
                                () -> compare(operation.response(), sdk(operation.name() + "Response")))));
    }

    private static Class<?> sdk(String name) throws ClassNotFoundException {
        return Class.forName(MODEL + name);
    }

    private static void compare(Class<?> record, Class<?> sdk) throws Exception {
        SdkPojo pojo = (SdkPojo) sdk.getMethod("builder").invoke(null);
        Set<String> expected = pojo.sdkFields().stream()
                .map(field -> field.memberName())
                .filter(name -> !MEMBERS_NOT_BUILT.contains(name))
                .collect(Collectors.toSet());
        Map<String, RecordComponent> actual = new TreeMap<>();
        for (RecordComponent component : record.getRecordComponents()) {
            actual.put(wireName(component), component);
        }
        assertThat(actual.keySet()).as(sdk.getSimpleName()).isEqualTo(expected);
        for (Map.Entry<String, RecordComponent> entry : actual.entrySet()) {
            Method accessor = Arrays.stream(sdk.getMethods())
                    .filter(method ->
                            method.getName().equalsIgnoreCase(entry.getKey()) && method.getParameterCount() == 0)
                    .findFirst()
                    .orElseThrow();
            compareType(entry.getValue().getGenericType(), accessor.getGenericReturnType());
        }
    }

    private static String wireName(RecordComponent component) {
        WireName name = component.getAnnotation(WireName.class);
        String own = component.getName();
        return name != null ? name.value() : Character.toUpperCase(own.charAt(0)) + own.substring(1);
    }

    private static void compareType(Type ours, Type theirs) throws Exception {
        if (ours instanceof ParameterizedType list) {
            compareType(list.getActualTypeArguments()[0], ((ParameterizedType) theirs).getActualTypeArguments()[0]);
        } else if (((Class<?>) ours).isRecord()) {
            compare((Class<?>) ours, (Class<?>) theirs);
        } else {
            assertThat(((Class<?>) theirs).getSimpleName()).isEqualTo(TYPES.get(ours));
        }
    }
}
