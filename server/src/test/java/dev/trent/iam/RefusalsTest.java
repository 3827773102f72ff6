package dev.trent.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.cli.TestServer;
import dev.trent.cli.TestServer.Answer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Golden files: each contains a request, one parameter on a line, and the exact answer without its id.
/// `-Dgolden.update=true` writes the answers anew.
///
/// There is a user `busy` with a group, an inline and an attached policy and two access keys. There are also a
/// user `idle` with nothing, a group `full`, a role `busy` that trusts the account, and a managed policy `Busy`
/// with five versions.
class RefusalsTest {
    private static final Path GOLDEN = Path.of("src/test/golden/iam");
    private static final String SEPARATOR = "\n---\n";
    private static final String POLICY_ARN = "arn:aws:iam::" + TestServer.ACCOUNT + ":policy/Busy";
    private static final String ALLOW =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"kms:*\",\"Resource\":\"*\"}}";
    private static final String TRUST = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":"
            + "{\"AWS\":\"" + TestServer.ACCOUNT + "\"},\"Action\":\"sts:AssumeRole\"}}";

    private static TestServer server;

    @BeforeAll
    static void make_what_is_refused(@TempDir Path data) {
        server = TestServer.start(data);
        succeed("Action=CreateUser\nUserName=idle");
        succeed("Action=CreateUser\nUserName=busy");
        succeed("Action=CreateGroup\nGroupName=full");
        succeed("Action=AddUserToGroup\nGroupName=full\nUserName=busy");
        succeed("Action=PutUserPolicy\nUserName=busy\nPolicyName=inline\nPolicyDocument=" + ALLOW);
        succeed("Action=CreatePolicy\nPolicyName=Busy\nPolicyDocument=" + ALLOW);
        for (int i = 2; i <= 5; i++) {
            succeed("Action=CreatePolicyVersion\nPolicyArn=" + POLICY_ARN + "\nPolicyDocument=" + ALLOW);
        }
        succeed("Action=CreateAccessKey\nUserName=busy");
        succeed("Action=CreateAccessKey\nUserName=busy");
        succeed("Action=CreateRole\nRoleName=busy\nAssumeRolePolicyDocument=" + TRUST);
        succeed("Action=AttachRolePolicy\nRoleName=busy\nPolicyArn=" + POLICY_ARN);
        succeed("Action=CreateUser\nUserName=member");
        succeed("Action=AddUserToGroup\nGroupName=full\nUserName=member");
        succeed("Action=CreateUser\nUserName=keyed");
        succeed("Action=CreateAccessKey\nUserName=keyed");
        succeed("Action=CreateRole\nRoleName=inline\nAssumeRolePolicyDocument=" + TRUST);
        succeed("Action=PutRolePolicy\nRoleName=inline\nPolicyName=inline\nPolicyDocument=" + ALLOW);
        succeed("Action=CreatePolicy\nPolicyName=Versions\nPolicyDocument=" + ALLOW);
        succeed("Action=CreatePolicyVersion\nPolicyArn=" + POLICY_ARN.replace("Busy", "Versions") + "\nPolicyDocument="
                + ALLOW);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Answer call(String request) {
        String version = request.contains("Version=") ? "" : "&Version=2010-05-08";
        String form = request.lines()
                .map(line -> line.substring(0, line.indexOf('=') + 1)
                        + URLEncoder.encode(line.substring(line.indexOf('=') + 1), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return server.query(TestServer.ACCOUNT, "iam", form + version);
    }

    private static void succeed(String request) {
        Answer answer = call(request);
        assertThat(answer.status()).as(request + answer.body()).isEqualTo(200);
    }

    @TestFactory
    List<DynamicTest> each_answer_is_as_written() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.sorted()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> compare(file)))
                    .toList();
        }
    }

    private static void compare(Path file) throws IOException {
        String text = Files.readString(file);
        String request = text.substring(0, text.indexOf(SEPARATOR));
        Answer answer = call(request);
        String body = answer.body().replaceAll("<RequestId>[0-9a-f-]{36}</RequestId>", "<RequestId>ID</RequestId>");
        String actual = request + SEPARATOR + answer.status() + "\n" + body + "\n";
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, actual);
        }
        assertThat(actual).isEqualTo(text);
        assertThat(answer.status()).isGreaterThanOrEqualTo(400);
    }
}
