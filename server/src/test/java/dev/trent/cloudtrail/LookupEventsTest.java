package dev.trent.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.cli.TestServer;
import dev.trent.cli.TestServer.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/// LookupEvents through the front door. Each test has an account of its own.
class LookupEventsTest {
    private static final String PLAINTEXT = "\"Plaintext\":\"aGVsbG8=\"";

    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = TestServer.bounded(folder, "--lookup-rate", "off");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void an_event_is_found_by_the_next_look_up() {
        String account = "100000000001";
        String arn = key(account, "first");
        JsonNode event = one(found(account, attribute("EventName", "CreateKey")));
        JsonNode record = parsed(text(event, "CloudTrailEvent"));
        assertThat(text(event, "EventId")).isEqualTo(text(record, "eventID"));
        assertThat(text(event, "EventName")).isEqualTo("CreateKey");
        assertThat(text(event, "ReadOnly")).isEqualTo("false");
        assertThat(text(event, "AccessKeyId")).isEqualTo(account);
        assertThat(text(event, "EventSource")).isEqualTo("kms.amazonaws.com");
        assertThat(text(event, "Username")).isEqualTo("root");
        assertThat(member(event, "EventTime").isNumber()).isTrue();
        JsonNode resource = one(member(event, "Resources").asArray());
        assertThat(text(resource, "ResourceType")).isEqualTo("AWS::KMS::Key");
        assertThat(text(resource, "ResourceName")).isEqualTo(arn);
        assertThat(record.asObject().keySet())
                .contains("userIdentity", "recipientAccountId")
                .doesNotContain("seq", "hash");
    }

    @ParameterizedTest
    @CsvSource({
        "EventName, CreateAlias, createalias",
        "ReadOnly, false, False",
        "Username, root, Root",
        "ResourceType, AWS::KMS::Key, AWS::KMS",
        "EventSource, kms.amazonaws.com, kms",
        "AccessKeyId, 100000000002, 10000000000",
    })
    void each_attribute_finds_what_has_it_exactly(String key, String value, String other) {
        String account = "100000000002";
        if (found(account, attribute("EventName", "CreateAlias")).isEmpty()) {
            String arn = key(account, "each");
            ok(server.kms(
                    account,
                    TestServer.REGION,
                    "CreateAlias",
                    "{\"AliasName\":\"alias/each\",\"TargetKeyId\":\"" + arn + "\"}"));
        }
        assertThat(names(found(account, attribute(key, value)))).contains("CreateAlias");
        assertThat(found(account, attribute(key, other))).isEmpty();
    }

    @Test
    void an_event_is_found_by_its_id_and_by_each_of_its_resources() {
        String account = "100000000003";
        String arn = key(account, "resource");
        String alias = "arn:aws:kms:eu-central-1:" + account + ":alias/resource";
        ok(server.kms(
                account,
                TestServer.REGION,
                "CreateAlias",
                "{\"AliasName\":\"alias/resource\",\"TargetKeyId\":\"" + arn + "\"}"));
        JsonNode event = one(found(account, attribute("ResourceName", alias)));
        assertThat(text(event, "EventName")).isEqualTo("CreateAlias");
        assertThat(names(found(account, attribute("ResourceName", arn)))).containsExactly("CreateAlias", "CreateKey");
        assertThat(one(found(account, attribute("EventId", text(event, "EventId")))))
                .isEqualTo(event);
    }

    @Test
    void another_account_and_another_region_see_nothing() {
        String arn = key("100000000004", "mine");
        assertThat(found("100000000005", attribute("ResourceName", arn))).isEmpty();
        assertThat(names(found("100000000005", ""))).containsOnly("LookupEvents");
        assertThat(member(parsed(look("100000000004", "eu-west-1", "").body()), "Events")
                        .asArray())
                .isEmpty();
        assertThat(names(found("100000000004", attribute("ResourceName", arn)))).containsExactly("CreateKey");
    }

    @Test
    void a_user_is_found_by_its_name_and_a_refused_call_is_found_too() {
        String account = "100000000006";
        TestServer.UserKey eve = server.user(account, "eve", null);
        assertThat(server.kms(eve, "ListKeys", "{}").status()).isEqualTo(400);
        JsonNode event = one(found(account, attribute("Username", "eve")));
        assertThat(text(event, "EventName")).isEqualTo("ListKeys");
        assertThat(text(event, "CloudTrailEvent")).contains("\"errorCode\":\"AccessDenied\"");
        assertThat(found(account, attribute("AccessKeyId", eve.accessKeyId()))).containsExactly(event);
    }

    @Test
    void pages_do_not_move_while_events_arrive() {
        String account = "100000000007";
        String arn = key(account, "pages");
        for (int i = 0; i < 7; i++) {
            encrypt(account, arn);
        }
        String wanted = attribute("EventName", "Encrypt");
        List<String> all = ids(found(account, wanted));
        assertThat(all).hasSize(7);
        List<String> paged = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = parsed(look(account, TestServer.REGION, wanted + ",\"MaxResults\":3" + token)
                    .body());
            paged.addAll(ids(member(page, "Events").asArray()));
            token = page.field("NextToken").isPresent() ? ",\"NextToken\":\"" + text(page, "NextToken") + "\"" : "";
            encrypt(account, arn);
        } while (!token.isEmpty());
        assertThat(paged).isEqualTo(all);
        assertThat(found(account, wanted)).hasSize(10);
    }

    @Test
    void both_ends_of_a_time_are_in_it() {
        String account = "100000000008";
        key(account, "time");
        long second = Long.parseLong(member(one(found(account, attribute("EventName", "CreateKey"))), "EventTime")
                .asNumber());
        assertThat(between(account, second, second)).hasSize(1);
        assertThat(between(account, second + 1, second + 1)).isEmpty();
        assertThat(between(account, second - 1, second - 1)).isEmpty();
        assertThat(between(account, second - 1, second + 1)).hasSize(1);
        assertThat(between(account, 0, second)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "InvalidTimeRangeException: \"StartTime\":2,\"EndTime\":1",
                "InvalidMaxResultsException: \"MaxResults\":0",
                "InvalidMaxResultsException: \"MaxResults\":51",
                "InvalidEventCategoryException: \"EventCategory\":\"management\"",
                "InvalidNextTokenException: \"NextToken\":\"bm90aGluZw\"",
                "InvalidNextTokenException: \"NextToken\":\"?\"",
                "InvalidLookupAttributesException: \"LookupAttributes\":[{\"AttributeKey\":\"EventName\","
                        + "\"AttributeValue\":\"a\"},{\"AttributeKey\":\"ReadOnly\",\"AttributeValue\":\"true\"}]",
                "ValidationException: \"LookupAttributes\":[{\"AttributeKey\":\"Colour\",\"AttributeValue\":\"a\"}]",
                "ValidationException: \"LookupAttributes\":[{\"AttributeKey\":\"EventName\",\"AttributeValue\":\"\"}]",
                "ValidationException: \"LookupAttributes\":[{\"AttributeKey\":\"EventName\"}]",
            })
    void what_is_not_allowed_is_refused_by_its_name(String refused) {
        String[] parts = refused.split(": ", 2);
        Answer answer = look("100000000009", TestServer.REGION, parts[1]);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(text(parsed(answer.body()), "__type")).isEqualTo(parts[0]);
    }

    @Test
    void some_characters_of_a_value_count_twice() {
        assertThat(look("100000000010", TestServer.REGION, attribute("EventName", "_".repeat(1000)))
                        .status())
                .isEqualTo(200);
        assertThat(look("100000000010", TestServer.REGION, attribute("EventName", "_".repeat(1000) + "a"))
                        .body())
                .contains("InvalidLookupAttributesException");
    }

    @Test
    void a_token_is_good_for_the_same_parameters_account_and_region_only() {
        String account = "100000000011";
        key(account, "one");
        key(account, "two");
        String wanted = attribute("EventName", "CreateKey") + ",\"MaxResults\":1";
        String token = ",\"NextToken\":\""
                + text(parsed(look(account, TestServer.REGION, wanted).body()), "NextToken")
                + "\"";
        assertThat(look(account, TestServer.REGION, wanted + token).status()).isEqualTo(200);
        assertThat(look(account, TestServer.REGION, wanted + token + ",\"StartTime\":0")
                        .body())
                .contains("InvalidNextTokenException");
        assertThat(look(account, TestServer.REGION, attribute("EventName", "Encrypt") + token)
                        .body())
                .contains("InvalidNextTokenException");
        assertThat(look(account, "eu-west-1", wanted + token).body()).contains("InvalidNextTokenException");
        assertThat(look("100000000012", TestServer.REGION, wanted + token).body())
                .contains("InvalidNextTokenException");
    }

    @Test
    void there_are_no_events_of_insights() {
        String account = "100000000013";
        key(account, "insight");
        assertThat(look(account, TestServer.REGION, "\"EventCategory\":\"insight\"")
                        .body())
                .isEqualTo("{\"Events\":[]}");
    }

    private static List<JsonNode> between(String account, long start, long end) {
        return found(account, attribute("EventName", "CreateKey") + ",\"StartTime\":" + start + ",\"EndTime\":" + end);
    }

    private static String key(String account, String description) {
        String made =
                ok(server.kms(account, TestServer.REGION, "CreateKey", "{\"Description\":\"" + description + "\"}"));
        return text(member(parsed(made), "KeyMetadata"), "Arn");
    }

    private static void encrypt(String account, String arn) {
        ok(server.kms(account, TestServer.REGION, "Encrypt", "{\"KeyId\":\"" + arn + "\"," + PLAINTEXT + "}"));
    }

    private static String ok(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static String attribute(String key, String value) {
        return "\"LookupAttributes\":[{\"AttributeKey\":\"" + key + "\",\"AttributeValue\":\"" + value + "\"}]";
    }

    private static JsonNode parsed(String json) {
        return JsonNode.parser().parse(json);
    }

    private static JsonNode member(JsonNode node, String name) {
        return node.field(name).orElseThrow();
    }

    private static String text(JsonNode node, String name) {
        return member(node, name).asString();
    }

    private static JsonNode one(List<JsonNode> events) {
        assertThat(events).hasSize(1);
        return events.getFirst();
    }

    private static List<String> names(List<JsonNode> events) {
        return events.stream().map(event -> text(event, "EventName")).toList();
    }

    private static List<String> ids(List<JsonNode> events) {
        return events.stream().map(event -> text(event, "EventId")).toList();
    }

    private static List<JsonNode> found(String account, String members) {
        return member(parsed(ok(look(account, TestServer.REGION, members))), "Events")
                .asArray();
    }

    private static Answer look(String account, String region, String members) {
        return server.cloudTrail(account, region, "LookupEvents", "{" + members + "}");
    }
}
