package dev.trent.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.cli.TestServer;
import dev.trent.cli.TestServer.Answer;
import dev.trent.policy.Tree;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Calls that no operation answers: the call names no operation, or an unknown one, or its bytes cannot be
/// read.
class GatewayTest {
    @TempDir
    private static Path data;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(data);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TrentService.MakeCoffee", "TrentService.CreateUser", "TrentService.", "TrentService", "."})
    void an_operation_that_nobody_has_is_unknown(String target) {
        Map<String, Object> error = error(post(target, "{}"));
        assertThat(error).containsOnly(Map.entry("__type", "UnknownOperationException"));
    }

    @Test
    void an_operation_that_aws_has_and_trent_has_not_is_called_so() {
        assertThat(error(post("TrentService.ConnectCustomKeyStore", "{}")))
                .containsEntry("__type", "UnknownOperationException")
                .containsEntry("message", "ConnectCustomKeyStore is not supported by this version of Trent.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{", "null", "{\"Limit\":\"many\"}", "\uFFFF"})
    void a_body_that_is_no_request_is_a_serialization_exception(String body) {
        assertThat(error(post("TrentService.ListKeys", body))).containsEntry("__type", "SerializationException");
    }

    @Test
    void a_stranger_is_not_told_which_operations_there_are() {
        for (String operation : new String[] {"ListKeys", "MakeCoffee"}) {
            Answer answer = server.send(
                    TestServer.ACCOUNT,
                    "not the secret",
                    TestServer.REGION,
                    "kms",
                    new TreeMap<>(Map.of(
                            "content-type", "application/x-amz-json-1.1", "x-amz-target", "TrentService." + operation)),
                    new byte[] {'{'});
            assertThat(error(answer)).containsEntry("__type", "InvalidSignatureException");
        }
    }

    @Test
    void a_form_without_an_action_or_with_that_of_another_service_names_no_operation() {
        assertThat(server.query(TestServer.ACCOUNT, "iam", "Version=2010-05-08").body())
                .contains("<Code>MissingAction</Code>");
        assertThat(server.query(TestServer.ACCOUNT, "sts", "Action=ListUsers&Version=2011-06-15")
                        .body())
                .contains("<Code>InvalidAction</Code>");
    }

    private static Answer post(String target, String body) {
        return server.post(TestServer.ACCOUNT, TestServer.REGION, target, body.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> error(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        return Tree.map(Tree.read(answer.body()));
    }
}
