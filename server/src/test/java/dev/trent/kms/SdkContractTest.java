package dev.trent.kms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.AwsError;
import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import dev.trent.call.Operation;
import dev.trent.call.Operation.NoContent;
import dev.trent.wire.Unlisted;
import dev.trent.wire.WireName;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
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
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.KmsRequest;

/// Holds Trent's records against the shapes of AWS's own SDK: each operation, member, type, enum value and
/// error that the SDK knows is there, or stands on the lists below, which shrink as Trent grows.
class SdkContractTest {
    private static final String MODEL = "software.amazon.awssdk.services.kms.model.";

    private static final Set<String> OPERATIONS_NOT_BUILT = Set.of(
            "ConnectCustomKeyStore",
            "CreateCustomKeyStore",
            "DeleteCustomKeyStore",
            "DeleteImportedKeyMaterial",
            "DescribeCustomKeyStores",
            "DisableKeyRotation",
            "DisconnectCustomKeyStore",
            "EnableKeyRotation",
            "GetKeyLastUsage",
            "GetParametersForImport",
            "ImportKeyMaterial",
            "ListKeyRotations",
            "ReplicateKey",
            "RotateKeyOnDemand",
            "UpdateCustomKeyStore",
            "UpdatePrimaryRegion");

    /// Members of keys that cannot be made yet: imported, multi-Region, external and rotating ones.
    private static final Set<String> MEMBERS_NOT_BUILT = Set.of(
            "GetKeyRotationStatus.NextRotationDate",
            "GetKeyRotationStatus.OnDemandRotationStartDate",
            "GetKeyRotationStatus.RotationPeriodInDays",
            "KeyMetadata.CloudHsmClusterId",
            "KeyMetadata.CustomKeyStoreId",
            "KeyMetadata.ExpirationModel",
            "KeyMetadata.MultiRegionConfiguration",
            "KeyMetadata.PendingDeletionWindowInDays",
            "KeyMetadata.ValidTo",
            "KeyMetadata.XksKeyConfiguration");

    private static final Set<String> ERRORS_NOT_BUILT = Set.of(
            "CloudHsmClusterInUseException",
            "CloudHsmClusterInvalidConfigurationException",
            "CloudHsmClusterNotActiveException",
            "CloudHsmClusterNotFoundException",
            "CloudHsmClusterNotRelatedException",
            "ConflictException",
            "CustomKeyStoreHasCmKsException",
            "CustomKeyStoreInvalidStateException",
            "CustomKeyStoreNameInUseException",
            "ExpiredImportTokenException",
            "IncorrectKeyMaterialException",
            "IncorrectTrustAnchorException",
            "InvalidImportTokenException",
            "XksKeyAlreadyInUseException",
            "XksKeyInvalidConfigurationException",
            "XksKeyNotFoundException",
            "XksProxyIncorrectAuthenticationCredentialException",
            "XksProxyInvalidConfigurationException",
            "XksProxyInvalidResponseException",
            "XksProxyUriEndpointInUseException",
            "XksProxyUriInUseException",
            "XksProxyUriUnreachableException",
            "XksProxyVpcEndpointServiceInUseException",
            "XksProxyVpcEndpointServiceInvalidConfigurationException",
            "XksProxyVpcEndpointServiceNotFoundException");

    private static final List<Operation<?, ?>> OPERATIONS = OperationsFixture.all();

    @Test
    void every_operation_of_the_sdk_is_built_or_listed() {
        Set<String> known = Arrays.stream(KmsClient.class.getMethods())
                .filter(method -> method.getParameterCount() == 1)
                .filter(method -> KmsRequest.class.isAssignableFrom(method.getParameterTypes()[0]))
                .map(method -> method.getParameterTypes()[0].getSimpleName())
                .map(name -> name.substring(0, name.length() - "Request".length()))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> ours = OPERATIONS.stream().map(Operation::name).collect(Collectors.toCollection(TreeSet::new));
        ours.addAll(OPERATIONS_NOT_BUILT);
        assertThat(ours).isEqualTo(known);
        assertThat(OPERATIONS.stream().map(Operation::name)).doesNotContainAnyElementsOf(OPERATIONS_NOT_BUILT);
    }

    @Test
    void the_operations_are_listed_in_alphabetical_order() {
        assertThat(OPERATIONS.stream().map(Operation::name).toList()).isSorted();
    }

    @Test
    void every_error_of_the_sdk_is_built_or_listed() throws Exception {
        Set<String> codes = Arrays.stream(AwsError.values()).map(AwsError::code).collect(Collectors.toSet());
        Set<String> missing = new TreeSet<>();
        for (Method method : KmsClient.class.getMethods()) {
            for (Class<?> thrown : method.getExceptionTypes()) {
                if (KmsException.class.isAssignableFrom(thrown)
                        && thrown != KmsException.class
                        && codes.stream().noneMatch(code -> code.equalsIgnoreCase(thrown.getSimpleName()))) {
                    missing.add(thrown.getSimpleName());
                }
            }
        }
        assertThat(missing).containsExactlyInAnyOrderElementsOf(ERRORS_NOT_BUILT);
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
        return Class.forName(MODEL + name);
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

    /// Finds the SDK's accessor by its name in any letter case: it spells `awsAccountId` where the model
    /// has `AWSAccountId`.
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
            assertThat(theirs.getTypeName()).as(where).startsWith("java.util.Map<java.lang.String, java.lang.String>");
        } else if (((Class<?>) ours).isEnum()) {
            compareEnum((Class<?>) ours, (Class<?>) theirs, where);
        } else if (((Class<?>) ours).isRecord()) {
            compare((Class<?>) ours, (Class<?>) theirs, ((Class<?>) theirs).getSimpleName());
        } else {
            Map<Class<?>, String> expected = Map.of(
                    String.class, "String",
                    Integer.class, "Integer",
                    Boolean.class, "Boolean",
                    Instant.class, "Instant",
                    Blob.class, "SdkBytes",
                    Secret.class, "SdkBytes");
            assertThat(((Class<?>) theirs).getSimpleName()).as(where).isEqualTo(expected.get(ours));
        }
    }

    private static void compareEnum(Class<?> ours, Class<?> theirs, String where) throws Exception {
        Set<?> known = (Set<?>) theirs.getMethod("knownValues").invoke(null);
        Set<String> values = known.stream().map(Object::toString).collect(Collectors.toCollection(TreeSet::new));
        Set<String> names = Arrays.stream(ours.getFields())
                .filter(Field::isEnumConstant)
                // What AWS reads and does not list, its SDK does not have either.
                .filter(constant -> !constant.isAnnotationPresent(Unlisted.class))
                .map(Field::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        if (where.endsWith(".CustomerMasterKeySpec") && ours != CustomerMasterKeySpec.class) {
            // The answer repeats KeySpec under its old name, also for kinds that the old name never had.
            assertThat(names).as(where).containsAll(values);
        } else {
            assertThat(names).as(where).isEqualTo(values);
        }
    }
}
