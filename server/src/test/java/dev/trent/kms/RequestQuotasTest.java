package dev.trent.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.aws.AwsException;
import dev.trent.aws.Blob;
import dev.trent.aws.Caller;
import dev.trent.aws.Origin;
import dev.trent.aws.Partition;
import dev.trent.call.Event;
import dev.trent.call.Invocation;
import dev.trent.call.Operation;
import dev.trent.keys.EncryptionAlgorithm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestQuotasTest {
    private static final String ACCOUNT = "111122223333";
    private static final String OTHER = "444455556666";
    private static final String REGION = "eu-north-1";
    private static final ListKeys.Request LIST = new ListKeys.Request(null, null);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

    private RequestQuotas quotas(boolean ofAws, String... rates) {
        List<RequestQuotas.Rate> parsed =
                List.of(rates).stream().map(RequestQuotas.Rate::parse).toList();
        return new RequestQuotas(ofAws, parsed, nanos::get);
    }

    private static Invocation call(String account, String region, String operation) {
        return new Invocation(
                Caller.root(Partition.AWS, account, "AKIA"),
                region,
                "id",
                Instant.EPOCH,
                Origin.NOWHERE,
                () -> false,
                new Event("kms.amazonaws.com", operation, true, null));
    }

    private static boolean admits(RequestQuotas quotas, Invocation call, Record request) {
        try {
            quotas.admit(call, request);
            return true;
        } catch (AwsException refusal) {
            assertThat(refusal.error().code()).isEqualTo("ThrottlingException");
            return false;
        }
    }

    private static int admitted(RequestQuotas quotas, String account, String region, int calls) {
        int admitted = 0;
        for (int i = 0; i < calls; i++) {
            admitted += admits(quotas, call(account, region, "ListKeys"), LIST) ? 1 : 0;
        }
        return admitted;
    }

    @Test
    void a_second_has_as_many_requests_as_the_rate() {
        RequestQuotas quotas = quotas(true);
        assertThat(admitted(quotas, ACCOUNT, REGION, 600)).isEqualTo(500);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1) / 10);
        assertThat(admitted(quotas, ACCOUNT, REGION, 600)).isEqualTo(50);
        nanos.addAndGet(TimeUnit.HOURS.toNanos(1));
        assertThat(admitted(quotas, ACCOUNT, REGION, 600)).isEqualTo(500);
    }

    @Test
    void accounts_and_regions_are_counted_apart() {
        RequestQuotas quotas = quotas(false, "ListKeys=2", OTHER + ":ListKeys=3");
        assertThat(admitted(quotas, ACCOUNT, REGION, 9)).isEqualTo(2);
        assertThat(admitted(quotas, ACCOUNT, "us-east-1", 9)).isEqualTo(2);
        assertThat(admitted(quotas, OTHER, REGION, 9)).isEqualTo(3);
    }

    @Test
    void a_rate_that_is_set_wins_over_that_of_aws_and_off_ends_it() {
        RequestQuotas quotas = quotas(true, "ListKeys=1", OTHER + ":ListKeys=off");
        assertThat(admitted(quotas, ACCOUNT, REGION, 600)).isEqualTo(1);
        assertThat(admitted(quotas, OTHER, REGION, 600)).isEqualTo(600);
        assertThat(admitted(quotas(false, "CreateKey=1"), ACCOUNT, REGION, 600)).isEqualTo(600);
    }

    @Test
    void the_algorithm_decides_on_the_group_of_an_encryption() {
        RequestQuotas quotas = quotas(false, "symmetric=1", "rsa=2");
        Blob bytes = Blob.owning(new byte[] {1});
        for (EncryptionAlgorithm algorithm :
                List.of(EncryptionAlgorithm.SYMMETRIC_DEFAULT, EncryptionAlgorithm.RSAES_OAEP_SHA_256)) {
            Decrypt.Request request = new Decrypt.Request(bytes, null, null, null, algorithm, null, false, null);
            int admitted = 0;
            for (int i = 0; i < 5; i++) {
                admitted += admits(quotas, call(ACCOUNT, REGION, "Decrypt"), request) ? 1 : 0;
            }
            assertThat(admitted).isEqualTo(algorithm == EncryptionAlgorithm.SYMMETRIC_DEFAULT ? 1 : 2);
        }
        Invocation random = call(ACCOUNT, REGION, "GenerateRandom");
        assertThat(admits(quotas, random, new GenerateRandom.Request(1, null, null)))
                .isFalse();
    }

    @Test
    void the_rate_of_symmetric_operations_is_that_of_the_region() {
        assertThat(RequestGroup.SYMMETRIC.rate("eu-north-1")).isEqualTo(10_000);
        assertThat(RequestGroup.SYMMETRIC.rate("eu-central-1")).isEqualTo(20_000);
        assertThat(RequestGroup.SYMMETRIC.rate("us-east-1")).isEqualTo(100_000);
        assertThat(RequestGroup.RSA.rate("us-east-1")).isEqualTo(1_000);
    }

    @Test
    void threads_together_get_no_more_than_the_rate() throws InterruptedException {
        RequestQuotas quotas = quotas(false, "ListKeys=1000");
        AtomicInteger admitted = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(Thread.startVirtualThread(() -> admitted.addAndGet(admitted(quotas, ACCOUNT, REGION, 500))));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(admitted).hasValue(1000);
    }

    /// Some operations have a group that depends on the algorithm. Every other operation has its own group.
    @Test
    void every_operation_has_a_group() {
        for (Operation<?, ?> operation : OperationsFixture.all()) {
            boolean own = RequestGroup.named(operation.name()) != null;
            boolean cryptographic = operation
                    .name()
                    .matches("(Generate|Encrypt|Decrypt|ReEncrypt|Sign|Verify|Derive" + "|Encapsulate|Decapsulate).*");
            assertThat(own).as(operation.name()).isNotEqualTo(cryptographic);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"symmetric", "symmetric=0", "symmetric=-1", "Symmetric=5", "nothing=5", "1:rsa=5", "rsa=x", "=1"
            })
    void what_is_no_rate_is_refused(String text) {
        assertThatThrownBy(() -> RequestQuotas.Rate.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'");
    }
}
