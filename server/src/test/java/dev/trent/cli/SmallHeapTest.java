package dev.trent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/// One account fills the memory of a server with a small heap. The server goes on, and the other account is
/// served from memory as before.
class SmallHeapTest {
    private static final String HONEST = "111122223333";
    private static final String GREEDY = "444455556666";
    private static final int HEAP_MEGABYTES = 96;
    private static final int KEYS = 60;
    private static final int SESSIONS = 300;
    private static final int AT_ONCE = 8;

    /// When the greedy account has filled all it can, the memory is full up to one value.
    private static final long FULL_BYTES = (long) ((HEAP_MEGABYTES << 20) / 100 * Tuning.CACHE_PERCENT * 0.85);

    /// The caches may take this much more memory than they report.
    private static final double UNDERESTIMATED_MAX = 1.1;

    @TempDir
    private Path data = Path.of("");

    private static <B extends AwsClientBuilder<B, C>, C> C client(SmallServer server, B builder, String account) {
        return builder.endpointOverride(server.uri())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(account, DevCredentials.SECRET)))
                .build();
    }

    private static EncryptResponse encrypt(KmsClient kms, String keyId, AwsCredentialsProvider as) {
        return kms.encrypt(request -> request.keyId(keyId)
                .plaintext(SdkBytes.fromUtf8String("plain"))
                .overrideConfiguration(with -> with.credentialsProvider(as)));
    }

    /// Returns a key policy of 30 kB for the account, which no other is like.
    ///
    /// @param distinct whether its elements are, too
    private static String keyPolicy(int number, boolean distinct) {
        String rest = IntStream.range(0, distinct ? 4400 : 7400)
                .mapToObj(i -> distinct ? "\"%s\"".formatted(Integer.toString(i + 2000, 36)) : "\"*\"")
                .collect(Collectors.joining(","));
        String own =
                "{\"Sid\":\"%d\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"%s\"},\"Action\":\"kms:*\",\"Resource\":\"*\"}"
                        .formatted(number, GREEDY);
        String other = distinct
                ? "{\"Effect\":\"Deny\",\"Principal\":{\"AWS\":\"%s\"},\"Action\":\"kms:Sign\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"a\":[%s]}}}"
                        .formatted(GREEDY, rest)
                : "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"%s\"},\"Action\":\"kms:*\",\"Resource\":[%s]}"
                        .formatted(GREEDY, rest);
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + own + "," + other + "]}";
    }

    /// Returns a session policy of 2 kB, which no other is like.
    private static String sessionPolicy(int number) {
        String values = IntStream.range(0, 270)
                .mapToObj(i -> "\"%s\"".formatted(Integer.toString(number * 270 + i + 46_656, 36)))
                .collect(Collectors.joining(","));
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"kms:*\",\"Resource\":\"*\","
                + "\"Condition\":{\"StringNotEquals\":{\"a\":["
                + values.substring(0, 1800).replaceAll(",[^,]*$", "")
                + "]}}}]}";
    }

    private static List<String> keys(KmsClient kms) {
        return many(
                KEYS,
                i -> kms.createKey(request -> request.policy(keyPolicy(i, i % 2 == 0)))
                        .keyMetadata()
                        .keyId());
    }

    private static List<AwsCredentialsProvider> sessions(SmallServer server) {
        try (IamClient iam = client(server, IamClient.builder(), GREEDY)) {
            iam.createRole(request -> request.roleName("r")
                    .assumeRolePolicyDocument(
                            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"%s\"},\"Action\":\"sts:AssumeRole\"}}"
                                    .formatted(GREEDY)));
            iam.putRolePolicy(
                    request -> request.roleName("r")
                            .policyName("p")
                            .policyDocument(
                                    "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"kms:*\",\"Resource\":\"*\"}}"));
            iam.createUser(request -> request.userName("u"));
            iam.putUserPolicy(
                    request -> request.userName("u")
                            .policyName("p")
                            .policyDocument(
                                    "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}"));
            var key = iam.createAccessKey(request -> request.userName("u")).accessKey();
            AwsCredentialsProvider user = StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
            try (StsClient sts = client(server, StsClient.builder(), GREEDY)) {
                return many(SESSIONS, i -> {
                    Credentials made = sts.assumeRole(request -> request.roleArn("arn:aws:iam::" + GREEDY + ":role/r")
                                    .roleSessionName("session")
                                    .policy(sessionPolicy(i))
                                    .overrideConfiguration(with -> with.credentialsProvider(user)))
                            .credentials();
                    return StaticCredentialsProvider.create(AwsSessionCredentials.create(
                            made.accessKeyId(), made.secretAccessKey(), made.sessionToken()));
                });
            }
        }
    }

    /// Does something many times, partly in parallel, and returns the results.
    private static <T> List<T> many(int times, IntFunction<T> work) {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            return IntStream.range(0, times).mapToObj(i -> threads.submit(() -> work.apply(i))).toList().stream()
                    .map(SmallHeapTest::result)
                    .toList();
        }
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException failure) {
            throw new AssertionError(failure);
        }
    }

    /// Runs something and returns how many values the server took into memory meanwhile.
    private static long taken(SmallServer server, Runnable run) throws IOException {
        long before = server.taken();
        run.run();
        return server.taken() - before;
    }

    private static void requireHonestWeights(
            SmallServer server, Supplier<String> when, long usedBefore, long bytesBefore) throws IOException {
        long bytes = server.bytes() - bytesBefore;
        long used = server.used() - usedBefore;
        assertThat((double) used / bytes)
                .as("%s: %d bytes of the heap for what is said to take %d", when.get(), used, bytes)
                .isLessThan(UNDERESTIMATED_MAX);
    }

    @Test
    void one_account_neither_exhausts_the_heap_nor_costs_another_what_it_has_in_memory() throws IOException {
        String honestKey;
        List<String> greedyKeys;
        List<AwsCredentialsProvider> sessions;
        AwsCredentialsProvider honest =
                StaticCredentialsProvider.create(AwsBasicCredentials.create(HONEST, DevCredentials.SECRET));
        AwsCredentialsProvider greedy =
                StaticCredentialsProvider.create(AwsBasicCredentials.create(GREEDY, DevCredentials.SECRET));
        try (SmallServer server = SmallServer.start(data, HEAP_MEGABYTES);
                KmsClient kms = client(server, KmsClient.builder(), HONEST)) {
            honestKey = kms.createKey().keyMetadata().keyId();
            try (KmsClient rich = client(server, KmsClient.builder(), GREEDY)) {
                greedyKeys = keys(rich);
            }
            sessions = sessions(server);
        }
        // The second time, everything is read again after a restart.
        for (String start : List.of("first", "second")) {
            try (SmallServer server = SmallServer.start(data, HEAP_MEGABYTES);
                    KmsClient kms = client(server, KmsClient.builder(), HONEST)) {
                encrypt(kms, honestKey, honest);
                encrypt(kms, honestKey, honest);
                long used = server.used();
                long bytes = server.bytes();

                assertThat(taken(server, () -> many(KEYS, i -> encrypt(kms, greedyKeys.get(i), greedy))))
                        .isGreaterThan(KEYS);
                requireHonestWeights(server, () -> start + " start, keys", used, bytes);

                assertThat(taken(
                                server,
                                () -> many(SESSIONS, i -> encrypt(kms, greedyKeys.getFirst(), sessions.get(i)))))
                        .isGreaterThan(SESSIONS);
                requireHonestWeights(server, () -> start + " start, sessions", used, bytes);
                assertThat(server.bytes()).as("what is kept").isGreaterThan(FULL_BYTES);

                assertThat(taken(server, () -> encrypt(kms, honestKey, honest)))
                        .as("values read for another account")
                        .isZero();
            }
        }
    }
}
