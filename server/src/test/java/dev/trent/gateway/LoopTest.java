package dev.trent.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.audit.RecordReader;
import dev.trent.aws.Call;
import dev.trent.aws.Reply;
import dev.trent.aws.ReplyBody;
import dev.trent.call.Operation;
import dev.trent.call.Reading;
import dev.trent.cli.TestServer;
import dev.trent.gateway.LoopThread.Told;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Calls that come on a loop of connections. The loop answers what is quick and has its facts in memory. Other
/// threads answer everything else, and nothing happens twice.
class LoopTest {
    private static final String TEXT = "aGVsbG8=";

    @TempDir
    private static Path data;

    private static TestServer server;
    private static LoopThread loop;
    private static String symmetric;
    private static String p256;
    private static String p384;
    private static String rsa;
    private static String hmac;

    @BeforeAll
    static void start() {
        server = TestServer.start(data);
        loop = new LoopThread();
        symmetric = key("{}");
        p256 = key("{\"KeySpec\":\"ECC_NIST_P256\",\"KeyUsage\":\"SIGN_VERIFY\"}");
        p384 = key("{\"KeySpec\":\"ECC_NIST_P384\",\"KeyUsage\":\"SIGN_VERIFY\"}");
        rsa = key("{\"KeySpec\":\"RSA_2048\",\"KeyUsage\":\"ENCRYPT_DECRYPT\"}");
        hmac = key("{\"KeySpec\":\"HMAC_256\",\"KeyUsage\":\"GENERATE_VERIFY_MAC\"}");
    }

    @AfterAll
    static void stop() {
        loop.close();
        server.close();
    }

    /// A request of each quick operation, and of other keys that a loop may compute with.
    private static Map<String, Call> quick() {
        String blob =
                member(ok(ask("Encrypt", ofKey(symmetric) + ",\"Plaintext\":\"" + TEXT + "\"}")), "CiphertextBlob");
        String sealed = member(
                ok(ask(
                        "Encrypt",
                        ofKey(rsa) + ",\"EncryptionAlgorithm\":\"RSAES_OAEP_SHA_256\",\"Plaintext\":\"" + TEXT
                                + "\"}")),
                "CiphertextBlob");
        assertThat(sealed).isNotEmpty();
        String ecdsa = ",\"Message\":\"" + TEXT + "\",\"SigningAlgorithm\":\"ECDSA_SHA_256\"";
        String signature = member(ok(ask("Sign", ofKey(p256) + ecdsa + "}")), "Signature");
        String code = ",\"Message\":\"" + TEXT + "\",\"MacAlgorithm\":\"HMAC_SHA_256\"";
        String mac = member(ok(ask("GenerateMac", ofKey(hmac) + code + "}")), "Mac");
        Map<String, Call> calls = new LinkedHashMap<>();
        calls.put("Encrypt", call("Encrypt", ofKey(symmetric) + ",\"Plaintext\":\"" + TEXT + "\"}"));
        calls.put(
                "Encrypt with a public key",
                call(
                        "Encrypt",
                        ofKey(rsa) + ",\"EncryptionAlgorithm\":\"RSAES_OAEP_SHA_256\",\"Plaintext\":\"" + TEXT
                                + "\"}"));
        calls.put("Decrypt", call("Decrypt", "{\"CiphertextBlob\":\"" + blob + "\"}"));
        calls.put(
                "ReEncrypt",
                call("ReEncrypt", "{\"CiphertextBlob\":\"" + blob + "\",\"DestinationKeyId\":\"" + symmetric + "\"}"));
        calls.put("GenerateDataKey", call("GenerateDataKey", ofKey(symmetric) + ",\"NumberOfBytes\":32}"));
        calls.put(
                "GenerateDataKeyWithoutPlaintext",
                call("GenerateDataKeyWithoutPlaintext", ofKey(symmetric) + ",\"NumberOfBytes\":32}"));
        calls.put("GenerateRandom", call("GenerateRandom", "{\"NumberOfBytes\":1024}"));
        calls.put("Sign", call("Sign", ofKey(p256) + ecdsa + "}"));
        calls.put("Verify", call("Verify", ofKey(p256) + ecdsa + ",\"Signature\":\"" + signature + "\"}"));
        calls.put("GenerateMac", call("GenerateMac", ofKey(hmac) + code + "}"));
        calls.put("VerifyMac", call("VerifyMac", ofKey(hmac) + code + ",\"Mac\":\"" + mac + "\"}"));
        calls.put("GetPublicKey", call("GetPublicKey", ofKey(p256) + "}"));
        calls.put("DescribeKey", call("DescribeKey", ofKey(symmetric) + "}"));
        calls.put("GetCallerIdentity", identity());
        return calls;
    }

    @Test
    void quick_operations_are_answered_at_once_when_their_facts_are_in_memory() {
        quick().forEach((name, call) -> ok(loop.ask(server.answerer(), copy(call))));
        List<String> late = new ArrayList<>();
        quick().forEach((name, call) -> {
            Told told = loop.ask(server.answerer(), call);
            ok(told);
            if (!told.atOnce()) {
                late.add(name);
            }
        });
        assertThat(late).isEmpty();
    }

    @Test
    void each_quick_operation_is_tried_above() {
        Stream<Operation<?, ?>> all = Stream.concat(
                dev.trent.kms.OperationsFixture.all().stream(), dev.trent.sts.OperationsFixture.all().stream());
        assertThat(all.filter(operation -> operation instanceof Reading<?, ?> reading && reading.quick())
                        .map(Operation::name))
                .containsExactlyInAnyOrderElementsOf(quick().keySet().stream()
                        .filter(name -> !name.contains(" "))
                        .toList());
    }

    @Test
    void facts_that_are_not_in_memory_are_fetched_by_another_thread(@TempDir Path folder) {
        String id;
        String blob;
        try (TestServer before = TestServer.start(folder)) {
            id = member(new Told(body(before.kms("CreateKey", "{}").body()), true), "KeyId");
            blob = member(
                    loop.ask(before.answerer(), before.call("Encrypt", ofKey(id) + ",\"Plaintext\":\"" + TEXT + "\"}")),
                    "CiphertextBlob");
        }
        try (TestServer after = TestServer.start(folder)) {
            for (boolean warm : new boolean[] {false, true}) {
                Told told = loop.ask(after.answerer(), after.call("Decrypt", "{\"CiphertextBlob\":\"" + blob + "\"}"));
                assertThat(member(told, "Plaintext")).isEqualTo(TEXT);
                assertThat(told.atOnce()).isEqualTo(warm);
            }
        }
    }

    @Test
    void everything_else_is_answered_by_another_thread() {
        String padded = "{\"NumberOfBytes\":16" + " ".repeat(8 * 1024) + "}";
        for (Call call : List.of(
                call("ListKeys", "{}"),
                call("CreateKey", "{}"),
                call("MakeCoffee", "{}"),
                call("GenerateRandom", padded),
                call("Encrypt", ofKey("alias/nobody") + ",\"Plaintext\":\"" + TEXT + "\"}"),
                call("Sign", ofKey(p384) + ",\"Message\":\"" + TEXT + "\",\"SigningAlgorithm\":\"ECDSA_SHA_384\"}"))) {
            assertThat(loop.ask(server.answerer(), copy(call)).atOnce()).isFalse();
            assertThat(loop.ask(server.answerer(), call).atOnce()).isFalse();
        }
    }

    @Test
    void a_policy_that_takes_long_is_evaluated_by_another_thread() {
        String id = key("{}");
        String json = ofKey(id) + ",\"Plaintext\":\"" + TEXT + "\",\"EncryptionContext\":{\"a\":\"" + "a".repeat(7000)
                + "\"}}";
        for (int patterns : new int[] {1, 100}) {
            String list = IntStream.range(0, patterns)
                    .mapToObj(i -> "\\\"*" + "a".repeat(200) + "b" + i + "*\\\"")
                    .collect(Collectors.joining(","));
            String policy = "{\\\"Statement\\\":[" + statement("Allow", "") + ","
                    + statement(
                            "Deny",
                            ",\\\"Condition\\\":{\\\"StringLike\\\":{\\\"kms:EncryptionContext:a\\\":[" + list + "]}}")
                    + "]}";
            ok(ask("PutKeyPolicy", ofKey(id) + ",\"Policy\":\"" + policy + "\"}"));
            for (int i = 0; i < 2; i++) {
                ok(loop.ask(server.answerer(), call("Encrypt", json)));
            }
            Told told = loop.ask(server.answerer(), call("Encrypt", json));
            assertThat(told.atOnce()).isEqualTo(patterns == 1);
        }
    }

    private static String statement(String effect, String condition) {
        return "{\\\"Effect\\\":\\\"" + effect + "\\\",\\\"Principal\\\":{\\\"AWS\\\":\\\"" + TestServer.ACCOUNT
                + "\\\"},\\\"Action\\\":\\\"kms:*\\\",\\\"Resource\\\":\\\"*\\\"" + condition + "}";
    }

    @Test
    void a_denial_is_explained_by_another_thread() {
        TestServer.UserKey nobody = server.user(TestServer.ACCOUNT, "nobody", null);
        for (int i = 0; i < 2; i++) {
            Told told = loop.ask(server.answerer(), ofUser(nobody, "DescribeKey", ofKey(symmetric) + "}"));
            assertThat(told.reply().status()).isEqualTo(400);
            assertThat(told.reply().fields()).extracting(Reply.Field::name).contains(Reply.DENIAL_ID);
            assertThat(told.atOnce()).isFalse();
        }
    }

    @Test
    void a_refusal_has_the_same_bytes_on_a_loop_and_elsewhere() {
        String disabled = key("{}");
        ok(ask("DisableKey", ofKey(disabled) + "}"));
        TestServer.UserKey stranger = server.user(TestServer.ACCOUNT, "stranger", null);
        String text = ",\"Plaintext\":\"" + TEXT + "\"}";
        Map<String, Call> refused = new LinkedHashMap<>();
        refused.put("no JSON", call("Encrypt", "{"));
        refused.put("a missing member", call("Encrypt", ofKey(symmetric) + "}"));
        refused.put("a bad member", call("Encrypt", ofKey("!") + text));
        refused.put("no such key", call("Encrypt", ofKey("11111111-2222-4333-8444-555555555555") + text));
        refused.put("no such alias", call("Encrypt", ofKey("alias/nobody") + text));
        refused.put("disabled", call("Encrypt", ofKey(disabled) + text));
        refused.put("another usage", call("Encrypt", ofKey(hmac) + text));
        refused.put("a dry run", call("Encrypt", ofKey(symmetric) + ",\"DryRun\":true" + text));
        refused.put("no ciphertext", call("Decrypt", "{\"CiphertextBlob\":\"AAAA\"}"));
        refused.put("no such operation", call("MakeCoffee", "{}"));
        refused.put("denied", ofUser(stranger, "Encrypt", ofKey(symmetric) + text));
        refused.put("no such access key", ofUser(new TestServer.UserKey("AKIAIOSFODNN7EXAMPLE", "x"), "Encrypt", "{}"));
        refused.put("another secret", ofUser(new TestServer.UserKey(stranger.accessKeyId(), "x"), "Encrypt", "{}"));
        refused.put("too long", call("Encrypt", " ".repeat(1 << 16) + "{"));
        refused.put(
                "another version",
                server.call(TestServer.ACCOUNT, "test", "sts", form(), bytes("Action=GetCallerIdentity&Version=1")));
        refused.forEach((name, call) -> {
            for (int i = 0; i < 2; i++) {
                Reply elsewhere = elsewhere(copy(call));
                Reply here = loop.ask(server.answerer(), copy(call)).reply();
                assertThat(here.status()).as(name).isEqualTo(elsewhere.status()).isGreaterThanOrEqualTo(400);
                assertThat(here.contentType()).as(name).isEqualTo(elsewhere.contentType());
                assertThat(here.fields()).as(name).isEqualTo(elsewhere.fields());
                assertThat(text(here)).as(name).isEqualTo(text(elsewhere));
            }
        });
    }

    @Test
    void a_call_that_is_begun_again_is_counted_and_recorded_once(@TempDir Path folder) throws IOException {
        String id;
        try (TestServer before = TestServer.start(folder)) {
            id = member(new Told(body(before.kms("CreateKey", "{}").body()), true), "KeyId");
        }
        Told told;
        try (TestServer after = TestServer.bounded(folder, "--request-quota=symmetric=1")) {
            Call identity = after.call(
                    TestServer.ACCOUNT, "test", "sts", form(), bytes("Action=GetCallerIdentity&Version=2011-06-15"));
            loop.ask(after.answerer(), identity);
            told = loop.ask(after.answerer(), after.call("Encrypt", ofKey(id) + ",\"Plaintext\":\"" + TEXT + "\"}"));
            // A second token would not have been there.
            ok(told);
            assertThat(told.atOnce()).isFalse();
        }
        assertThat(records(folder).filter(line -> line.contains(told.reply().requestId())))
                .singleElement()
                .asString()
                .contains("\"eventName\":\"Encrypt\"")
                .doesNotContain("errorCode");
        assertThat(records(folder).filter(line -> line.contains("\"eventName\":\"Encrypt\"")))
                .hasSize(1);
    }

    @Test
    void long_calls_that_end_one_after_the_other_are_all_recorded_and_answered(@TempDir Path folder)
            throws IOException {
        List<String> answered = new ArrayList<>();
        try (TestServer fresh = TestServer.start(folder)) {
            String id = member(
                    new Told(
                            body(fresh.kms("CreateKey", "{\"KeySpec\":\"ECC_NIST_P521\",\"KeyUsage\":\"SIGN_VERIFY\"}")
                                    .body()),
                            true),
                    "KeyId");
            Call sign = fresh.call(
                    "Sign", ofKey(id) + ",\"Message\":\"" + TEXT + "\",\"SigningAlgorithm\":\"ECDSA_SHA_512\"}");
            List<Call> calls = Stream.generate(() -> copy(sign)).limit(40).toList();
            for (var answer : loop.begin(fresh.answerer(), calls)) {
                ok(answer.join());
                answered.add(answer.join().reply().requestId());
            }
        }
        assertThat(records(folder).filter(line -> line.contains("\"eventName\":\"Sign\"")))
                .hasSameSizeAs(answered)
                .allMatch(line -> answered.stream().anyMatch(line::contains));
    }

    @Test
    void without_a_record_there_is_no_answer(@TempDir Path folder) {
        try (TestServer broken = TestServer.start(folder)) {
            String id = member(new Told(body(broken.kms("CreateKey", "{}").body()), true), "KeyId");
            String json = ofKey(id) + ",\"NumberOfBytes\":32}";
            ok(loop.ask(broken.answerer(), broken.call("GenerateDataKey", json)));
            breakAuditLogs();
            // Two records are written by the writer thread, one by the loop itself.
            List<Call> calls = List.of(broken.call("GenerateDataKey", json), broken.call("GenerateDataKey", json));
            for (var answer : loop.begin(broken.answerer(), calls)) {
                Told told = answer.join();
                assertThat(told.atOnce()).isTrue();
                assertThat(told.reply().status()).isEqualTo(500);
                assertThat(text(told.reply())).contains("KMSInternalException").doesNotContain("Plaintext");
            }
        }
    }

    /// Interrupts the newest writer: the one of the server that this test has started.
    private static void breakAuditLogs() {
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("audit-writer"))
                .max(Comparator.comparingLong(Thread::threadId))
                .orElseThrow()
                .interrupt();
    }

    private static Stream<String> records(Path folder) throws IOException {
        List<String> records = new ArrayList<>();
        new RecordReader(folder.resolve("audit")).more(record -> records.add(record.text()));
        return records.stream();
    }

    private static Reply elsewhere(Call call) {
        List<Reply> replies = new ArrayList<>();
        server.answerer().answer(call, replies::add);
        assertThat(replies).hasSize(1);
        return replies.getFirst();
    }

    private static Told ask(String operation, String json) {
        return loop.ask(server.answerer(), call(operation, json));
    }

    private static Call call(String operation, String json) {
        return server.call(operation, json);
    }

    private static Call ofUser(TestServer.UserKey user, String operation, String json) {
        return server.call(
                user.accessKeyId(),
                user.secret(),
                "kms",
                new TreeMap<>(Map.of(
                        "content-type", "application/x-amz-json-1.1", "x-amz-target", "TrentService." + operation)),
                bytes(json));
    }

    private static Call identity() {
        return server.call(
                TestServer.ACCOUNT, "test", "sts", form(), bytes("Action=GetCallerIdentity&Version=2011-06-15"));
    }

    private static SortedMap<String, String> form() {
        return new TreeMap<>(Map.of("content-type", "application/x-www-form-urlencoded"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Bodies are zeroed, so each call is made once.
    private static Call copy(Call call) {
        return new Call(
                call.method(),
                call.rawPath(),
                call.rawQuery(),
                call.headers(),
                call.body().clone(),
                call.peer());
    }

    private static String key(String json) {
        return member(ask("CreateKey", json), "KeyId");
    }

    private static String ofKey(String id) {
        return "{\"KeyId\":\"" + id + "\"";
    }

    private static Told ok(Told told) {
        assertThat(told.reply().status()).as(text(told.reply())).isEqualTo(200);
        return told;
    }

    private static Reply body(String json) {
        return new Reply(200, "", "", bytes(json));
    }

    private static String member(Told told, String name) {
        return text(ok(told).reply()).replaceAll("(?s).*\"" + name + "\":\"([^\"]*)\".*", "$1");
    }

    /// Returns the body without its request id.
    private static String text(Reply reply) {
        String text = new String(((ReplyBody.Bytes) reply.body()).bytes(), StandardCharsets.UTF_8);
        return reply.requestId().isEmpty() ? text : text.replace(reply.requestId(), "");
    }
}
