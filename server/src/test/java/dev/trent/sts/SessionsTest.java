package dev.trent.sts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.audit.AuditLog;
import dev.trent.cli.TestServer;
import dev.trent.crypto.Engine;
import dev.trent.sts.World.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.sts.model.GetFederationTokenRequest;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;

/// The rights of sessions, their end, and their records in the log.
class SessionsTest {
    private static final Refusal INVALID =
            new Refusal(403, "InvalidClientTokenId", "The security token included in the request is invalid.");

    @TempDir
    Path folder;

    private volatile Duration offset = Duration.ZERO;
    private TestServer server;
    private World world;
    private AwsCredentials ann;

    @BeforeEach
    void start() {
        server = open();
        world = new World(server, TestServer.ACCOUNT);
        ann = world.user("ann");
    }

    private TestServer open() {
        return TestServer.start(
                folder, null, Engine.fastest(), () -> Instant.now().plus(offset));
    }

    @AfterEach
    void stop() {
        world.close();
        server.close();
    }

    private AwsCredentials role() {
        return world.assume(ann, world.role("writer", world.userArn("ann")));
    }

    private @Nullable Refusal refusal(AwsCredentials caller) {
        return world.refusal(() -> world.arnOf(caller));
    }

    private String userId(AwsCredentials caller) {
        return world.sts(caller, sts -> sts.getCallerIdentity().userId());
    }

    private AwsCredentials sessionToken(AwsCredentials caller) {
        return world.sts(caller, sts -> World.session(sts.getSessionToken().credentials()));
    }

    private AwsCredentials federated(
            AwsCredentials caller, java.util.function.Consumer<GetFederationTokenRequest.Builder> more) {
        return world.sts(
                caller,
                sts -> World.session(sts.getFederationToken(r -> {
                            r.name("dana");
                            more.accept(r);
                        })
                        .credentials()));
    }

    private static AwsSessionCredentials of(AwsCredentials credentials) {
        return (AwsSessionCredentials) credentials;
    }

    // Which credentials count

    @Test
    void a_session_outlives_a_restart() {
        AwsCredentials session = role();
        String arn = world.arnOf(session);
        stop();
        server = open();
        world = new World(server, TestServer.ACCOUNT);
        assertThat(world.arnOf(session)).isEqualTo(arn);
    }

    @Test
    void a_session_dies_with_its_role_at_the_next_call_and_no_namesake_wakes_it() {
        AwsCredentials session = role();
        assertThat(refusal(session)).isNull();
        world.iam.deleteRole(r -> r.roleName("writer"));
        assertThat(refusal(session)).isEqualTo(INVALID);
        world.role("writer", world.userArn("ann"));
        assertThat(refusal(session)).isEqualTo(INVALID);
        assertThat(world.refusal(() -> world.kms(session, kms -> kms.listKeys())))
                .isEqualTo(new Refusal(400, "UnrecognizedClientException", INVALID.message()));
    }

    @Test
    void a_session_of_a_user_dies_with_the_user() {
        AwsCredentials session = sessionToken(ann);
        world.userPolicy("ann", "Allow", "sts:GetFederationToken", "*");
        AwsCredentials federated = federated(ann, r -> {});
        world.iam.deleteUserPolicy(r -> r.userName("ann").policyName("AllowstsGetFederationToken"));
        world.iam.deleteAccessKey(r -> r.userName("ann").accessKeyId(ann.accessKeyId()));
        assertThat(refusal(ann)).isEqualTo(INVALID);
        assertThat(refusal(session)).isNull();
        world.iam.deleteUser(r -> r.userName("ann"));
        assertThat(refusal(session)).isEqualTo(INVALID);
        assertThat(refusal(federated)).isEqualTo(INVALID);
    }

    @Test
    void key_and_token_belong_together() {
        AwsSessionCredentials one = of(role());
        AwsSessionCredentials two = of(world.assume(ann, world.roleArn("writer")));
        assertThat(refusal(AwsBasicCredentials.create(one.accessKeyId(), one.secretAccessKey())))
                .isEqualTo(INVALID);
        assertThat(refusal(AwsSessionCredentials.create(one.accessKeyId(), one.secretAccessKey(), two.sessionToken())))
                .isEqualTo(INVALID);
        assertThat(refusal(AwsSessionCredentials.create(ann.accessKeyId(), ann.secretAccessKey(), one.sessionToken())))
                .isEqualTo(INVALID);
        assertThat(refusal(AwsSessionCredentials.create(one.accessKeyId(), one.secretAccessKey(), "no-token")))
                .isEqualTo(INVALID);
        assertThat(refusal(AwsSessionCredentials.create(one.accessKeyId(), two.secretAccessKey(), one.sessionToken())))
                .extracting(Refusal::code)
                .isEqualTo("SignatureDoesNotMatch");
        assertThat(refusal(AwsSessionCredentials.create("test", "test", one.sessionToken())))
                .isEqualTo(INVALID);
    }

    @Test
    void a_session_that_is_over_is_told_so() {
        world.role("writer", world.userArn("ann"));
        // A signature is valid 15 minutes before and after its time for STS, 5 minutes for KMS.
        offset = Duration.ofMinutes(-14);
        AwsCredentials session = world.assume(ann, world.roleArn("writer"), r -> r.durationSeconds(900));
        assertThat(refusal(session)).isNull();
        offset = Duration.ofMinutes(2);
        assertThat(refusal(session))
                .isEqualTo(new Refusal(403, "ExpiredToken", "The security token included in the request is expired"));
        assertThat(world.refusal(() -> world.kms(session, kms -> kms.listKeys())))
                .isEqualTo(new Refusal(
                        400, "ExpiredTokenException", "The security token included in the request is expired"));
    }

    // GetSessionToken

    @Test
    void a_session_of_a_user_is_the_user() {
        AwsCredentials session = sessionToken(ann);
        assertThat(session.accessKeyId()).startsWith("ASIA");
        assertThat(world.arnOf(session)).isEqualTo(world.userArn("ann"));
        String id = world.iam.getUser(r -> r.userName("ann")).user().userId();
        assertThat(userId(session)).isEqualTo(id);
        world.userPolicy("ann", "Allow", "kms:ListKeys", "*");
        assertThat(world.refusal(() -> world.kms(session, kms -> kms.listKeys())))
                .isNull();
        assertThat(world.refusal(() -> world.kms(session, kms -> kms.listAliases())))
                .extracting(Refusal::code)
                .isEqualTo("AccessDeniedException");
        String role = world.role("writer", world.userArn("ann"));
        assertThat(world.refusedToAssume(session, role)).isNull();
    }

    @Test
    void no_policy_is_needed_for_it_and_none_can_forbid_it() {
        world.userPolicy("ann", "Deny", "*", "*");
        assertThat(world.refusal(() -> sessionToken(ann))).isNull();
        assertThat(refusal(ann)).isNull();
    }

    @Test
    void a_session_of_a_root_user_lasts_an_hour() {
        Instant latest = Instant.now().plusSeconds(3601);
        Instant expiration = world.sts(
                world.root(),
                sts -> sts.getSessionToken(r -> r.durationSeconds(129_600))
                        .credentials()
                        .expiration());
        assertThat(expiration).isBefore(latest).isAfter(latest.minusSeconds(120));
        assertThat(world.arnOf(sessionToken(world.root()))).isEqualTo(world.delegation());
        Instant long_ = world.sts(
                ann,
                sts -> sts.getSessionToken(r -> r.durationSeconds(129_600))
                        .credentials()
                        .expiration());
        assertThat(long_).isAfter(Instant.now().plus(Duration.ofHours(35)));
        assertThat(world.refusal(() -> world.sts(ann, sts -> sts.getSessionToken(r -> r.durationSeconds(129_601)))))
                .extracting(Refusal::code)
                .isEqualTo("ValidationError");
    }

    @Test
    void what_sessions_cannot_call() {
        world.userPolicy("ann", "Allow", "sts:*", "*");
        AwsCredentials role = role();
        world.rolePolicy("writer", "Allow", "sts:*", "*");
        AwsCredentials plain = sessionToken(ann);
        AwsCredentials federated = federated(ann, r -> r.policy(World.document(World.statement("Allow", "*", "*"))));
        for (AwsCredentials session : List.of(role, plain, federated)) {
            assertThat(world.refusal(() -> sessionToken(session))).isEqualTo(cannot("GetSessionToken"));
            assertThat(world.refusal(() -> federated(session, r -> {}))).isEqualTo(cannot("GetFederationToken"));
            assertThat(refusal(session)).isNull();
        }
        assertThat(world.refusal(() -> keyInfo(role, ann.accessKeyId()))).isNull();
        assertThat(world.refusal(() -> keyInfo(plain, ann.accessKeyId()))).isEqualTo(cannot("GetAccessKeyInfo"));
        assertThat(world.refusal(() -> keyInfo(federated, ann.accessKeyId()))).isEqualTo(cannot("GetAccessKeyInfo"));
        assertThat(world.refusedToAssume(federated, world.roleArn("writer"))).isEqualTo(cannot("AssumeRole"));
    }

    private static Refusal cannot(String operation) {
        return new Refusal(403, "AccessDenied", "Cannot call " + operation + " with session credentials");
    }

    // GetFederationToken

    @Test
    void a_federated_user_has_what_the_user_and_the_session_policy_both_allow() {
        world.userPolicy("ann", "Allow", "sts:GetFederationToken", "*");
        world.userPolicy("ann", "Allow", "kms:ListKeys", "*");
        AwsCredentials dana = federated(ann, r -> r.policy(World.document(World.statement("Allow", "kms:List*", "*"))));
        assertThat(world.arnOf(dana)).isEqualTo("arn:aws:sts::" + world.account + ":federated-user/dana");
        assertThat(userId(dana)).isEqualTo(world.account + ":dana");
        assertThat(world.refusal(() -> world.kms(dana, kms -> kms.listKeys()))).isNull();
        assertThat(world.refusal(() -> world.kms(dana, kms -> kms.listAliases())))
                .extracting(Refusal::message)
                .asString()
                .endsWith("because no identity-based policy allows the kms:ListAliases action");
    }

    @Test
    void a_federated_user_without_a_session_policy_has_nothing() {
        world.userPolicy("ann", "Allow", "sts:GetFederationToken", "*");
        world.userPolicy("ann", "Allow", "kms:*", "*");
        for (AwsCredentials dana : List.of(federated(ann, r -> {}), federated(world.root(), r -> {}))) {
            assertThat(world.refusal(() -> world.kms(dana, kms -> kms.listKeys())))
                    .extracting(Refusal::code)
                    .isEqualTo("AccessDeniedException");
        }
    }

    @Test
    void a_federated_user_of_root_has_what_the_session_policies_say() {
        AwsCredentials dana = federated(
                world.root(),
                r -> r.policyArns(PolicyDescriptorType.builder()
                        .arn("arn:aws:iam::aws:policy/AdministratorAccess")
                        .build()));
        assertThat(world.refusal(() -> world.kms(dana, kms -> kms.listKeys()))).isNull();
        AwsCredentials limited = federated(
                world.root(), r -> r.policy(World.document(World.statement("Allow", "kms:ListAliases", "*"))));
        assertThat(world.refusal(() -> world.kms(limited, kms -> kms.listKeys())))
                .extracting(Refusal::code)
                .isEqualTo("AccessDeniedException");
    }

    @Test
    void federation_needs_the_right_to_it() {
        assertThat(world.refusal(() -> federated(ann, r -> {})))
                .isEqualTo(new Refusal(
                        403,
                        "AccessDenied",
                        "User: " + world.userArn("ann")
                                + " is not authorized to perform: sts:GetFederationToken on resource: arn:aws:sts::"
                                + world.account + ":federated-user/dana because no identity-based policy allows the"
                                + " sts:GetFederationToken action"));
        assertThat(world.refusal(() -> federated(ann, r -> r.name("x"))))
                .extracting(Refusal::code)
                .isEqualTo("ValidationError");
    }

    // GetAccessKeyInfo

    private String keyInfo(AwsCredentials caller, String accessKeyId) {
        return world.sts(
                caller,
                sts -> sts.getAccessKeyInfo(r -> r.accessKeyId(accessKeyId)).account());
    }

    @Test
    void the_account_of_every_access_key_can_be_asked_for() {
        try (World other = new World(server, "444455556666")) {
            assertThat(keyInfo(world.root(), other.user("bob").accessKeyId())).isEqualTo("444455556666");
            assertThat(keyInfo(world.root(), sessionToken(other.root()).accessKeyId()))
                    .isEqualTo("444455556666");
        }
        assertThat(world.refusal(() -> keyInfo(world.root(), "AKIAAAAAAAAAAAAAAAAA")))
                .extracting(Refusal::code)
                .isEqualTo("InvalidParameterValue");
        assertThat(world.refusal(() -> keyInfo(ann, ann.accessKeyId())))
                .extracting(Refusal::code)
                .isEqualTo("AccessDenied");
    }

    // The log

    private String log() {
        return AuditLog.text(folder.resolve("audit"));
    }

    @Test
    void the_log_has_the_id_of_credentials_and_neither_secret_nor_token() throws IOException {
        world.userPolicy("ann", "Allow", "sts:*", "*");
        List<AwsSessionCredentials> sessions =
                List.of(of(role()), of(sessionToken(ann)), of(federated(ann, r -> {})), of(sessionToken(world.root())));
        for (AwsSessionCredentials session : sessions) {
            world.arnOf(session);
        }
        String log = log();
        for (AwsSessionCredentials session : sessions) {
            assertThat(log)
                    .contains("\"responseElements\":{\"credentials\":{\"accessKeyId\":\"" + session.accessKeyId()
                            + "\",\"expiration\":\"")
                    .doesNotContain(session.secretAccessKey())
                    .doesNotContain(session.sessionToken());
        }
        assertThat(log)
                .contains("\"eventName\":\"AssumeRole\"")
                .contains("\"type\":\"AWS::IAM::Role\",\"ARN\":\"" + world.roleArn("writer") + "\"")
                .contains("\"sessionIssuer\":{\"type\":\"Role\",\"principalId\":\"AROA")
                .contains("\"type\":\"FederatedUser\",\"principalId\":\"" + world.account + ":dana\"");
    }
}
