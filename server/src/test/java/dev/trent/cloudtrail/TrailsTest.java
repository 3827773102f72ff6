package dev.trent.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.cli.Installation;
import dev.trent.cli.TestServer;
import dev.trent.cli.TestServer.Answer;
import dev.trent.cli.TestServer.UserKey;
import dev.trent.delivery.TrailClient;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The operations on trails at the front door.
class TrailsTest {
    private static final String ARN = "arn:aws:cloudtrail:eu-central-1:111122223333:trail/";
    private static final String ELSEWHERE = "us-west-2";

    @TempDir
    Path data;

    private TestServer server;
    private TrailClient client;

    @BeforeEach
    void start() {
        server = TestServer.start(data);
        client = new TrailClient(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void refused(Answer answer, String code, String message) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"__type\":\"" + code + "\"", message);
    }

    private void refused(String operation, String json, String code, String message) {
        refused(client.call(operation, json), code, message);
    }

    private void create(String name) {
        client.done("CreateTrail", "{'Name':'" + name + "','S3BucketName':'files'}");
    }

    @Test
    void a_new_trail_has_the_defaults_of_aws() {
        assertThat(client.done("CreateTrail", "{'Name':'audit','S3BucketName':'files'}"))
                .isEqualTo("{\"Name\":\"audit\",\"S3BucketName\":\"files\",\"IncludeGlobalServiceEvents\":true,"
                        + "\"IsMultiRegionTrail\":false,\"TrailARN\":\"" + ARN
                        + "audit\",\"LogFileValidationEnabled\":false,\"IsOrganizationTrail\":false}");
        assertThat(client.done("GetTrail", "{'Name':'audit'}"))
                .contains(
                        "\"HomeRegion\":\"eu-central-1\"",
                        "\"HasCustomEventSelectors\":false",
                        "\"HasInsightSelectors\":false");
        assertThat(client.done("GetTrailStatus", "{'Name':'" + ARN + "audit'}"))
                .contains("\"IsLogging\":false")
                .doesNotContain("StartLoggingTime");
    }

    @Test
    void a_trail_is_changed_member_by_member() {
        create("audit");
        assertThat(
                        client.done(
                                "UpdateTrail",
                                "{'Name':'audit','S3KeyPrefix':'a/b','EnableLogFileValidation':true,'IsMultiRegionTrail':true}"))
                .contains(
                        "\"S3BucketName\":\"files\"",
                        "\"S3KeyPrefix\":\"a/b\"",
                        "\"IsMultiRegionTrail\":true",
                        "\"LogFileValidationEnabled\":true")
                .doesNotContain("HomeRegion");
        assertThat(client.done("UpdateTrail", "{'Name':'audit','S3KeyPrefix':'','S3BucketName':'other'}"))
                .contains("\"S3BucketName\":\"other\"", "\"LogFileValidationEnabled\":true")
                .doesNotContain("S3KeyPrefix");
        refused(
                "UpdateTrail",
                "{'Name':'audit','IncludeGlobalServiceEvents':false}",
                "InvalidParameterCombinationException",
                "Multi-Region trail must include global service events.");
    }

    @Test
    void logging_is_started_and_stopped() {
        create("audit");
        assertThat(client.done("StartLogging", "{'Name':'audit'}")).isEmpty();
        assertThat(client.done("GetTrailStatus", "{'Name':'audit'}"))
                .contains("\"IsLogging\":true", "\"StartLoggingTime\":", "\"TimeLoggingStarted\":\"20")
                .doesNotContain("StopLoggingTime\":1");
        client.done("StopLogging", "{'Name':'audit'}");
        assertThat(client.done("GetTrailStatus", "{'Name':'audit'}"))
                .contains("\"IsLogging\":false", "\"StopLoggingTime\":", "\"TimeLoggingStopped\":\"20");
    }

    @Test
    void trails_of_other_regions_are_shadows() {
        create("home");
        client.done("CreateTrail", "{'Name':'everywhere','S3BucketName':'files','IsMultiRegionTrail':true}");
        assertThat(client.done("DescribeTrails", "{}")).contains("\"home\"", "\"everywhere\"");
        String there =
                client.call(TrailClient.ROOT, ELSEWHERE, "DescribeTrails", "{}").body();
        assertThat(there).contains("\"everywhere\"").doesNotContain("\"home\"");
        assertThat(client.call(TrailClient.ROOT, ELSEWHERE, "DescribeTrails", "{'includeShadowTrails':false}")
                        .body())
                .isEqualTo("{\"trailList\":[]}");
        assertThat(client.call(
                                TrailClient.ROOT,
                                ELSEWHERE,
                                "DescribeTrails",
                                "{'trailNameList':['" + ARN + "home','no-such']}")
                        .body())
                .contains("\"home\"")
                .doesNotContain("everywhere");
        assertThat(client.call(TrailClient.ROOT, ELSEWHERE, "ListTrails", "{}").body())
                .isEqualTo("{\"Trails\":[{\"TrailARN\":\"" + ARN
                        + "everywhere\",\"Name\":\"everywhere\",\"HomeRegion\":\"eu-central-1\"},{\"TrailARN\":\"" + ARN
                        + "home\",\"Name\":\"home\",\"HomeRegion\":\"eu-central-1\"}]}");
        assertThat(client.call(TrailClient.ROOT, ELSEWHERE, "GetTrail", "{'Name':'" + ARN + "home'}")
                        .status())
                .isEqualTo(200);
        refused(
                client.call(TrailClient.ROOT, ELSEWHERE, "GetTrail", "{'Name':'home'}"),
                "TrailNotFoundException",
                "Unknown trail: home for the user: 111122223333");
        for (String operation : new String[] {"DeleteTrail", "StartLogging", "StopLogging", "UpdateTrail"}) {
            refused(
                    client.call(TrailClient.ROOT, ELSEWHERE, operation, "{'Name':'" + ARN + "home'}"),
                    "InvalidHomeRegionException",
                    "eu-central-1");
        }
    }

    @Test
    void a_trail_is_of_its_account_alone() {
        create("audit");
        UserKey other = new UserKey("222222222222", "test");
        refused(
                client.call(other, TestServer.REGION, "GetTrail", "{'Name':'" + ARN + "audit'}"),
                "TrailNotFoundException",
                "Unknown trail: " + ARN + "audit for the user: 222222222222");
        assertThat(client.call(other, TestServer.REGION, "ListTrails", "{}").body())
                .isEqualTo("{\"Trails\":[]}");
    }

    @Test
    void a_name_is_taken_once_and_a_region_has_five_trails() {
        create("audit");
        refused(
                "CreateTrail",
                "{'Name':'audit','S3BucketName':'files'}",
                "TrailAlreadyExistsException",
                "Trail audit already exists for customer: 111122223333");
        for (int i = 1; i < 5; i++) {
            create("audit" + i);
        }
        refused(
                "CreateTrail",
                "{'Name':'sixth','S3BucketName':'files'}",
                "MaximumNumberOfTrailsExceededException",
                "User: 111122223333 already has 5 trails in eu-central-1.");
        client.done("DeleteTrail", "{'Name':'audit1'}");
        create("sixth");
    }

    private Answer create(String region, String name) {
        return client.call(TrailClient.ROOT, region, "CreateTrail", "{'Name':'" + name + "','S3BucketName':'files'}");
    }

    @Test
    void a_trail_for_all_regions_counts_in_each_also_if_it_becomes_one() {
        for (int i = 0; i < 5; i++) {
            assertThat(create(ELSEWHERE, "there" + i).status()).isEqualTo(200);
        }
        create("audit");
        for (String json : new String[] {
            "CreateTrail {'Name':'all','S3BucketName':'files','IsMultiRegionTrail':true}",
            "UpdateTrail {'Name':'audit','IsMultiRegionTrail':true}"
        }) {
            refused(
                    json.substring(0, 11),
                    json.substring(12),
                    "MaximumNumberOfTrailsExceededException",
                    "User: 111122223333 already has 5 trails in us-west-2.");
        }
        assertThat(client.done("GetTrail", "{'Name':'audit'}")).contains("\"IsMultiRegionTrail\":false");
        client.call(TrailClient.ROOT, ELSEWHERE, "DeleteTrail", "{'Name':'there0'}");
        client.done("UpdateTrail", "{'Name':'audit','IsMultiRegionTrail':true}");
        client.done("UpdateTrail", "{'Name':'audit','IsMultiRegionTrail':true,'S3BucketName':'other'}");
        refused(
                create(ELSEWHERE, "sixth"),
                "MaximumNumberOfTrailsExceededException",
                "User: 111122223333 already has 5 trails in us-west-2.");
    }

    @Test
    void an_account_has_twenty_five_trails() {
        for (int i = 0; i < 25; i++) {
            assertThat(create("us-west-" + (i / 5 + 1), "trail" + i).status()).isEqualTo(200);
        }
        refused(
                create("us-west-6", "one-more"),
                "MaximumNumberOfTrailsExceededException",
                "User: 111122223333 already has 25 trails in all Regions.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"metrics", "livez", "readyz", "health", "healthz", "console"})
    void a_page_of_the_server_is_no_bucket(String name) {
        create("audit");
        for (String operation : new String[] {"CreateTrail", "UpdateTrail"}) {
            refused(
                    operation,
                    "{'Name':'audit','S3BucketName':'" + name + "'}",
                    "InvalidS3BucketNameException",
                    "Bucket name " + name + " is not valid");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ab|Trail name too short. Minimum allowed length: 3 characters. Specified name length: 2 characters.",
                "-abc|Trail name must starts with a letter or number.",
                "abc.|Trail name must ends with a letter or number.",
                "a b c|Trail name or ARN can only contain uppercase letters",
                "a/../b|Trail name or ARN can only contain uppercase letters",
                "a--b|adjacent",
                "192.168.5.4|IP address"
            })
    void a_name_that_no_trail_can_have_is_refused(String name, String message) {
        refused("CreateTrail", "{'Name':'" + name + "','S3BucketName':'files'}", "InvalidTrailNameException", message);
        refused("GetTrail", "{'Name':'" + name + "'}", "InvalidTrailNameException", message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:cloudtrail",
                "arn:aws:kms:eu-central-1:111122223333:key/x",
                "arn:aws:cloudtrail:eu-central-1:111122223333:channel/x",
                "arn:aws-cn:cloudtrail:cn-north-1:111122223333:trail/abc"
            })
    void an_arn_of_something_else_is_refused(String arn) {
        refused("GetTrail", "{'Name':'" + arn + "'}", "CloudTrailARNInvalidException", "");
        refused("DescribeTrails", "{'trailNameList':['" + arn + "']}", "CloudTrailARNInvalidException", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "ab", "Files", "a..b", "-ab", "ab-", "1.2.3.4", "a/b", "../x", "a_b", "health", "xn--abc", "a.-b"
            })
    void a_bucket_that_cannot_be_is_refused(String bucket) {
        refused("CreateTrail", "{'Name':'audit','S3BucketName':'" + bucket + "'}", "InvalidS3BucketNameException", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a", "a/", "a//b", "..", "a/../b", ".", "AWSLogs", "a/AWSLogs/b", "a b", "a\\\\b", "%2e"})
    void a_prefix_that_cannot_be_is_refused(String prefix) {
        refused(
                "CreateTrail",
                "{'Name':'audit','S3BucketName':'files','S3KeyPrefix':'" + prefix + "'}",
                "InvalidS3PrefixException",
                "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'SnsTopicName':'x'",
                "'KmsKeyId':'x'",
                "'CloudWatchLogsLogGroupArn':'x'",
                "'CloudWatchLogsRoleArn':'x'",
                "'IsOrganizationTrail':true"
            })
    void what_trent_has_not_is_refused_and_not_forgotten(String member) {
        refused(
                "CreateTrail",
                "{'Name':'audit','S3BucketName':'files'," + member + "}",
                "UnsupportedOperationException",
                "is not supported by Trent.");
        refused("GetTrail", "{'Name':'audit'}", "TrailNotFoundException", "");
    }

    @Test
    void selectors_are_put_and_got() {
        create("audit");
        assertThat(client.done("GetEventSelectors", "{'TrailName':'audit'}"))
                .isEqualTo("{\"TrailARN\":\"" + ARN
                        + "audit\",\"EventSelectors\":[{\"ReadWriteType\":\"All\",\"IncludeManagementEvents\":true,"
                        + "\"DataResources\":[],\"ExcludeManagementEventSources\":[]}]}");
        client.done(
                "PutEventSelectors",
                "{'TrailName':'audit','EventSelectors':[{'ReadWriteType':'ReadOnly',"
                        + "'ExcludeManagementEventSources':['kms.amazonaws.com']}]}");
        assertThat(client.done("GetEventSelectors", "{'TrailName':'audit'}"))
                .contains("\"ReadOnly\"", "[\"kms.amazonaws.com\"]");
        assertThat(client.done("GetTrail", "{'Name':'audit'}")).contains("\"HasCustomEventSelectors\":true");
        for (String selectors : new String[] {
            "'EventSelectors':[]",
            "'EventSelectors':[{},{}]",
            "'EventSelectors':[{'ReadWriteType':'Some'}]",
            "'EventSelectors':[{'ExcludeManagementEventSources':['iam.amazonaws.com']}]",
            "'EventSelectors':[{'DataResources':[{'Type':'AWS::S3::Object','Values':['arn:aws:s3']}]}]",
            "'AdvancedEventSelectors':[{'Name':'x','FieldSelectors':[]}]"
        }) {
            refused(
                    "PutEventSelectors",
                    "{'TrailName':'audit'," + selectors + "}",
                    "InvalidEventSelectorsException",
                    "");
        }
    }

    @Test
    void tags_are_added_listed_and_removed() {
        client.done("CreateTrail", "{'Name':'audit','S3BucketName':'files','TagsList':[{'Key':'team','Value':'a'}]}");
        client.done("AddTags", "{'ResourceId':'" + ARN + "audit','TagsList':[{'Key':'team','Value':'b'},{'Key':'x'}]}");
        assertThat(client.done("ListTags", "{'ResourceIdList':['" + ARN + "audit']}"))
                .isEqualTo("{\"ResourceTagList\":[{\"ResourceId\":\"" + ARN
                        + "audit\",\"TagsList\":[{\"Key\":\"team\",\"Value\":\"b\"},{\"Key\":\"x\"}]}]}");
        client.done("RemoveTags", "{'ResourceId':'" + ARN + "audit','TagsList':[{'Key':'team'}]}");
        assertThat(client.done("ListTags", "{'ResourceIdList':['" + ARN + "audit']}"))
                .doesNotContain("team");
        refused(
                "AddTags",
                "{'ResourceId':'" + ARN + "none','TagsList':[{'Key':'x'}]}",
                "ResourceNotFoundException",
                "none");
        refused("AddTags", "{'ResourceId':'audit','TagsList':[{'Key':'x'}]}", "CloudTrailARNInvalidException", "");
        refused(
                "AddTags",
                "{'ResourceId':'arn:aws:cloudtrail:eu-central-1:111122223333:channel/x','TagsList':[]}",
                "ResourceTypeNotSupportedException",
                "");
        refused(
                "AddTags",
                "{'ResourceId':'" + ARN + "audit','TagsList':[{'Key':'aws:x'}]}",
                "InvalidTagParameterException",
                "");
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            many.append(i == 0 ? "" : ",").append("{'Key':'k").append(i).append("'}");
        }
        refused(
                "AddTags",
                "{'ResourceId':'" + ARN + "audit','TagsList':[" + many + "]}",
                "TagsLimitExceededException",
                "50");
        client.done("DeleteTrail", "{'Name':'audit'}");
        create("audit");
        assertThat(client.done("ListTags", "{'ResourceIdList':['" + ARN + "audit']}"))
                .contains("\"TagsList\":[]");
    }

    @Test
    void public_keys_are_those_of_a_time() {
        client.done("CreateTrail", "{'Name':'audit','S3BucketName':'files','EnableLogFileValidation':true}");
        client.done("StartLogging", "{'Name':'audit'}");
        assertThat(client.done("ListPublicKeys", "{}")).isEqualTo("{\"PublicKeyList\":[]}");
        client.advance("PT1H");
        assertThat(client.done("ListPublicKeys", "{}"))
                .containsPattern(
                        "\\{\"Value\":\"MIIBCgKCAQEA[^\"]+\",\"ValidityStartTime\":\\d+,\"ValidityEndTime\":\\d+,"
                                + "\"Fingerprint\":\"[0-9a-f]{32}\"}");
        assertThat(client.done("ListPublicKeys", "{'EndTime':1000}")).isEqualTo("{\"PublicKeyList\":[]}");
        assertThat(client.call(TrailClient.ROOT, ELSEWHERE, "ListPublicKeys", "{}")
                        .body())
                .isEqualTo("{\"PublicKeyList\":[]}");
        refused("ListPublicKeys", "{'StartTime':2000,'EndTime':1000}", "InvalidTimeRangeException", "");
        refused("ListPublicKeys", "{'NextToken':'x'}", "InvalidTokenException", "");
    }

    @Test
    void each_operation_needs_its_right_before_anything_is_told() {
        UserKey without = server.user(TestServer.ACCOUNT, "without", null);
        for (String operation : new String[] {
            "CreateTrail {'Name':'new','S3BucketName':'BAD'}",
            "DeleteTrail {'Name':'none'}",
            "GetTrail {'Name':'none'}",
            "GetTrailStatus {'Name':'none'}",
            "StartLogging {'Name':'none'}",
            "StopLogging {'Name':'none'}",
            "UpdateTrail {'Name':'none','S3BucketName':'BAD'}",
            "GetEventSelectors {'TrailName':'none'}",
            "PutEventSelectors {'TrailName':'none'}",
            "AddTags {'ResourceId':'" + ARN + "none','TagsList':[]}",
            "RemoveTags {'ResourceId':'" + ARN + "none','TagsList':[]}",
            "ListTags {'ResourceIdList':['" + ARN + "none']}",
            "DescribeTrails {}",
            "ListTrails {}",
            "ListPublicKeys {}"
        }) {
            String name = operation.substring(0, operation.indexOf(' '));
            Answer answer = client.call(without, TestServer.REGION, name, operation.substring(name.length() + 1));
            refused(answer, "AccessDeniedException", "is not authorized to perform: cloudtrail:" + name);
            assertThat(answer.body()).containsPattern("on resource: (\\*|" + ARN + "(none|new)) because");
        }
        UserKey with = server.user(
                TestServer.ACCOUNT,
                "with",
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"cloudtrail:*\",\"Resource\":\""
                        + ARN + "audit\"}}");
        create("audit");
        create("other");
        assertThat(client.call(with, TestServer.REGION, "GetTrail", "{'Name':'audit'}")
                        .status())
                .isEqualTo(200);
        refused(client.call(with, TestServer.REGION, "GetTrail", "{'Name':'other'}"), "AccessDeniedException", "other");
    }

    @Test
    void changes_are_on_record() throws IOException {
        create("audit");
        client.done("StartLogging", "{'Name':'audit'}");
        assertThat(new Installation(data).records())
                .anySatisfy(line -> assertThat(line)
                        .contains(
                                "\"eventSource\":\"cloudtrail.amazonaws.com\"",
                                "\"eventName\":\"CreateTrail\"",
                                "\"requestParameters\":{\"name\":\"audit\",\"s3BucketName\":\"files\"}",
                                "\"trailARN\":\"" + ARN + "audit\"",
                                "\"readOnly\":false"))
                .anySatisfy(line -> assertThat(line)
                        .contains("\"eventName\":\"StartLogging\"", "\"requestParameters\":{\"name\":\"audit\"}"));
    }
}
