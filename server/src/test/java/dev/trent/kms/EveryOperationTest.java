package dev.trent.kms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.Arn;
import dev.trent.aws.Blob;
import dev.trent.aws.Secret;
import dev.trent.call.Operation;
import dev.trent.cli.TestServer;
import dev.trent.cli.TestServer.Answer;
import dev.trent.keys.Key;
import dev.trent.keys.KeyManagerType;
import dev.trent.keys.KeyOrigin;
import dev.trent.keys.KeySpec;
import dev.trent.keys.KeyState;
import dev.trent.keys.KeyUsage;
import dev.trent.keys.KmsAction;
import dev.trent.keys.MultiRegion;
import dev.trent.wire.Default;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Runs every operation that names a key as a stranger, on a missing key, on a disabled key, and on a key that
/// is pending deletion. So a new operation cannot forget to ask for permission.
class EveryOperationTest {
    private static final String STRANGER = "999988887777";
    private static final String EVERYTHING = "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}";
    private static final String NOTHING = "{\"Effect\":\"Deny\",\"Action\":\"kms:*\",\"Resource\":\"*\"}";
    private static final String NO_GRANT = "0".repeat(64);
    private static final String MISSING = "00000000-0000-4000-8000-000000000000";
    private static final String OPEN_POLICY =
            "\"{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\","
                    + "\\\"Principal\\\":{\\\"AWS\\\":\\\"*\\\"},\\\"Action\\\":\\\"kms:*\\\",\\\"Resource\\\":\\\"*\\\"}]}\"";

    /// Members that a request needs although they are optional in its shape.
    private static final Set<String> CHOSEN = Set.of(
            "CreateGrant.GranteePrincipal",
            "Decrypt.DryRun",
            "Decrypt.DryRunModifiers",
            "GenerateDataKey.KeySpec",
            "GenerateDataKeyWithoutPlaintext.KeySpec",
            "GenerateRandom.NumberOfBytes",
            "ImportKeyMaterial.ExpirationModel",
            "ListRetirableGrants.RetiringPrincipal",
            "ReEncrypt.DryRun",
            "ReEncrypt.DryRunModifiers",
            "RetireGrant.GrantId");

    /// The condition keys whose values come from the key. In a request to make a key, they come from the
    /// request.
    private static final Set<KmsAction.ConditionKey> OF_KEY = EnumSet.of(
            KmsAction.ConditionKey.CustomerMasterKeySpec,
            KmsAction.ConditionKey.CustomerMasterKeyUsage,
            KmsAction.ConditionKey.KeyOrigin,
            KmsAction.ConditionKey.KeySpec,
            KmsAction.ConditionKey.KeyUsage,
            KmsAction.ConditionKey.MultiRegion,
            KmsAction.ConditionKey.MultiRegionKeyType);

    /// The kinds of key for the operations. An operation runs with the first kind that it works on.
    private enum Kind {
        ENCRYPTING(KeySpec.SYMMETRIC_DEFAULT, KeyUsage.ENCRYPT_DECRYPT),
        SIGNING(KeySpec.ECC_NIST_P256, KeyUsage.SIGN_VERIFY),
        AUTHENTICATING(KeySpec.HMAC_256, KeyUsage.GENERATE_VERIFY_MAC),
        AGREEING(KeySpec.ECC_NIST_P256, KeyUsage.KEY_AGREEMENT),
        ENCAPSULATING(KeySpec.ML_KEM_512, KeyUsage.ENCAPSULATE_DECAPSULATE),
        IMPORTED(KeySpec.SYMMETRIC_DEFAULT, KeyUsage.ENCRYPT_DECRYPT, KeyOrigin.EXTERNAL, false),
        MULTI_REGION(KeySpec.SYMMETRIC_DEFAULT, KeyUsage.ENCRYPT_DECRYPT, KeyOrigin.AWS_KMS, true);

        private final String request;

        @SuppressWarnings("ImmutableEnumChecker") // a record that nothing changes
        private final Key example;

        Kind(KeySpec spec, KeyUsage usage) {
            this(spec, usage, KeyOrigin.AWS_KMS, false);
        }

        Kind(KeySpec spec, KeyUsage usage, KeyOrigin origin, boolean multiRegion) {
            this.request = "\"KeySpec\":\"" + spec + "\",\"KeyUsage\":\"" + usage + "\",\"Origin\":\"" + origin
                    + "\",\"MultiRegion\":" + multiRegion;
            this.example = new Key(
                    Arn.ofKey(TestServer.REGION, TestServer.ACCOUNT, MISSING),
                    MISSING,
                    spec,
                    usage,
                    origin,
                    KeyManagerType.CUSTOMER,
                    "",
                    "",
                    multiRegion ? MultiRegion.of(TestServer.REGION) : null,
                    Instant.EPOCH,
                    Key.Life.beginning(KeyState.Enabled));
        }

        static Kind of(Operation<?, ?> operation) {
            return Arrays.stream(values())
                    .filter(kind -> row(operation).worksOn(kind.example))
                    .findFirst()
                    .orElse(ENCRYPTING);
        }
    }

    private static final List<Operation<?, ?>> OPERATIONS = OperationsFixture.all();

    private static TestServer server;
    private static TestServer.UserKey nobody;
    private static TestServer.UserKey forbidden;
    private static TestServer.UserKey foreigner;
    private static final Map<Kind, String> ENABLED = new EnumMap<>(Kind.class);
    private static final Map<Kind, String> DISABLED = new EnumMap<>(Kind.class);
    private static final Map<Kind, String> PENDING = new EnumMap<>(Kind.class);
    private static final Map<Kind, String> OPEN = new EnumMap<>(Kind.class);
    private static final Map<String, String> GRANTS = new HashMap<>();
    private static final Map<String, ImportPackage> IMPORTS = new HashMap<>();
    private static final Map<List<String>, TestServer.UserKey> DENIED = new HashMap<>();

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
            OPEN.put(kind, make(kind, ",\"Policy\":" + OPEN_POLICY));
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
        return make(kind, "");
    }

    private static String make(Kind kind, String more) {
        String body = ok("CreateKey", "{" + kind.request + more + "}").body();
        int at = body.indexOf("\"KeyId\":\"") + 9;
        String key = body.substring(at, at + 36);
        if (kind == Kind.IMPORTED) {
            ImportPackage material = ImportPackage.of(server, key);
            IMPORTS.put(key, material);
            ok("ImportKeyMaterial", material.request(key));
        }
        return key;
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
        return OPERATIONS.stream()
                .filter(operation -> !"".equals(keyMember(operation)))
                .toList();
    }

    /// Returns the member that names the key that is checked first; empty if the operation names no key.
    private static String keyMember(Operation<?, ?> operation) {
        return Arrays.stream(operation.request().getRecordComponents())
                .map(EveryOperationTest::wireName)
                .filter(Set.of("KeyId", "TargetKeyId", "SourceKeyId")::contains)
                .findFirst()
                .orElse("");
    }

    private static String wireName(RecordComponent component) {
        String name = component.getName();
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static String request(Operation<?, ?> operation, String key) {
        List<String> members = new ArrayList<>();
        for (RecordComponent component : operation.request().getRecordComponents()) {
            String member = wireName(component);
            boolean needed = !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                    && !component.isAnnotationPresent(Default.class);
            if (member.equals(keyMember(operation))) {
                members.add("\"" + member + "\":\"" + key + "\"");
            } else if (needed || CHOSEN.contains(operation.name() + "." + member)) {
                members.add("\"" + member + "\":" + value(operation, component, key));
            }
        }
        return "{" + String.join(",", members) + "}";
    }

    /// Returns an allowed value of a member, as JSON.
    private static String value(Operation<?, ?> operation, RecordComponent component, String key) {
        String text = switch (wireName(component)) {
            case "AliasName" -> aliasName(operation);
            case "Description" -> "d";
            case "DestinationKeyId" -> ENABLED.get(Kind.ENCRYPTING);
            case "EncapsulationAlgorithm" -> "ML_KEM";
            case "GrantId" -> GRANTS.getOrDefault(operation.name() + key, NO_GRANT);
            case "GranteePrincipal", "RetiringPrincipal" -> "arn:aws:iam::" + TestServer.ACCOUNT + ":root";
            case "EncryptedKeyMaterial" -> imported(key).encrypted();
            case "ImportToken" -> imported(key).token();
            case "ExpirationModel" -> "KEY_MATERIAL_DOES_NOT_EXPIRE";
            case "KeyAgreementAlgorithm" -> "ECDH";
            case "KeyPairSpec" -> "ECC_NIST_P256";
            case "KeySpec" -> "AES_256";
            case "MacAlgorithm" -> "HMAC_SHA_256";
            case "PrimaryRegion", "ReplicaRegion" -> "us-west-2";
            case "SigningAlgorithm" -> "ECDSA_SHA_256";
            case "WrappingAlgorithm" -> "RSAES_OAEP_SHA_256";
            case "WrappingKeySpec" -> "RSA_2048";
            default -> component.getType() == Blob.class || component.getType() == Secret.class ? "aGVsbG8=" : "";
        };
        return switch (wireName(component)) {
            case "DryRun" -> "true";
            case "DryRunModifiers" -> "[\"IGNORE_CIPHERTEXT\"]";
            case "NumberOfBytes" -> "1";
            case "Operations" -> "[\"Decrypt\"]";
            case "Policy" -> OPEN_POLICY;
            case "TagKeys" -> "[\"a\"]";
            case "Tags" -> "[{\"TagKey\":\"a\",\"TagValue\":\"b\"}]";
            default -> "\"" + text + "\"";
        };
    }

    private static ImportPackage imported(String key) {
        return IMPORTS.getOrDefault(key, new ImportPackage("aGVsbG8=", "aGVsbG8="));
    }

    private static String aliasName(Operation<?, ?> operation) {
        return operation.name().equals("CreateAlias") ? "alias/new" : "alias/moving";
    }

    /// ReEncrypt asks for two rights. The first one is on the source key.
    private static KmsAction row(Operation<?, ?> operation) {
        return operation.name().equals("ReEncrypt") ? KmsAction.ReEncryptFrom : KmsAction.valueOf(operation.name());
    }

    private static String action(Operation<?, ?> operation) {
        return row(operation).name();
    }

    private static String arn(String keyId) {
        return "arn:aws:kms:" + TestServer.REGION + ":" + TestServer.ACCOUNT + ":key/" + keyId;
    }

    @TestFactory
    Stream<DynamicTest> an_alias_is_refused_where_only_a_key_is_taken() {
        return namingAKey().stream()
                .filter(operation -> !row(operation).forms().aliases())
                // The target of an alias must be a key, and that refusal has another text.
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
    Stream<DynamicTest> an_alias_is_looked_up_where_the_row_takes_one() {
        return namingAKey().stream()
                .filter(operation -> row(operation).forms().aliases())
                .map(operation -> DynamicTest.dynamicTest(
                        operation.name(),
                        () -> assertThat(server.kms(operation.name(), request(operation, "alias/none")))
                                .isEqualTo(new Answer(
                                        400,
                                        "{\"__type\":\"NotFoundException\",\"message\":\"Alias " + alias("alias/none")
                                                + " is not found.\"}"))));
    }

    @TestFactory
    Stream<DynamicTest> a_malformed_arn_is_refused_by_the_name_that_the_row_has_for_it() {
        return namingAKey().stream()
                .filter(operation -> !operation.name().equals("UpdateAlias"))
                .map(operation -> DynamicTest.dynamicTest(operation.name(), () -> {
                    String malformed = "arn:aws:kms:" + TestServer.REGION + ":" + TestServer.ACCOUNT + ":nothing";
                    String type = row(operation).forms().invalidArnModelled()
                            ? "InvalidArnException\",\"message\":\"Invalid arn '"
                            : "NotFoundException\",\"message\":\"Invalid keyId '";
                    assertThat(server.kms(operation.name(), request(operation, malformed)))
                            .isEqualTo(new Answer(400, "{\"__type\":\"" + type + malformed + "'\"}"));
                }));
    }

    @TestFactory
    Stream<DynamicTest> a_key_of_another_usage_is_refused_for_its_usage_in_every_state() {
        return namingAKey().stream()
                .filter(operation -> row(operation).usesMaterial())
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
                    // The alias is looked up first. The stranger's own account has none, so the test makes one.
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
    Stream<DynamicTest> a_foreigner_whom_a_key_policy_lets_in_may_do_what_the_row_lets_cross_accounts() {
        return namingAKey().stream()
                // UpdateAlias would need an existing alias. The right to retire a grant comes from the grant.
                .filter(operation -> !Set.of("RetireGrant", "UpdateAlias").contains(operation.name()))
                .map(operation -> DynamicTest.dynamicTest(operation.name(), () -> {
                    Answer answer =
                            server.kms(foreigner, operation.name(), request(operation, arn(key(OPEN, operation))));
                    boolean denied = answer.body().contains("AccessDeniedException");
                    assertThat(denied)
                            .as(answer.body())
                            .isNotEqualTo(row(operation).crossesAccounts());
                }));
    }

    @TestFactory
    Stream<DynamicTest> a_request_has_no_condition_key_that_its_row_does_not_name() {
        return OPERATIONS.stream()
                .map(operation -> DynamicTest.dynamicTest(operation.name(), () -> {
                    List<String> unnamed = unnamed(row(operation));
                    // One policy is too small for all of them.
                    int half = unnamed.size() / 2;
                    for (List<String> some : List.of(unnamed.subList(0, half), unnamed.subList(half, unnamed.size()))) {
                        assertThat(deniedTo(some, operation))
                                .contains("AccessDeniedException", "-based policy allows the kms:");
                    }
                }));
    }

    /// Returns one statement for each condition key that the row does not name. It denies a request that has
    /// this condition key.
    private static List<String> unnamed(KmsAction row) {
        boolean keyDecides = row.kinds() != KmsAction.WorksOn.NO_KEY;
        return Arrays.stream(KmsAction.ConditionKey.values())
                .filter(key -> !row.conditionKeys().contains(key))
                .filter(key -> !(keyDecides && OF_KEY.contains(key)))
                .map(key -> key.key().replaceAll("\\$\\{.*}", "a"))
                .map(key -> denyingWith(Set.of(key)))
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> a_request_has_the_usual_condition_keys_of_its_row() {
        return OPERATIONS.stream()
                .filter(operation -> !row(operation).usualFacts().isEmpty())
                .map(operation -> DynamicTest.dynamicTest(operation.name(), () -> {
                    String all = denyingWith(row(operation).usualFacts().keySet());
                    assertThat(deniedTo(List.of(all), operation))
                            .contains("AccessDeniedException", " with an explicit deny in an identity-based policy");
                }));
    }

    /// Returns the refusal for a user who has only these statements. Operations share the users.
    private static String deniedTo(List<String> statements, Operation<?, ?> operation) {
        TestServer.UserKey user = DENIED.computeIfAbsent(
                statements,
                _ -> server.user(
                        TestServer.ACCOUNT, "denied-" + DENIED.size(), statements(statements.toArray(String[]::new))));
        return server.kms(user, operation.name(), anyRequest(operation)).body();
    }

    /// Returns a statement that denies every request that has all of these condition keys.
    private static String denyingWith(Set<String> keys) {
        String present = keys.stream().map(key -> "\"" + key + "\":\"false\"").collect(Collectors.joining(","));
        return "{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"Null\":{" + present + "}}}";
    }

    @TestFactory
    Stream<DynamicTest> a_user_without_rights_is_denied_for_want_of_an_allow() {
        return OPERATIONS.stream()
                .map(operation -> DynamicTest.dynamicTest(operation.name(), () -> {
                    Answer answer = server.kms(nobody, operation.name(), anyRequest(operation));
                    // No identity policy can give the right to retire a grant.
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
        return OPERATIONS.stream()
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
        // In ListAliases the key is optional.
        boolean withKey = row(operation).kinds() != KmsAction.WorksOn.NO_KEY;
        return withKey || keyMember(operation).isEmpty() ? request(operation, key(ENABLED, operation)) : "{}";
    }

    /// Returns the resource that the refusal names. If there are several, it is the one that is checked first.
    private static String resource(Operation<?, ?> operation) {
        if (row(operation).kinds() == KmsAction.WorksOn.NO_KEY) {
            return "*";
        }
        boolean ofAlias = Arrays.stream(operation.request().getRecordComponents())
                .anyMatch(component -> component.getName().equals("aliasName"));
        return ofAlias ? alias(aliasName(operation)) : arn(key(ENABLED, operation));
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

    /// The matrix of states. Every operation runs on its own key, in each state that a client can set.
    @TestFactory
    Stream<DynamicTest> an_operation_works_in_the_states_of_its_row_and_in_no_other() {
        return Stream.of(KeyState.Disabled, KeyState.PendingDeletion)
                .flatMap(state -> namingAKey().stream()
                        .map(operation -> DynamicTest.dynamicTest(
                                operation.name() + " while " + state, () -> worksByItsRow(operation, state))));
    }

    private static void worksByItsRow(Operation<?, ?> operation, KeyState state) {
        String key = make(Kind.of(operation));
        if (GRANTS.containsKey(operation.name() + ENABLED.get(Kind.ENCRYPTING))) {
            GRANTS.put(operation.name() + key, grant(key));
        }
        String toState = state == KeyState.Disabled ? "DisableKey" : "ScheduleKeyDeletion";
        ok(toState, "{\"KeyId\":\"" + key + "\"}");
        Answer answer = server.kms(operation.name(), request(operation, key));
        if (row(operation).states().contains(state)) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            putBack(operation);
        } else {
            assertThat(answer).isEqualTo(wrongState(operation, state, key));
        }
    }

    private static Answer wrongState(Operation<?, ?> operation, KeyState state, String key) {
        boolean leaving = row(operation).states() == KmsAction.States.LEAVING;
        boolean disabled = state == KeyState.Disabled;
        String type = disabled && !leaving ? "DisabledException" : "KMSInvalidStateException";
        String words = leaving ? "not pending deletion" : disabled ? "disabled" : "pending deletion";
        return new Answer(400, "{\"__type\":\"" + type + "\",\"message\":\"" + arn(key) + " is " + words + ".\"}");
    }

    /// Restores the aliases, because other tests expect them.
    private static void putBack(Operation<?, ?> operation) {
        switch (operation.name()) {
            case "CreateAlias" -> ok("DeleteAlias", "{\"AliasName\":\"alias/new\"}");
            case "UpdateAlias" ->
                ok("UpdateAlias", request(operation, Objects.requireNonNull(ENABLED.get(Kind.ENCRYPTING))));
            default -> {
                // Other operations change nothing that tests share.
            }
        }
    }
}
