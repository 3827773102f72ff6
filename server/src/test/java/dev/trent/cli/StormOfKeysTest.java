package dev.trent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeySpec;

/// Many callers ask for keys that take long to make.
class StormOfKeysTest {
    private static final int CALLERS = 12;
    private static final String RSA = "{\"KeySpec\":\"RSA_4096\",\"KeyUsage\":\"SIGN_VERIFY\"}";

    @Test
    void a_server_that_stops_refuses_the_keys_that_wait_and_answers_everybody(@TempDir Path data) throws Exception {
        List<Future<TestServer.Answer>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            TestServer server = TestServer.start(data);
            for (int i = 0; i < CALLERS; i++) {
                answers.add(threads.submit(() -> server.kms("CreateKey", RSA)));
            }
            // One key is made while the others wait.
            while (answers.stream().noneMatch(Future::isDone)) {
                Thread.sleep(1);
            }
            server.stop();
            int refused = 0;
            for (Future<TestServer.Answer> answer : answers) {
                if (answer.get().status() != 200) {
                    assertThat(answer.get().status()).isEqualTo(503);
                    assertThat(answer.get().body()).contains("ServiceUnavailable", "The server is stopping.");
                    refused++;
                }
            }
            assertThat(refused).isPositive();
        }
    }

    @Test
    void keys_whose_callers_have_gone_are_not_made(@TempDir Path data) throws Exception {
        try (TestServer server = TestServer.start(data);
                KmsClient hasty = hasty(server);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> gone = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                gone.add(threads.submit(() -> hasGone(hasty)));
            }
            int left = 0;
            for (Future<Boolean> each : gone) {
                left += each.get() ? 1 : 0;
            }
            // It comes after all of them.
            assertThat(server.kms("CreateKey", RSA).status()).isEqualTo(200);
            int keys = server.kms("ListKeys", "{}").body().split("KeyArn", -1).length - 1;
            assertThat(left).isPositive();
            assertThat(keys).isLessThan(1 + CALLERS);
        }
    }

    private static boolean hasGone(KmsClient hasty) {
        try {
            hasty.createKey(request -> request.keySpec(KeySpec.RSA_4096).keyUsage("SIGN_VERIFY"));
            return false;
        } catch (SdkClientException | CancellationException tooSlow) {
            return true;
        }
    }

    private static KmsClient hasty(TestServer server) {
        return KmsClient.builder()
                .endpointOverride(server.uri())
                .region(Region.of(TestServer.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(TestServer.ACCOUNT, DevCredentials.SECRET)))
                .overrideConfiguration(override -> override.apiCallAttemptTimeout(Duration.ofSeconds(1))
                        .retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }
}
