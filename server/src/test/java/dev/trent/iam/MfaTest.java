package dev.trent.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.cli.MovedClock;
import dev.trent.cli.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.AssignmentStatusType;
import software.amazon.awssdk.services.iam.model.SummaryKeyType;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.VirtualMFADevice;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/// Virtual second factors, and the sessions that they give, through the front door.
class MfaTest {
    private static final String INVALID = "Authentication code for device is not valid.";
    private static final String WRONG = "MultiFactorAuthentication failed with invalid MFA one time pass code. ";
    private static final String NOT_THE_USERS =
            "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is"
                    + " valid and associated with this user.";

    private TestServer server;
    private IamClient iam;
    private MovedClock clock;

    @BeforeEach
    void start(@TempDir Path data) {
        server = TestServer.start(data);
        iam = server.iam(TestServer.ACCOUNT);
        clock = new MovedClock(server.uri());
        // A test begins at the beginning of a step, so that the codes do not change while it runs.
        clock.advance("PT" + (30 - clock.now().getEpochSecond() % 30) + "S");
        iam.createUser(b -> b.userName("dana"));
        iam.createUser(b -> b.userName("eve"));
    }

    @AfterEach
    void stop() {
        iam.close();
        server.close();
    }

    private VirtualMFADevice device(String name) {
        return iam.createVirtualMFADevice(b -> b.virtualMFADeviceName(name)).virtualMFADevice();
    }

    private static Authenticator of(VirtualMFADevice device) {
        return new Authenticator(device.base32StringSeed().asString(StandardCharsets.US_ASCII));
    }

    private void enable(String user, VirtualMFADevice device, String first, String second) {
        iam.enableMFADevice(b -> b.userName(user)
                .serialNumber(device.serialNumber())
                .authenticationCode1(first)
                .authenticationCode2(second));
    }

    private Authenticator enabled(String user, VirtualMFADevice device) {
        Authenticator phone = of(device);
        Instant now = clock.now();
        enable(user, device, phone.codeBefore(now), phone.code(now));
        clock.advance("PT30S");
        return phone;
    }

    private void allow(String user, String condition) {
        iam.putUserPolicy(b -> b.userName(user)
                .policyName("own")
                .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":[\"kms:*\","
                        + "\"iam:*\",\"sts:*\"],\"Resource\":\"*\"" + condition + "}}"));
    }

    private AccessKey key(String user) {
        return iam.createAccessKey(b -> b.userName(user)).accessKey();
    }

    private StsClient sts(AccessKey key) {
        return server.sts(AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
    }

    private KmsClient kms(AwsCredentials credentials) {
        return KmsClient.builder()
                .endpointOverride(server.uri())
                .region(Region.of(TestServer.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }

    private IamClient iam(AwsCredentials credentials) {
        return IamClient.builder()
                .endpointOverride(server.uri())
                .region(Region.of(TestServer.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }

    private static AwsCredentials of(Credentials session) {
        return AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
    }

    private static void refused(ThrowingCallable call, int status, String code, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, refused -> {
            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(refused.awsErrorDetails().errorMessage()).contains(message);
            assertThat(refused.statusCode()).isEqualTo(status);
        });
    }

    @Test
    void a_device_is_made_enabled_told_deactivated_and_removed() {
        VirtualMFADevice made = iam.createVirtualMFADevice(b -> b.virtualMFADeviceName("phone")
                        .path("/ops/")
                        .tags(Tag.builder().key("kind").value("phone").build()))
                .virtualMFADevice();
        assertThat(made.serialNumber()).isEqualTo("arn:aws:iam::111122223333:mfa/ops/phone");
        assertThat(made.base32StringSeed().asString(StandardCharsets.US_ASCII)).matches("[A-Z2-7]{64}");
        assertThat(made.tags()).hasSize(1);
        assertThat(iam.listVirtualMFADevices(b -> b.assignmentStatus(AssignmentStatusType.UNASSIGNED))
                        .virtualMFADevices())
                .singleElement()
                .satisfies(listed -> {
                    assertThat(listed.serialNumber()).isEqualTo(made.serialNumber());
                    assertThat(listed.base32StringSeed()).isNull();
                    assertThat(listed.qrCodePNG()).isNull();
                });
        Instant enabled = clock.now();
        enabled("dana", made);
        assertThat(iam.listMFADevices(b -> b.userName("dana")).mfaDevices())
                .singleElement()
                .satisfies(device -> {
                    assertThat(device.userName()).isEqualTo("dana");
                    assertThat(device.serialNumber()).isEqualTo(made.serialNumber());
                    assertThat(device.enableDate()).isBetween(enabled.minusSeconds(2), enabled.plusSeconds(29));
                });
        assertThat(iam.getMFADevice(b -> b.serialNumber(made.serialNumber()).userName("dana"))
                        .userName())
                .isEqualTo("dana");
        assertThat(iam.listVirtualMFADevices(b -> b.assignmentStatus(AssignmentStatusType.ASSIGNED))
                        .virtualMFADevices())
                .singleElement()
                .satisfies(device -> assertThat(device.user().userName()).isEqualTo("dana"));
        assertThat(iam.getAccountSummary().summaryMap())
                .containsEntry(SummaryKeyType.MFA_DEVICES, 1)
                .containsEntry(SummaryKeyType.MFA_DEVICES_IN_USE, 1)
                .containsEntry(SummaryKeyType.ACCOUNT_MFA_ENABLED, 0);
        iam.generateCredentialReport();
        assertThat(iam.getCredentialReport()
                        .content()
                        .asString(StandardCharsets.UTF_8)
                        .lines())
                .anyMatch(line -> line.startsWith("dana,") && line.split(",", -1)[7].equals("true"))
                .anyMatch(line -> line.startsWith("eve,") && line.split(",", -1)[7].equals("false"));
        refused(
                () -> iam.deleteUser(b -> b.userName("dana")),
                409,
                "DeleteConflict",
                "Cannot delete entity, must delete MFA device first.");
        refused(
                () -> iam.deleteVirtualMFADevice(b -> b.serialNumber(made.serialNumber())),
                409,
                "DeleteConflict",
                "MFA VirtualDevice in use. Must deactivate first.");
        iam.deactivateMFADevice(b -> b.userName("dana").serialNumber(made.serialNumber()));
        assertThat(iam.listMFADevices(b -> b.userName("dana")).mfaDevices()).isEmpty();
        iam.deleteVirtualMFADevice(b -> b.serialNumber(made.serialNumber()));
        assertThat(iam.listVirtualMFADevices().virtualMFADevices()).isEmpty();
        iam.deleteUser(b -> b.userName("dana"));
    }

    @Test
    void what_is_not_there_or_in_use_is_refused() {
        VirtualMFADevice made = device("phone");
        refused(
                () -> device("phone"),
                409,
                "EntityAlreadyExists",
                "MFADevice entity at the same path and name already exists.");
        String other = "arn:aws:iam::111122223333:mfa/none";
        List<ThrowingCallable> missing = List.of(
                () -> iam.deleteVirtualMFADevice(b -> b.serialNumber(other)),
                () -> iam.tagMFADevice(b -> b.serialNumber(other)
                        .tags(Tag.builder().key("a").value("b").build())),
                () -> iam.deactivateMFADevice(b -> b.userName("dana").serialNumber(other)),
                () -> iam.getMFADevice(b -> b.userName("dana").serialNumber(other)),
                () -> iam.enableMFADevice(b -> b.userName("dana")
                        .serialNumber(other)
                        .authenticationCode1("123456")
                        .authenticationCode2("123457")));
        for (ThrowingCallable call : missing) {
            refused(call, 404, "NoSuchEntity", "VirtualMFADevice with serial number " + other + " doesn't exist.");
        }
        refused(
                () -> iam.deactivateMFADevice(b -> b.userName("dana").serialNumber(made.serialNumber())),
                404,
                "NoSuchEntity",
                "MFA Device invalid for user.");
        enabled("dana", made);
        refused(() -> enabled("eve", made), 409, "EntityAlreadyExists", "MFA Device is already in use.");
        try (IamClient foreign = server.iam("444455556666")) {
            foreign.createUser(b -> b.userName("dana"));
            refused(
                    () -> foreign.deactivateMFADevice(b -> b.userName("dana").serialNumber(made.serialNumber())),
                    404,
                    "NoSuchEntity",
                    "doesn't exist");
        }
    }

    @Test
    void two_codes_must_follow_each_other() {
        VirtualMFADevice made = device("phone");
        Authenticator phone = of(made);
        Instant now = clock.now();
        refused(
                () -> enable("dana", made, phone.code(now), phone.code(now)),
                403,
                "InvalidAuthenticationCode",
                INVALID);
        refused(
                () -> enable("dana", made, phone.code(now), phone.codeBefore(now)),
                403,
                "InvalidAuthenticationCode",
                INVALID);
        Instant longAgo = now.minusSeconds(300);
        refused(
                () -> enable("dana", made, phone.codeBefore(longAgo), phone.code(longAgo)),
                403,
                "InvalidAuthenticationCode",
                INVALID);
        enable("dana", made, phone.codeBefore(now), phone.code(now));
    }

    @Test
    void a_user_has_at_most_eight_devices() {
        for (int i = 0; i < 8; i++) {
            VirtualMFADevice made = device("phone-" + i);
            Authenticator phone = of(made);
            Instant now = clock.now();
            enable("dana", made, phone.codeBefore(now), phone.code(now));
        }
        VirtualMFADevice ninth = device("phone-8");
        refused(() -> enabled("dana", ninth), 409, "LimitExceeded", "Cannot exceed quota for MFADevicesPerUser: 8");
    }

    @Test
    void a_device_with_a_wrong_clock_is_synchronized() {
        VirtualMFADevice made = device("phone");
        Authenticator phone = enabled("dana", made);
        AccessKey key = key("dana");
        Instant ahead = clock.now().plusSeconds(600);
        try (StsClient sts = sts(key)) {
            refused(() -> session(sts, made, phone.code(ahead)), 403, "AccessDenied", WRONG);
            iam.resyncMFADevice(b -> b.userName("dana")
                    .serialNumber(made.serialNumber())
                    .authenticationCode1(phone.codeBefore(ahead))
                    .authenticationCode2(phone.code(ahead)));
            clock.advance("PT30S");
            assertThatCode(() -> session(sts, made, phone.code(clock.now().plusSeconds(600))))
                    .doesNotThrowAnyException();
        }
        refused(
                () -> iam.resyncMFADevice(b -> b.userName("dana")
                        .serialNumber(made.serialNumber())
                        .authenticationCode1("000000")
                        .authenticationCode2("000000")),
                403,
                "InvalidAuthenticationCode",
                INVALID);
    }

    @Test
    void tags_of_a_device_are_added_listed_and_removed() {
        String serial = device("phone").serialNumber();
        iam.tagMFADevice(b -> b.serialNumber(serial)
                .tags(
                        Tag.builder().key("Kind").value("phone").build(),
                        Tag.builder().key("a").value("b").build()));
        iam.tagMFADevice(b -> b.serialNumber(serial)
                .tags(Tag.builder().key("kind").value("key").build()));
        iam.untagMFADevice(b -> b.serialNumber(serial).tagKeys("A"));
        assertThat(iam.listMFADeviceTags(b -> b.serialNumber(serial)).tags())
                .singleElement()
                .satisfies(tag -> assertThat(tag.key() + tag.value()).isEqualTo("kindkey"));
    }

    private static Credentials session(StsClient sts, VirtualMFADevice device, String code) {
        return sts.getSessionToken(b -> b.serialNumber(device.serialNumber()).tokenCode(code))
                .credentials();
    }

    @Test
    void a_session_with_a_code_shows_it_to_policies() {
        VirtualMFADevice made = device("phone");
        Authenticator phone = enabled("dana", made);
        allow(
                "dana",
                ",\"Condition\":{\"Bool\":{\"aws:MultiFactorAuthPresent\":\"true\"},"
                        + "\"NumericLessThan\":{\"aws:MultiFactorAuthAge\":\"600\"}}");
        AccessKey key = key("dana");
        try (StsClient sts = sts(key);
                KmsClient plain = kms(AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()))) {
            assertThatThrownBy(plain::listKeys).hasMessageContaining("not authorized to perform: kms:ListKeys");
            Credentials without = sts.getSessionToken().credentials();
            try (KmsClient kms = kms(of(without))) {
                assertThatThrownBy(kms::listKeys).hasMessageContaining("not authorized to perform: kms:ListKeys");
            }
            Credentials with = session(sts, made, phone.code(clock.now()));
            try (KmsClient kms = kms(of(with));
                    IamClient own = iam(of(with))) {
                kms.listKeys();
                // A session may use IAM only if a second factor was proven.
                assertThat(own.getUser().user().userName()).isEqualTo("dana");
                clock.advance("PT11M");
                assertThatThrownBy(kms::listKeys).hasMessageContaining("not authorized to perform: kms:ListKeys");
            }
        }
    }

    @Test
    void a_code_is_good_once_and_for_its_own_time() {
        VirtualMFADevice made = device("phone");
        Authenticator phone = enabled("dana", made);
        AccessKey key = key("dana");
        try (StsClient sts = sts(key)) {
            Instant now = clock.now();
            String code = phone.code(now);
            session(sts, made, code);
            refused(() -> session(sts, made, code), 403, "AccessDenied", WRONG);
            refused(() -> session(sts, made, phone.codeBefore(now)), 403, "AccessDenied", WRONG);
            clock.advance("PT5M");
            refused(() -> session(sts, made, code), 403, "AccessDenied", WRONG);
            session(sts, made, phone.codeBefore(clock.now()));
        }
    }

    @Test
    void the_codes_of_enabling_are_used_up() {
        VirtualMFADevice made = device("phone");
        Authenticator phone = of(made);
        Instant now = clock.now();
        enable("dana", made, phone.codeBefore(now), phone.code(now));
        AccessKey key = key("dana");
        try (StsClient sts = sts(key)) {
            refused(() -> session(sts, made, phone.code(now)), 403, "AccessDenied", WRONG);
        }
    }

    @Test
    void somebody_elses_device_and_half_a_proof_are_refused() {
        VirtualMFADevice made = device("phone");
        Authenticator phone = enabled("dana", made);
        AccessKey key = key("eve");
        try (StsClient sts = sts(key);
                StsClient root = server.sts(AwsBasicCredentials.create(TestServer.ACCOUNT, "test"))) {
            refused(() -> session(sts, made, phone.code(clock.now())), 403, "AccessDenied", NOT_THE_USERS);
            refused(() -> session(root, made, phone.code(clock.now())), 403, "AccessDenied", NOT_THE_USERS);
            refused(
                    () -> sts.getSessionToken(b -> b.serialNumber(made.serialNumber())),
                    403,
                    "AccessDenied",
                    "must provide both MFA serial number and one time pass code");
            refused(
                    () -> sts.getSessionToken(b -> b.tokenCode("123456")),
                    403,
                    "AccessDenied",
                    "must provide both MFA serial number and one time pass code");
        }
    }

    @Test
    void after_a_few_wrong_codes_not_even_the_right_one_is_accepted_for_a_while() {
        VirtualMFADevice made = device("phone");
        Authenticator phone = enabled("dana", made);
        AccessKey key = key("dana");
        try (StsClient sts = sts(key)) {
            Instant now = clock.now();
            String wrong = phone.code(now.plusSeconds(3_600));
            for (int i = 0; i < 5; i++) {
                refused(() -> session(sts, made, wrong), 403, "AccessDenied", WRONG);
            }
            refused(() -> session(sts, made, phone.code(now)), 403, "AccessDenied", WRONG);
            clock.advance("PT31S");
            session(sts, made, phone.code(clock.now()));
        }
    }

    @Test
    void a_role_can_demand_a_code() {
        VirtualMFADevice made = device("phone");
        Authenticator phone = enabled("dana", made);
        allow("dana", "");
        iam.createRole(b -> b.roleName("ops")
                .assumeRolePolicyDocument(
                        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":"
                                + "{\"AWS\":\"arn:aws:iam::111122223333:root\"},\"Action\":\"sts:AssumeRole\",\"Condition\":"
                                + "{\"Bool\":{\"aws:MultiFactorAuthPresent\":\"true\"},\"NumericLessThan\":"
                                + "{\"aws:MultiFactorAuthAge\":\"60\"}}}}"));
        AccessKey key = key("dana");
        String role = "arn:aws:iam::111122223333:role/ops";
        try (StsClient sts = sts(key)) {
            refused(
                    () -> sts.assumeRole(b -> b.roleArn(role).roleSessionName("night")),
                    403,
                    "AccessDenied",
                    "not authorized to perform: sts:AssumeRole");
            sts.assumeRole(b -> b.roleArn(role)
                    .roleSessionName("night")
                    .serialNumber(made.serialNumber())
                    .tokenCode(phone.code(clock.now())));
            clock.advance("PT30S");
            Credentials proven = session(sts, made, phone.code(clock.now()));
            try (StsClient again = server.sts(of(proven))) {
                again.assumeRole(b -> b.roleArn(role).roleSessionName("night"));
            }
        }
    }
}
