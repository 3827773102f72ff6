package dev.trent.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.cli.TestServer;
import dev.trent.cli.TestServer.Answer;
import dev.trent.cli.TestServer.UserKey;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.StatusType;

/// A change of who may do what is in force for every request that starts after the change was answered,
/// while other requests of the same caller keep every cache busy.
class ChangesTest {
    private static final int ROUNDS = 100;
    private static final int LOAD_THREADS = 4;
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
