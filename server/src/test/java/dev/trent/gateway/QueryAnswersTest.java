package dev.trent.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.cli.TestServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The formats in which IAM and STS answer, through the front door.
class QueryAnswersTest {
    private static final String ACCOUNT = "111122223333";
    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final String METADATA = "\"ResponseMetadata\":\\{\"RequestId\":\"" + UUID + "\"}";
    private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";
    private static final String TRUST = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":"
            + "{\"AWS\":\"111122223333\"},\"Action\":\"sts:AssumeRole\"}}";

    private static final int TOO_LARGE = 1024 * 1024 + 1;

    @TempDir
    static Path folder;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "application/json, text/xml;q=0.5", "*/*, application/json; charset=utf-8"})
    void an_identity_is_told_in_json_to_whoever_accepts_it(String accept) {
        assertThat(json("sts", accept, "Action=GetCallerIdentity&Version=2011-06-15"))
                .matches("200 \\{\"GetCallerIdentityResponse\":\\{\"GetCallerIdentityResult\":\\{"
                        + "\"UserId\":\"111122223333\",\"Account\":\"111122223333\","
                        + "\"Arn\":\"arn:aws:iam::111122223333:root\"},"
                        + METADATA + "}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "text/xml", "text/xml, application/json", "application/xml,application/json", "x"})
    void everybody_else_gets_xml(String accept) {
        assertThat(json("sts", accept, "Action=GetCallerIdentity&Version=2011-06-15"))
                .startsWith("200 <GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">");
    }

    @Test
    void points_in_time_are_seconds_and_lists_are_arrays() {
        String create = "Action=CreateRole&Version=2010-05-08&RoleName=json&AssumeRolePolicyDocument="
                + java.net.URLEncoder.encode(TRUST, StandardCharsets.UTF_8);
        assertThat(json("iam", "application/json", create))
                .containsPattern("\"CreateDate\":[0-9.]+(E9)?[,}]")
                .contains("{\"CreateRoleResponse\":{\"CreateRoleResult\":{\"Role\":{");
        assertThat(json("iam", "application/json", "Action=ListRoles&Version=2010-05-08"))
                .contains("{\"ListRolesResponse\":{\"ListRolesResult\":{")
                .contains("\"Roles\":[{")
                .contains("\"IsTruncated\":false");
        assertThat(json("sts", "application/json", "Action=GetSessionToken&Version=2011-06-15"))
                .containsPattern("\"Expiration\":[0-9]+[,}]");
        assertThat(json("iam", "application/json", "Action=DeleteRole&Version=2010-05-08&RoleName=json"))
                .matches("200 \\{\"DeleteRoleResponse\":\\{" + METADATA + "}}");
    }

    @Test
    void a_refusal_is_told_in_json_too() {
        assertThat(json("iam", "application/json", "Action=GetUser&Version=2010-05-08&UserName=nobody"))
                .matches("404 \\{\"Error\":\\{\"Code\":\"NoSuchEntity\",\"Message\":"
                        + "\"The user with name nobody cannot be found.\",\"Type\":\"Sender\"},"
                        + "\"RequestId\":\"" + UUID + "\"}");
        assertThat(json("sts", "application/json", "Action=Nothing&Version=2011-06-15"))
                .contains("{\"Error\":{\"Code\":\"InvalidAction\",");
    }

    @Test
    void who_is_not_known_is_refused_in_json_too() {
        HttpResponse<String> response =
                send(Map.of("Content-Type", FORM, "Accept", "application/json"), "Action=GetUser");
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(response.body()).startsWith("{\"Error\":{\"Code\":\"MissingAuthenticationToken\",");
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Type, application/x-www-form-urlencoded, sts",
        "Authorization, AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/iam/aws4_request, iam",
        "Authorization, AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/sts/aws4_request, sts",
    })
    void what_is_refused_before_it_is_read_is_refused_in_the_words_of_the_service(
            String field, String value, String service) {
        for (int bytes : new int[] {TOO_LARGE, 0}) {
            HttpResponse<String> response = send(Map.of(field, value), "x".repeat(bytes));
            assertThat(response.headers().firstValue("content-type")).hasValue("text/xml");
            assertThat(response.body())
                    .startsWith("<ErrorResponse xmlns=\"https://" + service + ".amazonaws.com/doc/")
                    .contains(bytes == 0 ? "<Type>Sender</Type>" : "<Code>RequestEntityTooLarge</Code>");
        }
    }

    @Test
    void a_page_is_refused_in_the_words_of_the_service() {
        assertThat(send(Map.of("Sec-Fetch-Site", "cross-site", "Content-Type", FORM), "Action=ListUsers")
                        .body())
                .startsWith("<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error>"
                        + "<Type>Sender</Type><Code>AccessDenied</Code>");
        assertThat(send(Map.of("Sec-Fetch-Site", "cross-site"), "{}").body())
                .startsWith("{\"__type\":\"AccessDeniedException\"");
    }

    @Test
    void what_is_too_large_for_kms_is_refused_in_its_words() {
        assertThat(send(Map.of("Content-Type", "application/x-amz-json-1.1"), "x".repeat(TOO_LARGE))
                        .body())
                .startsWith("{\"__type\":\"RequestEntityTooLargeException\"");
    }

    private static String json(String service, String accept, String form) {
        var answer = server.send(
                ACCOUNT,
                "test",
                TestServer.REGION,
                service,
                new TreeMap<>(Map.of("content-type", FORM, "accept", accept)),
                form.getBytes(StandardCharsets.UTF_8));
        return answer.status() + " " + answer.body();
    }

    private static HttpResponse<String> send(Map<String, String> fields, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri()).POST(BodyPublishers.ofString(body));
        fields.forEach(request::header);
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
