package dev.trent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.AwsError;
import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import dev.trent.call.Operation;
import dev.trent.call.Operation.NoContent;
import dev.trent.wire.RecordOnly;
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
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.KmsRequest;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;
import software.amazon.awssdk.services.sts.model.StsRequest;

/// Holds Trent's records against the shapes of AWS's own SDK: each operation, member, type, enum value and
/// error that the SDK knows is there, or stands on the lists below, which shrink as Trent grows.
class SdkContractTest {
    private static final Set<String> KMS_OPERATIONS_NOT_BUILT = Set.of(
            "ConnectCustomKeyStore",
            "CreateCustomKeyStore",
            "DeleteCustomKeyStore",
            "DescribeCustomKeyStores",
            "DisconnectCustomKeyStore",
            "UpdateCustomKeyStore");

    /// Members of keys in key stores, which do not exist yet. And the start of a rotation on demand, which is over
    /// when the call is answered.
    private static final Set<String> KMS_MEMBERS_NOT_BUILT = Set.of(
            "GetKeyRotationStatus.OnDemandRotationStartDate",
            "KeyMetadata.CloudHsmClusterId",
            "KeyMetadata.CustomKeyStoreId",
            "KeyMetadata.XksKeyConfiguration");

    private static final Set<String> KMS_ERRORS_NOT_BUILT = Set.of(
            "CloudHsmClusterInUseException",
            "CloudHsmClusterInvalidConfigurationException",
            "CloudHsmClusterNotActiveException",
            "CloudHsmClusterNotFoundException",
            "CloudHsmClusterNotRelatedException",
            "CustomKeyStoreHasCmKsException",
            "CustomKeyStoreInvalidStateException",
            "CustomKeyStoreNameInUseException",
            "DependencyTimeoutException",
            "IncorrectTrustAnchorException",
            "InvalidAliasNameException",
            "KeyUnavailableException",
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

    /// Members that say what Trent does not know.
    private static final Set<String> IAM_MEMBERS_NOT_BUILT = Set.of(
            "Role.SourceRoleTemplate",
            "SimulateCustomPolicy.OrderedOrganizationPolicyInputList",
            "SimulatePrincipalPolicy.PolicyExclusionList");

    /// What Trent never has to refuse.
    private static final Set<String> IAM_ERRORS_NOT_BUILT = Set.of(
            "CredentialReportNotReadyException",
            "EntityTemporarilyUnmodifiableException",
            "PolicyEvaluationException",
            "PolicyNotAttachableException",
            "ServiceNotSupportedException",
            "UnmodifiableEntityException",
            // In AWS Query these two have names of their own.
            "CredentialReportExpiredException",
            "CredentialReportNotPresentException");

    /// Of these enums a value cannot be the name of a constant: `text/csv`, `aws-managed`, `boolean`.
    private static final Set<String> TEXTS =
            Set.of("GetCredentialReport.ReportFormat", "Statement.SourcePolicyType", "ContextEntry.ContextKeyType");

    /// The secrets that the SDK of IAM has as bytes and not as text.
    private static final Set<String> BYTES = Set.of("VirtualMFADevice.Base32StringSeed", "VirtualMFADevice.QRCodePNG");

    /// Federation by other identity providers, and what AWS keeps for its organizations.
    private static final Set<String> STS_OPERATIONS_NOT_BUILT = Set.of(
            "AssumeRoleWithSAML",
            "AssumeRoleWithWebIdentity",
            "AssumeRoot",
            "GetDelegatedAccessToken",
            "GetWebIdentityToken");

    /// What newer SDKs ask and tell of the size of tokens, which is left to the server.
    private static final Set<String> STS_MEMBERS_NOT_BUILT =
            Set.of("MinimumSessionTokenSize", "SessionTokenSize", "SessionTokenUtilization");

    /// No Region of Trent is disabled.
    private static final Set<String> STS_ERRORS_NOT_BUILT = Set.of("RegionDisabledException");

    /// What a service of AWS is held against.
    ///
    /// @param error the super class of the SDK's exceptions
    /// @param membersNotBuilt with the operation or shape before them, or alone for every shape
    /// @param isBuilt says of the name of one of the SDK's exceptions whether Trent has it
    /// @param ofSecret the SDK's type of what is a secret of Trent's
    /// @param ofMap the SDK's types of maps, a regular expression
    record Service(
            Class<?> client,
            Class<?> error,
            List<Operation<?, ?>> operations,
            Set<String> membersNotBuilt,
            Set<String> errorsNotBuilt,
            Predicate<String> isBuilt,
            String ofSecret,
            String ofMap) {
        Class<?> sdk(String name) throws ClassNotFoundException {
            // The SDK of IAM writes `MFA` and `SSH` as words.
            return Class.forName(client.getPackageName() + ".model."
                    + name.replace("MFA", "Mfa").replace("SSH", "Ssh"));
        }

        @Override
        public String toString() {
            return client.getSimpleName();
        }
    }

    private static final Service KMS = new Service(
            KmsClient.class,
            KmsException.class,
            dev.trent.kms.OperationsFixture.all(),
            KMS_MEMBERS_NOT_BUILT,
            KMS_ERRORS_NOT_BUILT,
            name -> Arrays.stream(AwsError.values())
                    .anyMatch(error -> error.code().equalsIgnoreCase(name)),
            "SdkBytes",
            "^java\\.util\\.Map<java\\.lang\\.String, java\\.lang\\.String>");

    private static final Service IAM = new Service(
            IamClient.class,
            IamException.class,
            dev.trent.iam.OperationsFixture.all(),
            IAM_MEMBERS_NOT_BUILT,
            IAM_ERRORS_NOT_BUILT,
            name -> isCodeOfQuery(name.replace("Exception", "")),
            "String",
            // Numbers and the values of enums are texts in XML.
            "^java\\.util\\.Map<.*(java\\.lang\\.Integer|String, java\\.lang\\.String|PolicyEvaluationDecisionType)>$");

    private static final Service STS = new Service(
            StsClient.class,
            StsException.class,
            dev.trent.sts.OperationsFixture.all(),
            STS_MEMBERS_NOT_BUILT,
            STS_ERRORS_NOT_BUILT,
            name -> isCodeOfQuery(name.replace("Exception", "")) || isCodeOfQuery(name),
            "String",
            "there is none");

    private static List<Service> services() {
        return List.of(KMS, IAM, STS);
    }

    private static boolean isCodeOfQuery(String name) {
        return Arrays.stream(AwsError.values())
                .anyMatch(error -> error.queryCode().equals(name));
    }

    private static Set<String> known(Service service, Class<?> request) {
        return Arrays.stream(service.client.getMethods())
                .filter(method -> method.getParameterCount() == 1)
                .filter(method -> request.isAssignableFrom(method.getParameterTypes()[0]))
                .map(method -> method.getParameterTypes()[0].getSimpleName())
                .map(name -> name.substring(0, name.length() - "Request".length()))
                .map(name -> name.replace("Saml", "SAML"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(Service service) {
        return service.operations.stream().map(Operation::name).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void every_operation_of_kms_is_built_or_listed() {
        Set<String> ours = names(KMS);
        assertThat(ours).doesNotContainAnyElementsOf(KMS_OPERATIONS_NOT_BUILT);
        ours.addAll(KMS_OPERATIONS_NOT_BUILT);
        assertThat(ours).isEqualTo(known(KMS, KmsRequest.class));
    }

    /// The list has also what only newer SDKs know.
    @Test
    void every_operation_of_sts_is_built_or_listed() {
        Set<String> ours = names(STS);
        ours.addAll(STS_OPERATIONS_NOT_BUILT);
        assertThat(ours).containsAll(known(STS, StsRequest.class));
    }

    @ParameterizedTest
    @MethodSource("services")
    void the_operations_are_listed_in_alphabetical_order(Service service) {
        assertThat(service.operations.stream().map(Operation::name).toList()).isSorted();
    }

    /// Of KMS every error is looked at, also those of operations that Trent does not have.
    @ParameterizedTest
    @MethodSource("services")
    void every_error_of_an_operation_is_built_or_listed(Service service) {
        Set<String> names = names(service);
        Set<String> missing = new TreeSet<>();
        for (Method method : service.client.getMethods()) {
            String name = Character.toUpperCase(method.getName().charAt(0))
                    + method.getName().substring(1);
            for (Class<?> thrown :
                    service.equals(KMS) || names.contains(name) ? method.getExceptionTypes() : new Class<?>[0]) {
                if (service.error.isAssignableFrom(thrown)
                        && thrown != service.error
                        && !service.isBuilt.test(thrown.getSimpleName())) {
                    missing.add(thrown.getSimpleName());
                }
            }
        }
        assertThat(missing).containsExactlyInAnyOrderElementsOf(service.errorsNotBuilt);
    }

    @TestFactory
    Stream<DynamicTest> every_member_has_its_name_and_type() {
        return services().stream().flatMap(SdkContractTest::shapes);
    }

    private static Stream<DynamicTest> shapes(Service service) {
        return service.operations.stream()
                .flatMap(operation -> Stream.of(
                        DynamicTest.dynamicTest(
                                service + " " + operation.name() + "Request",
                                () -> compare(
                                        service,
                                        operation.request(),
                                        service.sdk(operation.name() + "Request"),
                                        operation.name())),
                        DynamicTest.dynamicTest(
                                service + " " + operation.name() + "Response",
                                () -> compare(
                                        service,
                                        operation.response(),
                                        service.sdk(operation.name() + "Response"),
                                        operation.name()))));
    }

    private static void compare(Service service, Class<?> record, Class<?> sdk, String where) throws Exception {
        Map<String, SdkField<?>> expected = new TreeMap<>();
        SdkPojo pojo = (SdkPojo) sdk.getMethod("builder").invoke(null);
        pojo.sdkFields().forEach(field -> expected.put(field.memberName(), field));
        expected.keySet()
                .removeIf(member -> service.membersNotBuilt.contains(where + "." + member)
                        || service.membersNotBuilt.contains(member));
        if (record == NoContent.class) {
            assertThat(expected).as(where).isEmpty();
            return;
        }
        Map<String, RecordComponent> actual = new TreeMap<>();
        for (RecordComponent component : record.getRecordComponents()) {
            if (!component.isAnnotationPresent(RecordOnly.class)) {
                actual.put(wireName(component), component);
            }
        }
        assertThat(actual.keySet()).as(where).isEqualTo(expected.keySet());
        for (Map.Entry<String, RecordComponent> entry : actual.entrySet()) {
            Method accessor = accessor(sdk, entry.getKey());
            compareType(
                    service,
                    entry.getValue().getGenericType(),
                    accessor.getGenericReturnType(),
                    where + "." + entry.getKey());
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

    private static void compareType(Service service, Type ours, Type theirs, String where) throws Exception {
        if (ours instanceof ParameterizedType list && list.getRawType() == List.class) {
            compareType(
                    service,
                    list.getActualTypeArguments()[0],
                    ((ParameterizedType) theirs).getActualTypeArguments()[0],
                    where);
        } else if (ours instanceof ParameterizedType) {
            assertThat(theirs.getTypeName()).as(where).containsPattern(service.ofMap);
        } else if (((Class<?>) ours).isEnum()) {
            compareEnum((Class<?>) ours, (Class<?>) theirs, where);
        } else if (((Class<?>) ours).isRecord()) {
            compare(service, (Class<?>) ours, (Class<?>) theirs, ((Class<?>) theirs).getSimpleName());
        } else if (service.equals(IAM) && TEXTS.contains(where)) {
            assertThat(ours).as(where).isEqualTo(String.class);
        } else {
            Map<Class<?>, String> expected = Map.of(
                    String.class, "String",
                    Integer.class, "Integer",
                    Boolean.class, "Boolean",
                    Instant.class, "Instant",
                    Blob.class, "SdkBytes",
                    Secret.class, BYTES.contains(where) ? "SdkBytes" : service.ofSecret);
            assertThat(((Class<?>) theirs).getSimpleName()).as(where).isEqualTo(expected.get(ours));
        }
    }

    private static void compareEnum(Class<?> ours, Class<?> theirs, String where) throws Exception {
        Set<?> known = (Set<?>) theirs.getMethod("knownValues").invoke(null);
        Set<String> values = known.stream().map(Object::toString).collect(Collectors.toCollection(TreeSet::new));
        Set<String> names = Arrays.stream(ours.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                // What AWS reads and does not list, its SDK does not have either.
                .filter(constant -> !isUnlisted(ours, constant))
                .collect(Collectors.toCollection(TreeSet::new));
        if (where.endsWith(".CustomerMasterKeySpec") && !ours.getSimpleName().equals("CustomerMasterKeySpec")) {
            // The answer repeats KeySpec under its old name, also for kinds that the old name never had.
            assertThat(names).as(where).containsAll(values);
        } else {
            assertThat(names).as(where).isEqualTo(values);
        }
    }

    private static boolean isUnlisted(Class<?> ours, String constant) {
        return Arrays.stream(ours.getDeclaredFields())
                .filter(Field::isEnumConstant)
                .anyMatch(field -> field.getName().equals(constant) && field.isAnnotationPresent(Unlisted.class));
    }
}
