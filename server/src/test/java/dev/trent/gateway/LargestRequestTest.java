package dev.trent.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.audit.AuditLog;
import dev.trent.audit.Journal;
import dev.trent.call.Operation;
import dev.trent.cli.TestServer;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/// The largest request of each operation leaves a record with caller, operation and resources, in a line below
/// the bound.
class LargestRequestTest {
    private static final String ROOT = "arn:aws:iam::" + TestServer.ACCOUNT + ":root";
    private static final int REFUSED_BYTES_MAX = 8 * 1024;
    private static final int IDENTIFIER_CHARACTERS_MAX = 2048;
    private static final int NAME_CHARACTERS_MAX = 128;

    private static TestServer server;
    private static Path audit;

    @BeforeAll
    static void start(@TempDir Path data) {
        server = TestServer.start(data);
        audit = data.resolve("audit");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> of_every_operation() {
        return Stream.of(
                        tests("kms", dev.trent.kms.OperationsFixture.all()),
                        tests("iam", dev.trent.iam.OperationsFixture.all()),
                        tests("sts", dev.trent.sts.OperationsFixture.all()),
                        tests("cloudtrail", dev.trent.cloudtrail.OperationsFixture.all()))
                .flatMap(tests -> tests);
    }

    private static Stream<DynamicTest> tests(String service, List<Operation<?, ?>> operations) {
        return operations.stream()
                .map(operation -> DynamicTest.dynamicTest(operation.name(), () -> holds(service, operation)));
    }

    /// A request that is refused before it is understood is not the largest request. So the test makes a
    /// smaller one.
    private static void holds(String service, Operation<?, ?> operation) throws IOException {
        Class<?> type = operation.request();
        for (int elements : new int[] {5, 1}) {
            Map<String, Object> request = new AnyRequest(elements, _ -> null).of(type);
            if (service.equals("kms")) {
                server.kms(operation.name(), AnyRequest.json(request));
            } else if (service.equals("cloudtrail")) {
                server.cloudTrail(TestServer.ACCOUNT, TestServer.REGION, operation.name(), AnyRequest.json(request));
            } else {
                String version = service.equals("iam") ? "2010-05-08" : "2011-06-15";
                server.query(
                        TestServer.ACCOUNT,
                        service,
                        "Action=" + operation.name() + "&Version=" + version + AnyRequest.form(request));
            }
            String line = lastLine();
            JsonNode entry = JsonNode.parser().parse(line);
            if (elements > 1 && !operation.name().equals(text(entry, "eventName"))) {
                // Its members have no bounds, and the body was over the limit of all bodies.
                continue;
            }
            assertThat(text(entry, "eventName")).isEqualTo(operation.name());
            assertThat(text(entry, "userIdentity", "arn")).isEqualTo(ROOT);
            assertThat(line.getBytes(StandardCharsets.UTF_8).length)
                    .isLessThan(entry.field("errorCode").isPresent() ? REFUSED_BYTES_MAX + 1 : Journal.LINE_BYTES_MAX);
            if (!at(entry, "requestParameters").isNull() || noneLogged(type)) {
                assertIdentified(type, request, at(entry, "requestParameters"), line);
                return;
            }
        }
        throw new AssertionError("no request of " + operation.name() + " was understood: " + lastLine());
    }

    @Test
    void of_changes_that_are_padded() throws IOException {
        String key = server.kms("CreateKey", "{}").body().replaceAll("(?s).*\"KeyId\":\"([^\"]*)\".*", "$1");
        server.query(TestServer.ACCOUNT, "iam", "Action=CreateUser&Version=2010-05-08&UserName=eve");
        String allow = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",";
        String policy = allow + " ".repeat(110_000) + "\"Resource\":\"*\"}}";
        String put = "Action=PutUserPolicy&Version=2010-05-08&UserName=eve&PolicyName=all&PolicyDocument=";
        server.query(TestServer.ACCOUNT, "iam", put + URLEncoder.encode(policy, StandardCharsets.UTF_8));
        JsonNode document = at(successful("PutUserPolicy"), "requestParameters", "policyDocument", "cut");
        assertThat(text(successful("PutUserPolicy"), "requestParameters", "userName"))
                .isEqualTo("eve");
        assertThat(text(successful("PutUserPolicy"), "requestParameters", "policyName"))
                .isEqualTo("all");
        assertThat(at(document, "bytes").asNumber()).isEqualTo(Integer.toString(policy.length()));
        assertThat(text(document, "sha256")).isEqualTo(sha256(policy));

        server.kms(
                "PutKeyPolicy",
                AnyRequest.json(Map.of(
                        "KeyId",
                        key,
                        "Policy",
                        allow + "\n".repeat(30_000) + "\"Principal\":{\"AWS\":\"" + ROOT
                                + "\"},\"Resource\":\"*\"}}")));
        assertThat(text(successful("PutKeyPolicy"), "requestParameters", "keyId"))
                .isEqualTo(key);
        assertThat(at(successful("PutKeyPolicy"), "requestParameters", "policy").isObject())
                .isTrue();
    }

    @Test
    void of_many_operations_of_a_grant() throws IOException {
        String key = server.kms("CreateKey", "{}").body().replaceAll("(?s).*\"KeyId\":\"([^\"]*)\".*", "$1");
        List<String> operations = Collections.nCopies(12_000, "Decrypt");
        server.kms(
                "CreateGrant",
                AnyRequest.json(Map.of("KeyId", key, "GranteePrincipal", ROOT, "Operations", operations)));
        JsonNode entry = JsonNode.parser().parse(lastLine());
        assertThat(text(entry, "eventName")).isEqualTo("CreateGrant");
        // A call with so many operations may be refused before it is understood. If it is granted, its
        // operations must be on record.
        if (entry.field("errorCode").isEmpty()) {
            assertThat(text(entry, "requestParameters", "granteePrincipal")).isEqualTo(ROOT);
            assertThat(text(entry, "requestParameters", "keyId")).isEqualTo(key);
            assertThat(at(entry, "requestParameters", "operations", "cut", "elements")
                            .asNumber())
                    .isEqualTo("12000");
        }
    }

    private static JsonNode successful(String operation) throws IOException {
        JsonNode entry = JsonNode.parser().parse(lastLine());
        assertThat(text(entry, "eventName")).isEqualTo(operation);
        assertThat(entry.field("errorCode")).as(lastLine()).isEmpty();
        return entry;
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static boolean noneLogged(Class<?> type) {
        return Stream.of(type.getRecordComponents()).noneMatch(each -> each.isAnnotationPresent(Logged.class));
    }

    /// Asserts that every identifier is in the record, and that texts which can be names are there as a whole.
    private static void assertIdentified(Class<?> type, Map<String, Object> sent, JsonNode recorded, String line) {
        for (RecordComponent component : type.getRecordComponents()) {
            Length length = component.getAnnotatedType().getAnnotation(Length.class);
            if (!component.isAnnotationPresent(Logged.class)
                    || component.getType() != String.class
                    || length == null
                    || length.max() > IDENTIFIER_CHARACTERS_MAX) {
                continue;
            }
            String name = AnyRequest.wireName(component);
            String value = String.valueOf(sent.get(name));
            JsonNode shown = at(recorded, Character.toLowerCase(name.charAt(0)) + name.substring(1));
            if (shown.isString()) {
                assertThat(shown.asString()).isEqualTo(value);
            } else {
                assertThat(value.length()).as(name + " in " + line).isGreaterThan(NAME_CHARACTERS_MAX);
                assertThat(value).startsWith(text(shown, "cut", "start"));
                assertThat(text(shown, "cut", "sha256"))
                        .as(name + " in " + line)
                        .hasSize(64);
            }
        }
    }

    private static String lastLine() {
        return AuditLog.last(audit);
    }

    private static JsonNode at(JsonNode node, String... path) {
        JsonNode found = node;
        for (String name : path) {
            found = found.field(name).orElseThrow(() -> new AssertionError("no " + name + " in " + node));
        }
        return found;
    }

    private static String text(JsonNode node, String... path) {
        return at(node, path).asString();
    }
}
