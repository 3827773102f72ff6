package dev.trent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.audit.AuditLog;
import dev.trent.crypto.Engine;
import dev.trent.seed.SeedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/// `trent dev --seed`, with the example of `docs/seed.md`.
class SeedTest {
    private static final Path EXAMPLE = Path.of("../docs/seed.yaml");
    private static final String ACCOUNT = "111122223333";
    private static final String SYMMETRIC = "1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final String SIGNING = "0987dcba-09fe-87dc-65ba-ab0987654321";
    private static final String MULTI_REGION = "mrk-1234abcd12ab34cd56ef1234567890ab";
    private static final String ALICE = "AKIAIOSFODNN7EXAMPLE";
    private static final String ALICES_SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    @TempDir
    Path folder;

    private Path data = Path.of("");
    private Path file = Path.of("");

    @BeforeEach
    void paths() {
        data = folder.resolve("data");
        file = folder.resolve("seed.yaml");
    }

    private TestServer start(String seed) {
        try {
            Files.writeString(file, seed);
            return TestServer.seeded(data, file);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private String refused(String seed) {
        try {
            Files.writeString(file, seed);
            Settings settings = new Settings(data, "127.0.0.1", 0, null, null, null, true).seededBy(file);
            Trent.start(settings, Engine.fastest(), InstantSource.system(), null)
                    .close();
            throw new AssertionError("it was applied: " + seed);
        } catch (SeedException refusal) {
            String message = String.valueOf(refusal.getMessage());
            String start = "The seed '" + file + "' cannot be applied: ";
            assertThat(message).startsWith(start);
            return message.substring(start.length());
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static String example() {
        try {
            return Files.readString(EXAMPLE);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void the_example_makes_what_it_says() {
        try (TestServer server = start(example());
                KmsClient root = server.client(ACCOUNT, "eu-central-1");
                KmsClient west = server.client(ACCOUNT, "us-west-2");
                KmsClient other = server.client("444455556666", "us-east-1");
                KmsClient alice = server.client(ALICE, ALICES_SECRET, "eu-central-1");
                IamClient iam = server.iam(ACCOUNT)) {
            assertThat(root.describeKey(r -> r.keyId("alias/orders"))
                            .keyMetadata()
                            .keyId())
                    .isEqualTo(SYMMETRIC);
            assertThat(root.getKeyRotationStatus(r -> r.keyId(SYMMETRIC)).rotationPeriodInDays())
                    .isEqualTo(180);
            assertThat(root.listGrants(r -> r.keyId(SYMMETRIC))
                            .grants()
                            .getFirst()
                            .name())
                    .isEqualTo("shop-reads");
            assertThat(root.getPublicKey(r -> r.keyId(SIGNING)).publicKey().asByteArray())
                    .hasSize(91);
            SdkBytes message = SdkBytes.fromUtf8String("message");
            SdkBytes mac = root.generateMac(r -> r.keyId(MULTI_REGION)
                            .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256)
                            .message(message))
                    .mac();
            assertThat(west.verifyMac(r -> r.keyId(MULTI_REGION)
                                    .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256)
                                    .message(message)
                                    .mac(mac))
                            .macValid())
                    .isTrue();
            assertThat(other.describeKey(r -> r.keyId("11111111-2222-4333-8444-555555555555"))
                            .keyMetadata()
                            .keyState())
                    .isEqualTo(KeyState.DISABLED);
            assertThat(alice.encrypt(r -> r.keyId(SYMMETRIC).plaintext(message)).keyId())
                    .endsWith(SYMMETRIC);
            assertThat(alice.listKeys().keys()).hasSize(3);
            assertThat(iam.getUser(r -> r.userName("alice")).user().arn()).endsWith(":user/team/alice");
            assertThat(iam.getRole(r -> r.roleName("shop")).role().maxSessionDuration())
                    .isEqualTo(7200);
        }
    }

    @Test
    void a_seeded_user_assumes_a_seeded_role() {
        try (TestServer server = start(example());
                StsClient sts = server.sts(AwsBasicCredentials.create(ALICE, ALICES_SECRET))) {
            Credentials session = sts.assumeRole(r ->
                            r.roleArn("arn:aws:iam::111122223333:role/shop").roleSessionName("test"))
                    .credentials();
            try (KmsClient shop = server.kms(AwsSessionCredentials.create(
                    session.accessKeyId(), session.secretAccessKey(), session.sessionToken()))) {
                assertThat(shop.generateDataKey(r -> r.keyId(SYMMETRIC).keySpec("AES_256"))
                                .keyId())
                        .endsWith(SYMMETRIC);
            }
        }
    }

    @Test
    void the_next_start_changes_nothing() throws IOException {
        try (TestServer server = start(example())) {
            assertThat(server.uri()).isNotNull();
        }
        List<String> made = changes();
        assertThat(made).contains("CreateKey", "CreateUser", "CreateAccessKey", "ReplicateKey", "DisableKey");
        try (TestServer server = start(example());
                KmsClient root = server.client(ACCOUNT, "eu-central-1")) {
            assertThat(root.listKeys().keys()).hasSize(3);
            assertThat(root.listGrants(r -> r.keyId(SYMMETRIC)).grants()).hasSize(1);
        }
        assertThat(changes()).isEqualTo(made);
    }

    /// Returns the names of the recorded calls of the seed that changed something.
    private List<String> changes() {
        List<String> names = new ArrayList<>();
        for (String line : AuditLog.records(data.resolve("audit"))) {
            if (line.contains("\"userAgent\":\"trent-seed\"") && line.contains("\"readOnly\":false")) {
                names.add(line.replaceAll(".*\"eventName\":\"([A-Za-z]+)\".*", "$1"));
            }
        }
        return names;
    }

    @Test
    void what_is_missing_is_made_and_the_rest_stays() {
        String one = "keys:\n- keyId: " + SYMMETRIC + "\n  description: one\n";
        try (TestServer server = start(one)) {
            assertThat(server.uri()).isNotNull();
        }
        try (TestServer server = start(one + "  aliases: [alias/one]\n- keyId: " + SIGNING + "\n");
                KmsClient root = server.client("000000000000", "us-east-1")) {
            assertThat(root.listKeys().keys()).hasSize(2);
            assertThat(root.describeKey(r -> r.keyId("alias/one")).keyMetadata().description())
                    .isEqualTo("one");
        }
    }

    private void conflicts(UnaryOperator<String> change, String... told) {
        String changed = change.apply(example());
        assertThat(changed).isNotEqualTo(example());
        assertThat(refused(changed)).contains(told).contains("(--data)");
    }

    @Test
    void a_conflict_with_what_is_stored_names_both() {
        try (TestServer server = start(example())) {
            assertThat(server.uri()).isNotNull();
        }
        String arn = "arn:aws:kms:eu-central-1:111122223333:key/" + SYMMETRIC;
        conflicts(
                seed -> seed.replace("Encrypts orders", "Encrypts bills"),
                "keys[0].description, line 51: the seed says 'Encrypts bills', and the key " + arn
                        + " has 'Encrypts orders'.");
        conflicts(
                seed -> seed.replace("AAECAwQF", "AAAAAAAA"),
                "keys[0].keyMaterial, line 54: the key " + arn + " has another key material than the seed.");
        conflicts(
                seed -> seed.replace("stage: test", "stage: live"),
                "keys[0].tags, line 52: the seed says 'live' for the tag 'stage', and the key " + arn + " has 'test'.");
        conflicts(
                seed -> seed.replace("Days: 180", "Days: 90"),
                "keys[0].rotationPeriodInDays, line 56: the seed says '90'",
                "has '180'.");
        conflicts(
                seed -> seed.replace("[Decrypt, DescribeKey]", "[Encrypt]"),
                "keys[0].grants[0].operations, line 62: the seed says [Encrypt], and the grant ",
                " has [Decrypt, DescribeKey].");
        conflicts(
                seed -> seed.replace("purpose: orders", "purpose: bills"),
                "keys[0].grants[0].constraints, line 63: the seed has other constraints than the grant ");
        conflicts(
                seed -> seed.replace("alias/tokens", "alias/orders"),
                "keys[1].aliases[0], line 78: the seed says that 'alias/orders' is an alias of the key " + SIGNING,
                "and it is one of the key " + SYMMETRIC);
        conflicts(
                seed -> seed.replace("ECC_NIST_P256", "ECC_SECG_P256K1"),
                "keys[1].keySpec, line 69: the seed says 'ECC_SECG_P256K1', and the key ",
                "has 'ECC_NIST_P256'.");
        conflicts(
                seed -> seed.replace("Action: kms:*", "Action: [kms:*]"),
                "keys[2].policy, line 87: the seed has another policy than the key ");
        conflicts(
                seed -> seed.replace("EXAMPLEKEY", "OTHER"),
                "users[0].accessKeys[0].secretAccessKey, line 33: the access key " + ALICE
                        + " has another secret than the seed.");
        conflicts(
                seed -> seed.replace("userName: alice", "userName: bob").replace("user/team/alice", "user/team/bob"),
                "users[0].accessKeys[0].accessKeyId, line 32: the seed says that the access key " + ALICE
                        + " is one of the user 'bob', and it is one of arn:aws:iam::111122223333:user/team/alice.");
        conflicts(seed -> seed.replace("path: /team/", "path: /"), "users[0].path, line 22: the seed says '/'");
        conflicts(
                seed -> seed.replace("\"kms:List*\"", "\"kms:ListKeys\""),
                "users[0].policies.ListKeys, line 28: the seed has another policy than the user 'alice'");
        conflicts(seed -> seed.replace("7200", "3600"), "roles[0].maxSessionDuration, line 38: the seed says '3600'");
        conflicts(
                seed -> seed.replace(", kms:GenerateDataKey", ""),
                "policies[0].policyDocument, line 13: the seed has another policy than the policy"
                        + " arn:aws:iam::111122223333:policy/UseOrders");
        try (TestServer server = start(example());
                KmsClient root = server.client(ACCOUNT, "eu-central-1")) {
            root.scheduleKeyDeletion(r -> r.keyId(SYMMETRIC));
        }
        assertThat(refused(example()))
                .contains("keys[0].keyId, line 50: the key " + arn + " is in the state PendingDeletion.");
    }

    @Test
    void what_is_wrong_is_told_with_its_place() {
        String key = "keys:\n- keyId: " + SYMMETRIC + "\n";
        assertThat(refused("keys:\n- {}\n")).isEqualTo("keys[0], line 2: the member keyId is missing.");
        assertThat(refused(key + "  spec: HMAC_256\n"))
                .startsWith("keys[0].spec, line 3: there is no such member; here can be account, aliases, ");
        assertThat(refused("key: []\n")).startsWith("key, line 1: there is no such member");
        assertThat(refused(key + "  keySpec: HMAC_1\n"))
                .startsWith("keys[0].keySpec, line 3: CreateKey was refused with ValidationException: 1 validation"
                        + " error detected: Value 'HMAC_1' at 'keySpec' failed");
        assertThat(refused(key + "  keySpec: HMAC_256\n")).startsWith("keys[0], line 2: CreateKey was refused");
        assertThat(refused(key + "  keySpec: HMAC_256\n  keyUsage: SIGN_VERIFY\n"))
                .startsWith("keys[0].keyUsage, line 4: CreateKey was refused");
        assertThat(refused(key + "  keyMaterial: AAAA\n"))
                .startsWith("keys[0].keyMaterial, line 3: CreateKey was refused with ValidationException: The key"
                        + " material must have 32 bytes, and it has 3.");
        assertThat(refused(key + "  keyMaterial: '?'\n")).isEqualTo("keys[0].keyMaterial, line 3: this is not Base64.");
        assertThat(refused(key + "  privateKeyPem: AAAA\n"))
                .startsWith("keys[0].privateKeyPem, line 3: this is a private key in PEM");
        assertThat(refused(key + "  origin: EXTERNAL\n  keyMaterial: AAAA\n"))
                .startsWith("keys[0].keyMaterial, line 4: CreateKey was refused");
        assertThat(refused("keys:\n- keyId: my-key\n"))
                .startsWith("keys[0].keyId, line 2: CreateKey was refused with ValidationException: The tag"
                        + " _custom_id_ takes a key id");
        assertThat(refused(key + "  policy: {Version: x}\n"))
                .startsWith("keys[0].policy, line 3: CreateKey was refused with MalformedPolicyDocumentException");
        assertThat(refused(key + "  policy: [x]\n")).startsWith("keys[0].policy, line 3: a policy is a mapping");
        assertThat(refused(key + "  tags: {aws:x: y}\n"))
                .startsWith("keys[0].tags, line 3: CreateKey was refused with TagException");
        assertThat(refused(key + "  tags: {_custom_id_: y}\n")).startsWith("keys[0].tags._custom_id_, line 3: write");
        assertThat(refused(key + "  multiRegion: yes\n"))
                .isEqualTo("keys[0].multiRegion, line 3: this is true or false, not 'yes'.");
        assertThat(refused(key + "  account: 12\n"))
                .isEqualTo("keys[0].account, line 3: an account has twelve digits, not '12'.");
        assertThat(refused(key + "  region: cn-north-1\n"))
                .startsWith("keys[0].region, line 3: 'cn-north-1' is no Region of the partition aws");
        assertThat(refused(key + "  aliases: orders\n")).startsWith("keys[0].aliases, line 3: this is a list");
        assertThat(refused("users:\n- userName: a b\n"))
                .startsWith("users[0].userName, line 2: GetUser was refused with ValidationError");
        assertThat(refused("users:\n- userName: a\n  attachedPolicies:\n  - None\n"))
                .startsWith("users[0].attachedPolicies[0], line 4: AttachUserPolicy was refused with NoSuchEntity");
        assertThat(refused("users:\n- userName: a\n  accessKeys:\n  - accessKeyId: short\n    secretAccessKey: x\n"))
                .startsWith("users[0].accessKeys[0].accessKeyId, line 4: CreateAccessKey was refused");
        assertThat(refused("roles:\n- roleName: a\n"))
                .isEqualTo("roles[0], line 2: the member assumeRolePolicyDocument is missing.");
    }

    @Test
    void aliases_and_rotation_are_refused_with_their_places() {
        String key = "keys:\n- keyId: " + SYMMETRIC + "\n";
        assertThat(refused(key + "  aliases:\n  - alias/aws/x\n"))
                .startsWith("keys[0].aliases[0], line 4: CreateAlias was refused");
        assertThat(refused(key + "  rotationPeriodInDays: 90\n"))
                .isEqualTo("keys[0].rotationPeriodInDays, line 3: this needs enableKeyRotation: true.");
        assertThat(refused(key + "  enableKeyRotation: true\n  rotationPeriodInDays: 9\n"))
                .startsWith("keys[0].enableKeyRotation, line 3: EnableKeyRotation was refused");
        assertThat(refused(key + "  replicaRegions: [us-west-2]\n"))
                .startsWith("keys[0].replicaRegions[0], line 3: ReplicateKey was refused");
        assertThat(refused(key + "  grants:\n  - granteePrincipal: x\n"))
                .isEqualTo("keys[0].grants[0], line 4: the member name is missing.");
        assertThat(refused(key + "  grants:\n  - name: a\n    granteePrincipal: x\n    operations: [Fly]\n"))
                .startsWith("keys[0].grants[0].operations, line 6: CreateGrant was refused");
    }

    @Test
    void a_file_that_cannot_be_read_is_refused() throws IOException {
        assertThatThrownBy(() -> TestServer.seeded(data, folder.resolve("none.yaml")))
                .hasRootCauseInstanceOf(NoSuchFileException.class);
        Files.write(file, new byte[] {(byte) 0xff});
        assertThatThrownBy(() -> TestServer.seeded(data, file)).hasMessageContaining("is not UTF-8");
        Files.write(file, new byte[2 * 1024 * 1024]);
        assertThatThrownBy(() -> TestServer.seeded(data, file)).hasMessageContaining("is longer than 1048576 bytes");
    }

    @Test
    void no_secret_of_a_seed_is_in_the_data_or_a_log() throws IOException {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try (TestServer server = start(example())) {
            assertThat(server.uri()).isNotNull();
        } finally {
            System.setErr(before);
        }
        String told = refused(example().replace("keySpec: ECC_NIST_P256", "keySpec: ECC_NIST_P384"))
                + refused(example().replace("EXAMPLEKEY", "OTHER"));
        List<String> secrets =
                List.of(ALICES_SECRET.substring(0, 20), "AAECAwQFBgcICQoLDA0ODxAREhMUFRYX", "MHcCAQEEIIRURHNbvnDDs6aX");
        assertThat(log.toString(StandardCharsets.UTF_8) + told).doesNotContain(secrets);
        try (Stream<Path> files = Files.walk(data)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                String content = Files.readString(each, StandardCharsets.ISO_8859_1);
                secrets.forEach(secret -> assertThat(content.contains(secret))
                        .as(secret + " in " + each)
                        .isFalse());
                assertThat(content.contains("\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r"))
                        .as("material in " + each)
                        .isFalse();
            }
        }
    }

    @Test
    void production_has_no_such_option() {
        Installation installation = new Installation(data);
        Installation.Ran ran = installation.command("server", "--seed", EXAMPLE.toString());
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("--seed");
    }
}
