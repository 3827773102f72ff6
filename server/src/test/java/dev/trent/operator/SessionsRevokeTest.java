package dev.trent.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trent.cli.Installation;
import dev.trent.cli.Installation.Shown;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/// Sessions that an operator ends are refused from the next request on, on a running server and after a
/// restart.
class SessionsRevokeTest {
    private static final String USER_ARN = "arn:aws:iam::" + Installation.ACCOUNT + ":user/ann";
    private static final String WRITER = "arn:aws:iam::" + Installation.ACCOUNT + ":role/writer";
    private static final String READER = "arn:aws:iam::" + Installation.ACCOUNT + ":role/reader";

    @TempDir
    Path folder;

    private Installation installation;
    private Shown shown;
    private Installation.Server server;
    private AwsCredentials root;
    private AwsCredentials ann;

    @BeforeEach
    void start() throws IOException {
        installation = new Installation(folder.resolve("data"));
        shown = installation.init();
        root = AwsBasicCredentials.create(shown.accessKeyId(), shown.secret());
        server = installation.serve();
        try (IamClient iam = iam()) {
            iam.createUser(r -> r.userName("ann"));
            iam.putUserPolicy(r -> r.userName("ann")
                    .policyName("federate")
                    .policyDocument(allow("\"Action\":\"sts:GetFederationToken\",\"Resource\":\"*\"")));
            var key = iam.createAccessKey(r -> r.userName("ann")).accessKey();
            ann = AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
            for (String role : List.of("writer", "reader")) {
                iam.createRole(r -> r.roleName(role)
                        .assumeRolePolicyDocument(
                                allow("\"Principal\":{\"AWS\":\"" + USER_ARN + "\"},\"Action\":\"sts:AssumeRole\"")));
            }
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void restart() throws IOException {
        server.close();
        server = installation.serve();
    }

    private static String allow(String rest) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\"," + rest + "}]}";
    }

    private URI uri() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    private IamClient iam() {
        return IamClient.builder()
                .endpointOverride(uri())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(root))
                .build();
    }

    private <T> T sts(AwsCredentials caller, Function<StsClient, T> call) {
        try (StsClient sts = StsClient.builder()
                .endpointOverride(uri())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(caller))
                .build()) {
            return call.apply(sts);
        }
    }

    private static AwsCredentials of(Credentials made) {
        return AwsSessionCredentials.create(made.accessKeyId(), made.secretAccessKey(), made.sessionToken());
    }

    private AwsCredentials sessionToken(AwsCredentials caller) {
        return sts(caller, sts -> of(sts.getSessionToken().credentials()));
    }

    private AwsCredentials federated(AwsCredentials caller) {
        return sts(caller, sts -> of(sts.getFederationToken(r -> r.name("dana")).credentials()));
    }

    private AwsCredentials assumed(AwsCredentials caller, String role) {
        return sts(
                caller,
                sts -> of(sts.assumeRole(r -> r.roleArn(role).roleSessionName("night"))
                        .credentials()));
    }

    /// Returns STS's error code for a caller, or `ok` if the caller is let in.
    private String told(AwsCredentials caller) {
        AwsServiceException refused =
                catchThrowableOfType(AwsServiceException.class, () -> sts(caller, StsClient::getCallerIdentity));
        return refused == null ? "ok" : refused.awsErrorDetails().errorCode();
    }

    private String toldByKms(AwsCredentials caller) {
        try (KmsClient kms = KmsClient.builder()
                .endpointOverride(uri())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(caller))
                .build()) {
            AwsServiceException refused = catchThrowableOfType(AwsServiceException.class, () -> kms.listKeys());
            return refused == null
                    ? "ok"
                    : refused.awsErrorDetails().errorCode() + ": "
                            + refused.awsErrorDetails().errorMessage();
        }
    }

    private List<String> told(List<AwsCredentials> callers) {
        return callers.stream().map(this::told).toList();
    }

    private void command(String... arguments) {
        installation.command(arguments).succeeded();
    }

    @Test
    void the_sessions_of_a_root_user_end_with_its_credential() throws IOException {
        List<AwsCredentials> sessions = List.of(sessionToken(root), federated(root));
        List<AwsCredentials> others = List.of(ann, sessionToken(ann), federated(ann), assumed(ann, WRITER));
        assertThat(told(sessions)).containsOnly("ok");

        command("root-credential", "revoke", shown.accessKeyId());

        assertThat(told(sessions)).containsOnly("InvalidClientTokenId");
        assertThat(toldByKms(sessions.getFirst()))
                .isEqualTo("UnrecognizedClientException: The security token included in the request is invalid.");
        assertThat(told(others)).containsOnly("ok");
        Shown next = Shown.in(installation
                .command("root-credential", "create", "--account", Installation.ACCOUNT)
                .succeeded());
        root = AwsBasicCredentials.create(next.accessKeyId(), next.secret());
        AwsCredentials later = sessionToken(root);
        assertThat(told(later)).isEqualTo("ok");
        assertThat(told(federated(root))).isEqualTo("ok");
        restart();
        assertThat(told(sessions)).containsOnly("InvalidClientTokenId");
        assertThat(told(later)).isEqualTo("ok");
    }

    @Test
    void they_end_also_if_it_is_revoked_while_no_server_runs() throws IOException {
        AwsCredentials session = sessionToken(root);
        server.close();
        command("root-credential", "revoke", shown.accessKeyId());
        server = installation.serve();
        assertThat(told(session)).isEqualTo("InvalidClientTokenId");
    }

    @Test
    void the_sessions_of_a_role_end_and_new_ones_begin_at_once() throws IOException {
        AwsCredentials session = assumed(ann, WRITER);
        List<AwsCredentials> others = List.of(ann, root, sessionToken(ann), assumed(ann, READER));

        command("sessions", "revoke", "--account", Installation.ACCOUNT, "--role", "writer");
        AwsCredentials later = assumed(ann, WRITER);

        assertThat(told(session)).isEqualTo("InvalidClientTokenId");
        assertThat(told(later)).isEqualTo("ok");
        assertThat(told(others)).containsOnly("ok");
        restart();
        assertThat(told(session)).isEqualTo("InvalidClientTokenId");
        assertThat(told(later)).isEqualTo("ok");
    }

    @Test
    void the_sessions_of_a_user_end_and_its_access_key_stays() {
        List<AwsCredentials> sessions = List.of(sessionToken(ann), federated(ann));
        List<AwsCredentials> others = List.of(ann, sessionToken(root), assumed(ann, WRITER));

        command("sessions", "revoke", "--account", Installation.ACCOUNT, "--user", "ANN");

        assertThat(told(sessions)).containsOnly("InvalidClientTokenId");
        assertThat(told(others)).containsOnly("ok");
        assertThat(told(sessionToken(ann))).isEqualTo("ok");
    }

    @Test
    void the_sessions_of_the_root_user_end_and_its_credential_stays() {
        List<AwsCredentials> sessions = List.of(sessionToken(root), federated(root));
        AwsCredentials other = sessionToken(ann);

        command("sessions", "revoke", "--account", Installation.ACCOUNT, "--root-user");

        assertThat(told(sessions)).containsOnly("InvalidClientTokenId");
        assertThat(told(List.of(root, other))).containsOnly("ok");
    }

    @Test
    void all_sessions_of_an_account_end_and_none_of_another() {
        Shown second = Shown.in(installation
                .command("account", "create", "444455556666", "--root-credential")
                .succeeded());
        AwsCredentials foreign = sessionToken(AwsBasicCredentials.create(second.accessKeyId(), second.secret()));
        List<AwsCredentials> sessions =
                List.of(sessionToken(root), federated(root), sessionToken(ann), federated(ann), assumed(ann, WRITER));

        command("sessions", "revoke", "--account", Installation.ACCOUNT);

        assertThat(told(sessions)).containsOnly("InvalidClientTokenId");
        assertThat(told(List.of(root, ann, foreign, assumed(ann, WRITER), sessionToken(root))))
                .containsOnly("ok");
    }

    @Test
    void a_session_outlives_the_access_key_that_began_it_until_it_is_ended() {
        AwsCredentials session = sessionToken(ann);
        try (IamClient iam = iam()) {
            iam.updateAccessKey(
                    r -> r.userName("ann").accessKeyId(ann.accessKeyId()).status("Inactive"));
            assertThat(told(List.of(ann, session))).containsExactly("InvalidClientTokenId", "ok");
            iam.deleteAccessKey(r -> r.userName("ann").accessKeyId(ann.accessKeyId()));
        }
        assertThat(told(session)).isEqualTo("ok");
        command("sessions", "revoke", "--account", Installation.ACCOUNT, "--user", "ann");
        assertThat(told(session)).isEqualTo("InvalidClientTokenId");
    }

    @Test
    void a_session_outlives_its_roles_trust_in_who_began_it() {
        AwsCredentials session = assumed(ann, WRITER);
        try (IamClient iam = iam()) {
            iam.updateAssumeRolePolicy(r -> r.roleName("writer")
                    .policyDocument(allow("\"Principal\":{\"AWS\":\"" + READER + "\"},\"Action\":\"sts:AssumeRole\"")));
        }
        assertThat(told(session)).isEqualTo("ok");
    }

    @Test
    void each_end_is_on_record_done_or_refused() throws IOException {
        command("sessions", "revoke", "--account", Installation.ACCOUNT, "--role", "writer");
        command("sessions", "revoke", "--account", Installation.ACCOUNT);
        assertThat(installation
                        .command("sessions", "revoke", "--account", Installation.ACCOUNT, "--user", "nobody")
                        .failed(1))
                .isEqualTo("trent: The user with name nobody cannot be found.\n");
        assertThat(installation
                        .command("sessions", "revoke", "--account", "444455556666")
                        .failed(1))
                .contains("There is no account 444455556666.");

        List<String> records = installation.records().stream()
                .filter(line -> line.contains("\"eventName\":\"RevokeSessions\""))
                .toList();
        assertThat(records)
                .hasSize(4)
                .allSatisfy(line -> assertThat(line)
                        .contains("\"eventType\":\"AwsServiceEvent\"", "\"invokedBy\":\"trent operator ("));
        assertThat(records.get(0))
                .contains("\"accountId\":\"" + Installation.ACCOUNT + "\"", "\"sessionsOf\":\"role/writer\"")
                .containsPattern("\"begunUntil\":\"20[0-9-]+T[0-9:.]+Z\"");
        assertThat(records.get(1)).contains("\"sessionsOf\":\"*\"");
        assertThat(records.get(2))
                .contains("\"errorCode\":\"NoSuchEntity\"", "\"sessionsOf\":\"user/nobody\"")
                .doesNotContain("begunUntil");
        assertThat(records.get(3)).contains("\"errorCode\":\"NoSuchEntity\"");
    }

    @Test
    void what_is_not_understood_ends_nothing() {
        AwsCredentials session = sessionToken(ann);
        assertThat(installation.command("sessions", "revoke").failed(2)).contains("--account");
        assertThat(installation
                        .command("sessions", "revoke", "--account", Installation.ACCOUNT, "--user=ann", "--role=writer")
                        .failed(2))
                .contains("one of --user, --role and --root-user");
        assertThat(told(session)).isEqualTo("ok");
    }
}
