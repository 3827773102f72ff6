package dev.trent.kms;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.Action;
import dev.trent.call.Operation;
import dev.trent.keys.GrantOperation;
import dev.trent.keys.KeyReference.Forms;
import dev.trent.keys.KmsAction;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.InvalidArnException;
import software.amazon.awssdk.services.kms.model.KmsRequest;

/// Compares the table of actions with the operations that Trent performs, and with AWS's own SDK.
/// [EveryOperationTest] tests the parts of a row that requests show.
class KmsActionTest {
    private static final List<Operation<?, ?>> OPERATIONS = OperationsFixture.all();

    /// The methods of the SDK's client, by the names of the operations.
    private static final Map<String, Method> SDK = sdk();

    private static Map<String, Method> sdk() {
        Map<String, Method> operations = new TreeMap<>();
        for (Method method : KmsClient.class.getMethods()) {
            if (method.getParameterCount() == 1 && KmsRequest.class.isAssignableFrom(method.getParameterTypes()[0])) {
                String request = method.getParameterTypes()[0].getSimpleName();
                operations.put(request.substring(0, request.length() - "Request".length()), method);
            }
        }
        return operations;
    }

    private static String operation(KmsAction row) {
        return row == KmsAction.ReEncryptFrom || row == KmsAction.ReEncryptTo ? "ReEncrypt" : row.name();
    }

    private static List<KmsAction> rows(String operation) {
        return Stream.of(KmsAction.values())
                .filter(row -> operation(row).equals(operation))
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> every_operation_has_a_row_that_agrees_on_what_it_writes() {
        return OPERATIONS.stream()
                .map(operation -> DynamicTest.dynamicTest(
                        operation.name(),
                        () -> assertThat(rows(operation.name()))
                                .isNotEmpty()
                                .allMatch(row -> row.readOnly() == operation.readOnly())));
    }

    @Test
    void the_rows_are_those_of_the_sdk_in_alphabetical_order() {
        assertThat(Stream.of(KmsAction.values()).map(KmsActionTest::operation).distinct())
                .containsExactlyElementsOf(SDK.keySet());
        assertThat(Stream.of(KmsAction.values()).map(KmsAction::name)).isSorted();
    }

    @TestFactory
    Stream<DynamicTest> a_row_names_a_key_as_the_operation_of_the_sdk_does() {
        return Stream.of(KmsAction.values())
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> {
                    Method method = requireNonNull(SDK.get(operation(row)));
                    Set<String> members = members(method.getParameterTypes()[0]);
                    boolean namesKey =
                            members.stream().anyMatch(member -> member.endsWith("KeyId")) && row != KmsAction.CreateKey;
                    boolean namesAlias = members.contains("AliasName");
                    assertThat(row.forms() != Forms.NONE).isEqualTo(namesKey || namesAlias);
                    if (row.forms() != Forms.NONE) {
                        assertThat(row.forms().invalidArnModelled())
                                .isEqualTo(List.of(method.getExceptionTypes()).contains(InvalidArnException.class));
                    }
                }));
    }

    private static Set<String> members(Class<?> request) throws ReflectiveOperationException {
        Object builder = request.getMethod("builder").invoke(null);
        Method build = Arrays.stream(
                        request.getMethod("builder").getReturnType().getMethods())
                .filter(method -> method.getName().equals("build"))
                .findFirst()
                .orElseThrow();
        return ((SdkPojo) build.invoke(builder))
                .sdkFields().stream().map(field -> field.memberName()).collect(Collectors.toSet());
    }

    @Test
    void the_operations_of_grants_are_those_of_the_sdk() {
        Set<String> known = software.amazon.awssdk.services.kms.model.GrantOperation.knownValues().stream()
                .map(Object::toString)
                .collect(Collectors.toSet());
        Set<GrantOperation> granted = Stream.of(KmsAction.values())
                .filter(row -> row.grantOperation() != null)
                .map(row -> requireNonNull(row.grantOperation()))
                .collect(Collectors.toSet());
        assertThat(granted).containsExactlyInAnyOrder(GrantOperation.values());
        assertThat(granted.stream().map(Enum::name)).containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void an_action_is_found_by_its_name_and_its_service() {
        assertThat(KmsAction.of(Action.kms("Encrypt"))).isEqualTo(KmsAction.Encrypt);
        assertThat(KmsAction.of(new Action("sts", "Encrypt"))).isNull();
        assertThat(KmsAction.of(Action.kms("encrypt"))).isNull();
        assertThat(KmsAction.canonical(Action.kms("encrypt"))).isEqualTo(KmsAction.Encrypt.action());
        assertThat(KmsAction.canonical(Action.kms("nothing"))).isEqualTo(Action.kms("nothing"));
        assertThat(KmsAction.canonical(new Action("sts", "encrypt"))).isEqualTo(new Action("sts", "encrypt"));
    }
}
