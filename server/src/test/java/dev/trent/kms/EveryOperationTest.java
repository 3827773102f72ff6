package dev.trent.kms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.call.Operation;
import dev.trent.cli.TestServer;
import dev.trent.cli.TestServer.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Runs every operation that names a key as a stranger, on a missing key, on a disabled key and on one
/// pending deletion, so that a new operation cannot forget to ask.
class EveryOperationTest {
    private static final String STRANGER = "999988887777";
    private static final String EVERYTHING = "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}";
    private static final String NOTHING = "{\"Effect\":\"Deny\",\"Action\":\"kms:*\",\"Resource\":\"*\"}";
    private static final String NO_GRANT = "0".repeat(64);
    private static final String MISSING = "00000000-0000-4000-8000-000000000000";

    /// Operations that use the key's material, which a key that is not enabled does not allow.
    private static final Set<String> CRYPTOGRAPHIC = Set.of(
            "Decapsulate",
            "Decrypt",
            "DeriveSharedSecret",
            "Encapsulate",
            "Encrypt",
            "GenerateDataKey",
            "GenerateDataKeyPair",
            "GenerateDataKeyPairWithoutPlaintext",
            "GenerateDataKeyWithoutPlaintext",
            "GenerateMac",
            "ReEncrypt",
            "Sign",
            "Verify",
            "VerifyMac");

    /// Operations that take an alias in the place of a key.
    private static final Set<String> TAKING_ALIASES = Stream.concat(
                    CRYPTOGRAPHIC.stream(), Stream.of("DescribeKey", "GetPublicKey"))
            .collect(Collectors.toUnmodifiableSet());

    /// Operations that change a key, which one pending deletion does not allow.
    private static final Set<String> KEEPING = Set.of(
            "CreateAlias",
            "CreateGrant",
            "DisableKey",
            "EnableKey",
            "ScheduleKeyDeletion",
            "TagResource",
            "UntagResource",
            "UpdateAlias",
            "UpdateKeyDescription");

    /// The kinds of key that the operations are for.
    private enum Kind {
        ENCRYPTING("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT"),
        SIGNING("ECC_NIST_P256", "SIGN_VERIFY"),
        AUTHENTICATING("HMAC_256", "GENERATE_VERIFY_MAC"),
        AGREEING("ECC_NIST_P256", "KEY_AGREEMENT"),
        ENCAPSULATING("ML_KEM_512", "ENCAPSULATE_DECAPSULATE");

        private final String request;

        Kind(String spec, String usage) {
            this.request = "{\"KeySpec\":\"" + spec + "\",\"KeyUsage\":\"" + usage + "\"}";
        }

        static Kind of(Operation<?, ?> operation) {
            return switch (operation.name()) {
                case "GetPublicKey", "Sign", "Verify" -> SIGNING;
                case "GenerateMac", "VerifyMac" -> AUTHENTICATING;
                case "DeriveSharedSecret" -> AGREEING;
                case "Decapsulate", "Encapsulate" -> ENCAPSULATING;
                default -> ENCRYPTING;
            };
        }
    }

    private static TestServer server;
    private static TestServer.UserKey nobody;
    private static TestServer.UserKey forbidden;
    private static TestServer.UserKey foreigner;
    private static final Map<Kind, String> ENABLED = new EnumMap<>(Kind.class);
    private static final Map<Kind, String> DISABLED = new EnumMap<>(Kind.class);
    private static final Map<Kind, String> PENDING = new EnumMap<>(Kind.class);
    private static final Map<String, String> GRANTS = new HashMap<>();

    @BeforeAll
    static void make_keys(@TempDir Path data) {
        server = TestServer.start(data);
        nobody = server.user(TestServer.ACCOUNT, "nobody", null);
        forbidden = server.user(TestServer.ACCOUNT, "forbidden", statements(EVERYTHING, NOTHING));
        foreigner = server.user(STRANGER, "foreigner", statements(EVERYTHING));
        for (Kind kind : Kind.values()) {
            ENABLED.put(kind, make(kind));
            DISABLED.put(kind, make(kind));
            PENDING.put(kind, make(kind));
        }
        String moving = ENABLED.get(Kind.ENCRYPTING);
        ok("CreateAlias", "{\"AliasName\":\"alias/moving\",\"TargetKeyId\":\"" + moving + "\"}");
        for (Map<Kind, String> keys : List.of(ENABLED, DISABLED, PENDING)) {
            String key = Objects.requireNonNull(keys.get(Kind.ENCRYPTING));
            GRANTS.put("RetireGrant" + key, grant(key));
            GRANTS.put("RevokeGrant" + key, grant(key));
        }
        DISABLED.values().forEach(key -> ok("DisableKey", "{\"KeyId\":\"" + key + "\"}"));
        PENDING.values().forEach(key -> ok("ScheduleKeyDeletion", "{\"KeyId\":\"" + key + "\"}"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String grant(String key) {
        String body = ok(
                        "CreateGrant",
                        "{\"KeyId\":\"" + key + "\",\"GranteePrincipal\":\"arn:aws:iam::" + TestServer.ACCOUNT
                                + ":root\",\"Operations\":[\"Decrypt\"]}")
                .body();
        return body.substring(body.indexOf("\"GrantId\":\"") + 11).substring(0, 64);
    }

    private static String make(Kind kind) {
        String body = ok("CreateKey", kind.request).body();
        int at = body.indexOf("\"KeyId\":\"") + 9;
        return body.substring(at, at + 36);
    }

    private static String key(Map<Kind, String> keys, Operation<?, ?> operation) {
        return Objects.requireNonNull(keys.get(Kind.of(operation)));
    }

    private static Answer ok(String operation, String json) {
        Answer answer = server.kms(operation, json);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private static String statements(String... statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    }

    private static List<Operation<?, ?>> namingAKey() {
        List<Operation<?, ?>> found = new ArrayList<>();
        for (Operation<?, ?> operation : OperationsFixture.all()) {
            boolean names = Arrays.stream(operation.request().getRecordComponents())
                    .anyMatch(component -> component.getName().endsWith("eyId")
                            && !component.getName().startsWith("xks"));
            if (names) {
                found.add(operation);
            }
        }
        return found;
    }

    private static String request(Operation<?, ?> operation, String key) {
        String member = Arrays.stream(operation.request().getRecordComponents())
                .map(component -> component.getName())
                .filter(name -> name.equals("keyId") || name.equals("targetKeyId") || name.equals("sourceKeyId"))
                .findFirst()
                .orElseThrow();
        String name = Character.toUpperCase(member.charAt(0)) + member.substring(1);
        String rest = switch (operation.name()) {
            case "Encrypt" -> ",\"Plaintext\":\"aGVsbG8=\"";
            case "Decrypt" -> ",\"DryRun\":true,\"DryRunModifiers\":[\"IGNORE_CIPHERTEXT\"]";
            case "ReEncrypt" ->
                ",\"DestinationKeyId\":\"" + ENABLED.get(Kind.ENCRYPTING)
                        + "\",\"DryRun\":true,\"DryRunModifiers\":[\"IGNORE_CIPHERTEXT\"]";
            case "GenerateDataKey", "GenerateDataKeyWithoutPlaintext" -> ",\"KeySpec\":\"AES_256\"";
            case "GenerateDataKeyPair", "GenerateDataKeyPairWithoutPlaintext" -> ",\"KeyPairSpec\":\"ECC_NIST_P256\"";
            case "Sign" -> ",\"Message\":\"aGVsbG8=\",\"SigningAlgorithm\":\"ECDSA_SHA_256\"";
            case "Verify" ->
                ",\"Message\":\"aGVsbG8=\",\"SigningAlgorithm\":\"ECDSA_SHA_256\",\"Signature\":\"aGVsbG8=\"";
            case "GenerateMac" -> ",\"Message\":\"aGVsbG8=\",\"MacAlgorithm\":\"HMAC_SHA_256\"";
            case "VerifyMac" -> ",\"Message\":\"aGVsbG8=\",\"MacAlgorithm\":\"HMAC_SHA_256\",\"Mac\":\"aGVsbG8=\"";
            case "DeriveSharedSecret" -> ",\"KeyAgreementAlgorithm\":\"ECDH\",\"PublicKey\":\"aGVsbG8=\"";
            case "Encapsulate" -> ",\"EncapsulationAlgorithm\":\"ML_KEM\"";
            case "Decapsulate" -> ",\"EncapsulationAlgorithm\":\"ML_KEM\",\"SharedSecretCiphertextBlob\":\"aGVsbG8=\"";
            case "CreateGrant" ->
                ",\"GranteePrincipal\":\"arn:aws:iam::" + TestServer.ACCOUNT + ":root\",\"Operations\":[\"Decrypt\"]";
            case "RetireGrant", "RevokeGrant" ->
                ",\"GrantId\":\"" + GRANTS.getOrDefault(operation.name() + key, NO_GRANT) + "\"";
            case "CreateAlias" -> ",\"AliasName\":\"alias/new\"";
            case "UpdateAlias" -> ",\"AliasName\":\"alias/moving\"";
            case "TagResource" -> ",\"Tags\":[{\"TagKey\":\"a\",\"TagValue\":\"b\"}]";
            case "UntagResource" -> ",\"TagKeys\":[\"a\"]";
            case "UpdateKeyDescription" -> ",\"Description\":\"d\"";
            case "PutKeyPolicy" ->
                ",\"Policy\":\"{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\","
                        + "\\\"Principal\\\":{\\\"AWS\\\":\\\"*\\\"},\\\"Action\\\":\\\"kms:*\\\",\\\"Resource\\\":\\\"*\\\"}]}\"";
            default -> "";
        };
        return "{\"" + name + "\":\"" + key + "\"" + rest + "}";
    }

    /// ReEncrypt asks for two rights, the first of them on the source.
    private static String action(Operation<?, ?> operation) {
        return operation.name().equals("ReEncrypt") ? "ReEncryptFrom" : operation.name();
    }

    private static String arn(String keyId) {
        return "arn:aws:kms:" + TestServer.REGION + ":" + TestServer.ACCOUNT + ":key/" + keyId;
    }

    @TestFactory
    Stream<DynamicTest> an_alias_is_refused_where_only_a_key_is_taken() {
        return namingAKey().stream()
                .filter(operation -> !TAKING_ALIASES.contains(operation.name()))
                // What an alias names must be a key, which has a text of its own.
                .filter(operation -> !Set.of("CreateAlias", "UpdateAlias").contains(operation.name()))
                .map(operation -> DynamicTest.dynamicTest(operation.name(), () -> {
                    String aliasArn = "arn:aws:kms:" + TestServer.REGION + ":" + TestServer.ACCOUNT + ":alias/none";
                    for (String alias : List.of("alias/moving", "alias/none", aliasArn)) {
                        assertThat(server.kms(operation.name(), request(operation, alias)))
                                .isEqualTo(new Answer(
                                        400,
                                        "{\"__type\":\"InvalidArnException\",\"message\":\"Key Aliases are not"
                                                + " supported for this operation.\"}"));
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> a_key_of_another_usage_is_refused_for_its_usage_in_every_state() {
        return namingAKey().stream()
                .filter(operation -> CRYPTOGRAPHIC.contains(operation.name()))
                .map(operation -> DynamicTest.dynamicTest(operation.name(), () -> {
                    Kind other = Kind.of(operation) == Kind.AUTHENTICATING ? Kind.SIGNING : Kind.AUTHENTICATING;
                    for (Map<Kind, String> keys : List.of(ENABLED, DISABLED, PENDING)) {
                        String key = Objects.requireNonNull(keys.get(other));
                        Answer answer = server.kms(operation.name(), request(operation, key));
                        assertThat(answer.status()).isEqualTo(400);
                        assertThat(answer.body())
                                .contains("\"InvalidKeyUsageException\"", key + " key usage is ", " not valid for ");
                    }
                }));
    }

    @Test
    void the_public_half_of_a_disabled_key_is_told_and_stays_the_same() {
        String key = make(Kind.SIGNING);
        String enabled = ok("GetPublicKey", "{\"KeyId\":\"" + key + "\"}").body();
        ok("DisableKey", "{\"KeyId\":\"" + key + "\"}");
        assertThat(ok("GetPublicKey", "{\"KeyId\":\"" + key + "\"}").body()).isEqualTo(enabled);
        ok("EnableKey", "{\"KeyId\":\"" + key + "\"}");
        assertThat(ok("GetPublicKey", "{\"KeyId\":\"" + key + "\"}").body()).isEqualTo(enabled);
        ok("ScheduleKeyDeletion", "{\"KeyId\":\"" + key + "\"}");
        assertThat(server.kms("GetPublicKey", "{\"KeyId\":\"" + key + "\"}").body())
                .contains("\"KMSInvalidStateException\"", "is pending deletion.");
    }

    @TestFactory
    Stream<DynamicTest> a_stranger_is_denied_and_told_nothing() {
        return namingAKey().stream()
                .map(operation -> DynamicTest.dynamicTest(operation.name(), () -> {
                    // An alias is looked up first, and the stranger's own account has none: give it one.
                    if (operation.name().equals("UpdateAlias")) {
                        String own = server.kms(STRANGER, TestServer.REGION, "CreateKey", "{}")
                                .body();
                        String id =
                                own.substring(own.indexOf("\"KeyId\":\"") + 9).substring(0, 36);
                        server.kms(
                                STRANGER,
                                TestServer.REGION,
                                "CreateAlias",
                                "{\"AliasName\":\"alias/moving\",\"TargetKeyId\":\"" + id + "\"}");
                    }
                    Answer existing = server.kms(
                            STRANGER,
                            TestServer.REGION,
                            operation.name(),
                            request(operation, arn(key(ENABLED, operation))));
                    Answer missing =
                            server.kms(STRANGER, TestServer.REGION, operation.name(), request(operation, arn(MISSING)));
                    assertThat(existing.status()).isEqualTo(400);
                    assertThat(existing.body())
                            .startsWith("{\"__type\":\"AccessDeniedException\",\"message\":\"User: arn:aws:iam::"
                                    + STRANGER + ":root is not authorized to perform: kms:" + action(operation));
                    assertThat(missing).isEqualTo(existing);
                }));
    }

    @TestFactory
    Stream<DynamicTest> a_user_of_a_foreign_account_is_denied_however_much_its_own_account_allows() {
        return namingAKey().stream()
                .filter(operation -> !operation.name().equals("UpdateAlias"))
                .map(operation -> DynamicTest.dynamicTest(operation.name(), () -> {
                    Answer existing =
                            server.kms(foreigner, operation.name(), request(operation, arn(key(ENABLED, operation))));
                    Answer missing = server.kms(foreigner, operation.name(), request(operation, arn(MISSING)));
                    assertThat(existing)
                            .isEqualTo(denial(
                                    "arn:aws:iam::" + STRANGER + ":user/foreigner",
                                    operation,
                                    "on this resource because the resource does not exist in this Region, no"
                                            + " resource-based policies allow access, or a resource-based policy"
                                            + " explicitly denies access"));
                    assertThat(missing).isEqualTo(existing);
                }));
    }

    @TestFactory
    Stream<DynamicTest> a_user_without_rights_is_denied_for_want_of_an_allow() {
        return OperationsFixture.all().stream()
                .map(operation -> DynamicTest.dynamicTest(operation.name(), () -> {
                    Answer answer = server.kms(nobody, operation.name(), anyRequest(operation));
                    // To retire a grant is no right that a policy could give.
                    String layer = operation.name().equals("RetireGrant") ? "resource" : "identity";
                    assertThat(answer)
                            .isEqualTo(denial(
                                    "arn:aws:iam::" + TestServer.ACCOUNT + ":user/nobody",
                                    operation,
                                    "on resource: " + resource(operation) + " because no " + layer
                                            + "-based policy allows the kms:" + action(operation) + " action"));
                }));
    }

    @TestFactory
    Stream<DynamicTest> an_explicit_deny_wins_over_everything() {
        return OperationsFixture.all().stream()
                .map(operation -> DynamicTest.dynamicTest(operation.name(), () -> {
                    Answer answer = server.kms(forbidden, operation.name(), anyRequest(operation));
                    assertThat(answer)
                            .isEqualTo(denial(
                                    "arn:aws:iam::" + TestServer.ACCOUNT + ":user/forbidden",
                                    operation,
                                    "on resource: " + resource(operation)
                                            + " with an explicit deny in an identity-based policy"));
                }));
    }

    private static Answer denial(String caller, Operation<?, ?> operation, String rest) {
        return new Answer(
                400,
                "{\"__type\":\"AccessDeniedException\",\"message\":\"User: " + caller
                        + " is not authorized to perform: kms:" + action(operation) + " " + rest + "\"}");
    }

    private static String anyRequest(Operation<?, ?> operation) {
        return switch (operation.name()) {
            case "CreateKey", "ListAliases", "ListKeys" -> "{}";
            case "DeleteAlias" -> "{\"AliasName\":\"alias/moving\"}";
            case "GenerateRandom" -> "{\"NumberOfBytes\":1}";
            case "ListRetirableGrants" -> "{\"RetiringPrincipal\":\"arn:aws:iam::" + TestServer.ACCOUNT + ":root\"}";
            default -> request(operation, key(ENABLED, operation));
        };
    }

    /// What the refusal names: of several resources the first that is judged.
    private static String resource(Operation<?, ?> operation) {
        return switch (operation.name()) {
            case "CreateKey", "GenerateRandom", "ListAliases", "ListKeys", "ListRetirableGrants" -> "*";
            case "CreateAlias" -> alias("alias/new");
            case "DeleteAlias", "UpdateAlias" -> alias("alias/moving");
            default -> arn(key(ENABLED, operation));
        };
    }

    private static String alias(String name) {
        return "arn:aws:kms:" + TestServer.REGION + ":" + TestServer.ACCOUNT + ":" + name;
    }

    @TestFactory
    Stream<DynamicTest> a_missing_key_is_not_found() {
        return namingAKey().stream()
                .map(operation -> DynamicTest.dynamicTest(operation.name(), () -> {
                    Answer answer = server.kms(operation.name(), request(operation, MISSING));
                    assertThat(answer)
                            .isEqualTo(new Answer(
                                    400,
                                    "{\"__type\":\"NotFoundException\",\"message\":\"Key '" + arn(MISSING)
                                            + "' does not exist\"}"));
                }));
    }

    @TestFactory
    Stream<DynamicTest> a_disabled_key_does_no_cryptography() {
        return namingAKey().stream()
                .filter(operation -> CRYPTOGRAPHIC.contains(operation.name()))
                .map(operation -> DynamicTest.dynamicTest(operation.name(), () -> {
                    Answer answer = server.kms(operation.name(), request(operation, key(DISABLED, operation)));
                    assertThat(answer)
                            .isEqualTo(new Answer(
                                    400,
                                    "{\"__type\":\"DisabledException\",\"message\":\"" + arn(key(DISABLED, operation))
                                            + " is disabled.\"}"));
                }));
    }

    @TestFactory
    Stream<DynamicTest> a_key_pending_deletion_is_neither_used_nor_changed() {
        return namingAKey().stream()
                .filter(operation -> CRYPTOGRAPHIC.contains(operation.name()) || KEEPING.contains(operation.name()))
                .map(operation -> DynamicTest.dynamicTest(operation.name(), () -> {
                    Answer answer = server.kms(operation.name(), request(operation, key(PENDING, operation)));
                    assertThat(answer)
                            .isEqualTo(new Answer(
                                    400,
                                    "{\"__type\":\"KMSInvalidStateException\",\"message\":\""
                                            + arn(key(PENDING, operation)) + " is pending deletion.\"}"));
                }));
    }

    @TestFactory
    Stream<DynamicTest> everything_else_works_on_a_key_pending_deletion() {
        return namingAKey().stream()
                .filter(operation -> !CRYPTOGRAPHIC.contains(operation.name()) && !KEEPING.contains(operation.name()))
                .filter(operation ->
                        !Set.of("CancelKeyDeletion", "GetPublicKey").contains(operation.name()))
                .map(operation -> DynamicTest.dynamicTest(
                        operation.name(), () -> ok(operation.name(), request(operation, key(PENDING, operation)))));
    }
}
