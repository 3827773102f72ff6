package dev.trent.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trent.cli.TestServer;
import dev.trent.cli.TestServer.Answer;
import dev.trent.cli.TestServer.UserKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;

/// A change of who may do what is in force for every request that starts after the change was answered,
/// while other requests of the same caller keep every cache busy.
class ChangesTest {
    private static final int ROUNDS = Integer.getInteger("access.rounds", 25);
    private static final int LOAD_THREADS = 4;
    private static final int RACES = 12;
    private static final String ALLOW =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"kms:Encrypt\",\"Resource\":\"*\"}}";

    private static TestServer server;
    private static IamClient iam;
    private static String key;

    @BeforeAll
    static void start(@TempDir Path data) {
        server = TestServer.start(data);
        iam = server.iam(TestServer.ACCOUNT);
        String body = server.kms("CreateKey", "{}").body();
        key = body.substring(body.indexOf("\"KeyId\":\"") + 9).substring(0, 36);
    }

    @AfterAll
    static void stop() {
        iam.close();
        server.close();
    }

    /// One change and its opposite.
    private interface Changes {
        void allow();

        void forbid();
    }

    private static int encrypt(UserKey user) {
        Answer answer = server.kms(user, "Encrypt", "{\"KeyId\":\"" + key + "\",\"Plaintext\":\"aGVsbG8=\"}");
        return answer.status();
    }

    private static void alternate(UserKey user, Changes changes) {
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger served = new AtomicInteger();
        try (ExecutorService load = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < LOAD_THREADS; i++) {
                load.execute(() -> {
                    while (!over.get()) {
                        served.addAndGet(encrypt(user) == 200 ? 1 : 0);
                    }
                });
            }
            try {
                for (int round = 0; round < ROUNDS; round++) {
                    changes.allow();
                    assertThat(encrypt(user)).as("allowed, round %d", round).isEqualTo(200);
                    changes.forbid();
                    assertThat(encrypt(user)).as("forbidden, round %d", round).isEqualTo(400);
                }
            } finally {
                over.set(true);
            }
        }
        // The load was there, and hit both.
        assertThat(served.get()).isPositive();
    }

    private static void ok(String operation, String json) {
        Answer answer = server.kms(operation, json);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void a_grant_is_good_from_its_creation_to_its_revocation() {
        UserKey user = server.user(TestServer.ACCOUNT, "grantee", null);
        String[] grantId = new String[1];
        alternate(user, new Changes() {
            @Override
            public void allow() {
                String body = server.kms(
                                "CreateGrant",
                                "{\"KeyId\":\"" + key + "\",\"GranteePrincipal\":\"arn:aws:iam::" + TestServer.ACCOUNT
                                        + ":user/grantee\",\"Operations\":[\"Encrypt\"]}")
                        .body();
                grantId[0] = body.substring(body.indexOf("\"GrantId\":\"") + 11).substring(0, 64);
            }

            @Override
            public void forbid() {
                ok("RevokeGrant", "{\"KeyId\":\"" + key + "\",\"GrantId\":\"" + grantId[0] + "\"}");
            }
        });
    }

    @Test
    void an_identity_policy_is_in_force_from_its_answer_on() {
        UserKey user = server.user(TestServer.ACCOUNT, "inline", null);
        alternate(user, new Changes() {
            @Override
            public void allow() {
                iam.putUserPolicy(
                        request -> request.userName("inline").policyName("own").policyDocument(ALLOW));
            }

            @Override
            public void forbid() {
                iam.deleteUserPolicy(request -> request.userName("inline").policyName("own"));
            }
        });
    }

    @Test
    void a_key_policy_is_in_force_from_its_answer_on() {
        UserKey user = server.user(TestServer.ACCOUNT, "delegate", ALLOW);
        alternate(user, new Changes() {
            @Override
            public void allow() {
                put("");
            }

            @Override
            public void forbid() {
                put(",{\\\"Effect\\\":\\\"Deny\\\",\\\"Principal\\\":{\\\"AWS\\\":\\\"arn:aws:iam::"
                        + TestServer.ACCOUNT
                        + ":user/delegate\\\"},\\\"Action\\\":\\\"kms:Encrypt\\\",\\\"Resource\\\":\\\"*\\\"}");
            }

            private void put(String more) {
                ok(
                        "PutKeyPolicy",
                        "{\"KeyId\":\"" + key
                                + "\",\"Policy\":\"{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":["
                                + "{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"AWS\\\":\\\""
                                + TestServer.ACCOUNT
                                + "\\\"},\\\"Action\\\":\\\"kms:*\\\",\\\"Resource\\\":\\\"*\\\"}" + more + "]}\"}");
            }
        });
    }

    /// Keys with the same key policy share its compiled form, and a caller's policy can name one of them.
    @Test
    void what_is_remembered_of_one_key_is_no_right_to_another_with_the_same_policy() {
        String body = server.kms("CreateKey", "{}").body();
        String other = body.substring(body.indexOf("\"KeyId\":\"") + 9).substring(0, 36);
        String own = server.kms("CreateKey", "{}").body();
        String arn = own.substring(own.indexOf("\"Arn\":\"") + 7);
        arn = arn.substring(0, arn.indexOf('"'));
        UserKey user = server.user(TestServer.ACCOUNT, "one-key", ALLOW.replace("\"*\"", "\"" + arn + "\""));
        for (int round = 0; round < 3; round++) {
            assertThat(server.kms(user, "Encrypt", "{\"KeyId\":\"" + arn + "\",\"Plaintext\":\"aGVsbG8=\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(server.kms(user, "Encrypt", "{\"KeyId\":\"" + other + "\",\"Plaintext\":\"aGVsbG8=\"}")
                            .status())
                    .isEqualTo(400);
        }
    }

    /// Somebody who uses what he has to get more of it, as fast as he can, until he is refused.
    private static final class Renewer implements Runnable {
        private final AwsCredentials first;
        private final Function<StsClient, Credentials> renewal;
        private final boolean chained;
        private final AtomicBoolean ended;
        private final CountDownLatch renewals;
        private final List<AwsCredentials> got = Collections.synchronizedList(new ArrayList<>());

        /// @param chained whether each session asks for the next, or the first credentials for all
        Renewer(
                AwsCredentials first,
                Function<StsClient, Credentials> renewal,
                boolean chained,
                AtomicBoolean ended,
                CountDownLatch renewals) {
            this.first = first;
            this.renewal = renewal;
            this.chained = chained;
            this.ended = ended;
            this.renewals = renewals;
        }

        @Override
        public void run() {
            AwsCredentials now = first;
            while (true) {
                boolean late = ended.get();
                try (StsClient sts = server.sts(now)) {
                    Credentials made = renewal.apply(sts);
                    AwsCredentials next = AwsSessionCredentials.create(
                            made.accessKeyId(), made.secretAccessKey(), made.sessionToken());
                    got.add(next);
                    now = chained ? next : now;
                    renewals.countDown();
                } catch (StsException refused) {
                    return;
                }
                assertThat(late).as("a renewal that started after the end").isFalse();
            }
        }
    }

    private static void endAmidRenewals(
            Supplier<AwsCredentials> first, Function<StsClient, Credentials> renewal, boolean chained, Runnable end)
            throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        CountDownLatch renewals = new CountDownLatch(2 * LOAD_THREADS);
        List<Renewer> renewers = new ArrayList<>();
        List<Future<?>> running = new ArrayList<>();
        AwsCredentials begun = first.get();
        try (ExecutorService load = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < LOAD_THREADS; i++) {
                Renewer renewer = new Renewer(begun, renewal, chained, ended, renewals);
                renewers.add(renewer);
                running.add(load.submit(renewer));
            }
            assertThat(renewals.await(60, TimeUnit.SECONDS)).isTrue();
            end.run();
            ended.set(true);
            for (Future<?> one : running) {
                one.get();
            }
        }
        for (Renewer renewer : renewers) {
            for (AwsCredentials session : renewer.got) {
                try (StsClient sts = server.sts(session)) {
                    assertThat(catchThrowableOfType(StsException.class, sts::getCallerIdentity))
                            .isNotNull()
                            .satisfies(refused -> assertThat(
                                            refused.awsErrorDetails().errorCode())
                                    .isEqualTo("InvalidClientTokenId"));
                }
            }
        }
    }

    @Test
    void the_end_of_a_roles_sessions_catches_those_that_renew_themselves() throws Exception {
        UserKey user = server.user(TestServer.ACCOUNT, "climber", null);
        String role = "arn:aws:iam::" + TestServer.ACCOUNT + ":role/loop";
        String trust = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":%s},"
                + "\"Action\":\"sts:AssumeRole\"}}";
        String climber = "\"arn:aws:iam::" + TestServer.ACCOUNT + ":user/climber\"";
        iam.createRole(r -> r.roleName("loop").assumeRolePolicyDocument(trust.formatted(climber)));
        iam.updateAssumeRolePolicy(
                r -> r.roleName("loop").policyDocument(trust.formatted("[" + climber + ",\"" + role + "\"]")));
        Function<StsClient, Credentials> assume = sts ->
                sts.assumeRole(r -> r.roleArn(role).roleSessionName("again")).credentials();
        for (int round = 0; round < RACES; round++) {
            endAmidRenewals(
                    () -> {
                        try (StsClient sts =
                                server.sts(AwsBasicCredentials.create(user.accessKeyId(), user.secret()))) {
                            Credentials made = assume.apply(sts);
                            return AwsSessionCredentials.create(
                                    made.accessKeyId(), made.secretAccessKey(), made.sessionToken());
                        }
                    },
                    assume,
                    true,
                    () -> server.operator("sessions", "revoke", "--account", TestServer.ACCOUNT, "--role", "loop"));
        }
    }

    @Test
    void a_revoked_root_credential_leaves_no_session_behind() throws Exception {
        String account = "222233334444";
        server.kms(account, TestServer.REGION, "ListKeys", "{}");
        for (int round = 0; round < RACES; round++) {
            String[] shown = server.operator("root-credential", "create", "--account", account)
                    .split("[=\n]", -1);
            endAmidRenewals(
                    () -> AwsBasicCredentials.create(shown[2], shown[4]),
                    sts -> sts.getSessionToken().credentials(),
                    false,
                    () -> server.operator("root-credential", "revoke", shown[2]));
        }
    }

    @Test
    void an_access_key_works_only_while_it_is_active() {
        UserKey user = server.user(TestServer.ACCOUNT, "switched", ALLOW);
        alternate(user, new Changes() {
            @Override
            public void allow() {
                turn(StatusType.ACTIVE);
            }

            @Override
            public void forbid() {
                turn(StatusType.INACTIVE);
            }

            private void turn(StatusType status) {
                iam.updateAccessKey(request -> request.userName("switched")
                        .accessKeyId(user.accessKeyId())
                        .status(status));
            }
        });
    }
}
