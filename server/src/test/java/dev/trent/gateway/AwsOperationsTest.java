package dev.trent.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sts.StsClient;

/// The names of AWS's operations are the names in its own SDK. The SDK writes some of them in another case.
class AwsOperationsTest {
    @Test
    void the_operations_are_those_of_the_sdk() {
        assertThat(folded(AwsOperations.of("kms"))).isEqualTo(ofSdk(KmsClient.class));
        assertThat(folded(AwsOperations.of("iam"))).isEqualTo(ofSdk(IamClient.class));
        assertThat(folded(AwsOperations.of("sts"))).isEqualTo(ofSdk(StsClient.class));
    }

    @Test
    void names_are_in_the_case_of_the_api() {
        assertThat(AwsOperations.has("iam", "ListMFADevices")).isTrue();
        assertThat(AwsOperations.has("iam", "ListMfaDevices")).isFalse();
        assertThat(AwsOperations.has("sts", "AssumeRoleWithSAML")).isTrue();
    }

    @Test
    void what_no_service_has_is_unknown() {
        assertThat(AwsOperations.has("kms", "MakeCoffee")).isFalse();
        assertThat(AwsOperations.has("kms", "CreateUser")).isFalse();
        assertThat(AwsOperations.has("ec2", "RunInstances")).isFalse();
    }

    private static Set<String> folded(Set<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> ofSdk(Class<?> client) {
        return folded(Arrays.stream(client.getMethods())
                .filter(method -> method.getParameterCount() == 1)
                .map(method -> method.getParameterTypes()[0])
                .filter(AwsRequest.class::isAssignableFrom)
                .map(Class::getSimpleName)
                .map(name -> name.substring(0, name.length() - "Request".length()))
                .collect(Collectors.toSet()));
    }
}
