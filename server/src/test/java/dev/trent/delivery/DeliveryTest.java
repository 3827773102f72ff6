package dev.trent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.cli.Installation;
import dev.trent.cli.TestServer;
import dev.trent.crypto.Engine;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What trails get, and when.
class DeliveryTest {
    private static final String HOME = TestServer.REGION;

    @TempDir
    Path data;

    private TestServer server;
    private TrailClient client;
    private TrailFiles files;

    @BeforeEach
    void begin() {
        files = new TrailFiles(data.resolve("trails/audit-files"));
        start();
        client.align();
    }

    @AfterEach
    void end() {
        server.close();
    }

    private void start() {
        server = TestServer.start(data);
        client = new TrailClient(server);
    }

    private List<String> recorded(String eventName) throws IOException {
        return TrailFiles.eventIds(new Installation(data)
                .records().stream()
                        .filter(line -> line.contains("\"eventName\":\"" + eventName + "\""))
                        .toList());
    }

    private void verified() throws IOException {
        TrailVerification verification =
                TrailVerification.of(data.resolve("trails/audit-files"), null, Engine.fastest());
        assertThat(verification.sound())
                .as(String.join("\n", verification.lines()))
                .isTrue();
    }

    @Test
    void without_a_trail_nothing_is_written() {
        server.kms("CreateKey", "{}");
        client.done("CreateTrail", "{'Name':'idle','S3BucketName':'audit-files'}");
        client.advance("PT3H");
        assertThat(data.resolve("trails")).doesNotExist();
    }

    @Test
    void each_record_is_in_one_log_file_of_its_region() throws IOException {
        server.kms("ListKeys", "{}");
        client.start("audit", "audit-files");
        for (int i = 0; i < 5; i++) {
            server.kms("ListAliases", "{}");
            server.kms(TestServer.ACCOUNT, "us-west-2", "ListAliases", "{}");
            server.kms("222222222222", HOME, "ListAliases", "{}");
        }
        client.advance("PT5M");

        List<String> others = new Installation(data)
                .records().stream()
                        .filter(line -> line.contains("\"accountId\":\"222222222222\""))
                        .toList();
        assertThat(files.eventIds())
                .containsAll(recorded("StartLogging"))
                .doesNotContainAnyElementsOf(recorded("ListKeys"))
                .doesNotContainAnyElementsOf(TrailFiles.eventIds(others))
                .doesNotHaveDuplicates();
        assertThat(files.logs()).hasSize(2);
        assertThat(files.text(files.named("/CloudTrail/us-west-2/").getFirst()))
                .startsWith("{\"Records\":[{\"eventVersion\":")
                .endsWith("}]}")
                .contains("\"awsRegion\":\"us-west-2\"")
                .doesNotContain("\"awsRegion\":\"" + HOME)
                .doesNotContain("\"seq\"");
    }

    @Test
    void after_three_hours_there_are_three_digests_for_each_region_with_records() throws IOException {
        client.start("audit", "audit-files");
        server.kms(TestServer.ACCOUNT, "us-west-2", "ListAliases", "{}");
        client.advance("PT3H");

        for (String region : List.of(HOME, "us-west-2")) {
            assertThat(files.digests(region)).hasSize(3);
        }
        assertThat(files.digests("us-east-1")).isEmpty();
        String first = files.text(files.digests(HOME).getFirst());
        assertThat(first)
                .contains(
                        "\"previousDigestSignature\":null",
                        files.named("/CloudTrail/" + HOME).getFirst());
        assertThat(files.text(files.digests(HOME).getLast()))
                .contains(
                        "\"logFiles\":[]",
                        "\"newestEventTime\":null",
                        "\"previousDigestS3Object\":\"" + files.digests(HOME).get(1));
        verified();
    }

    @Test
    void a_restart_delivers_nothing_twice_and_leaves_nothing_out() throws IOException {
        client.start("audit", "audit-files");
        server.kms("ListAliases", "{}");
        client.advance("PT10M");
        server.kms("ListAliases", "{}");
        server.close();
        start();
        server.kms("ListAliases", "{}");
        client.advance("PT2H");

        assertThat(files.eventIds())
                .containsAll(recorded("ListAliases"))
                .containsAll(recorded("StartLogging"))
                .doesNotHaveDuplicates();
        verified();
    }

    @Test
    void what_could_not_be_written_is_delivered_once_it_can_be() throws IOException {
        client.start("audit", "audit-files");
        server.kms("ListAliases", "{}");
        Files.writeString(data.resolve("trails"), "in the way");
        assertThat(client.tryToAdvance("PT10M")).isEqualTo(500);
        assertThat(client.done("GetTrailStatus", "{'Name':'audit'}")).contains("\"LatestDeliveryError\":");
        Files.delete(data.resolve("trails"));
        server.kms("ListAliases", "{}");
        client.advance("PT2H");

        assertThat(files.eventIds()).containsAll(recorded("ListAliases")).doesNotHaveDuplicates();
        assertThat(client.done("GetTrailStatus", "{'Name':'audit'}")).doesNotContain("LatestDeliveryError");
        verified();
    }

    @Test
    void records_that_cannot_be_read_are_told_of_and_the_others_are_delivered() throws IOException {
        client.start("audit", "audit-files");
        server.close();
        start();
        server.kms("ListKeys", "{}");
        server.close();
        start();
        server.kms("ListAliases", "{}");
        try (DirectoryStream<Path> second = Files.newDirectoryStream(data.resolve("audit"), "records-*-00000002.*")) {
            for (Path file : second) {
                Files.delete(file);
            }
        }
        client.advance("PT10M");

        assertThat(files.eventIds()).containsAll(recorded("ListAliases"));
        assertThat(client.done("GetTrailStatus", "{'Name':'audit'}"))
                .contains("\"LatestDeliveryError\":\"Some records of the log could not be read");
        assertThat(new Installation(data).command("status").out())
                .containsPattern("trails is [0-9]+ records behind the audit log; records [0-9]+ to [0-9]+ could not");
    }

    /// Has a delivery break off between its files, and returns the file that is in the way.
    private Path breakOff() throws IOException {
        client.start("audit", "audit-files");
        server.kms("ListAliases", "{}");
        server.kms(TestServer.ACCOUNT, "us-west-2", "ListAliases", "{}");
        Path logs = data.resolve("trails/audit-files/AWSLogs/111122223333/CloudTrail");
        Files.createDirectories(logs);
        Path obstacle = Files.writeString(logs.resolve("us-west-2"), "in the way");
        assertThat(client.tryToAdvance("PT5M")).isEqualTo(500);
        return obstacle;
    }

    @Test
    void a_delivery_that_broke_off_in_the_middle_is_repeated_with_the_same_files() throws IOException {
        Path obstacle = breakOff();
        assertThat(files.logs()).hasSize(1);
        server.kms("ListAliases", "{}");
        server.kms(TestServer.ACCOUNT, "us-west-2", "ListAliases", "{}");
        server.close();
        Files.delete(obstacle);
        start();
        client.advance("PT2H");

        assertThat(files.eventIds()).containsAll(recorded("ListAliases")).doesNotHaveDuplicates();
        verified();
    }

    @Test
    void settings_that_change_while_a_delivery_is_broken_off_hold_for_later_records() throws IOException {
        Path obstacle = breakOff();
        client.done("UpdateTrail", "{'Name':'audit','IsMultiRegionTrail':false}");
        List<String> before = recorded("ListAliases");
        server.kms(TestServer.ACCOUNT, "us-west-2", "ListAliases", "{}");
        Files.delete(obstacle);
        client.advance("PT5M");

        assertThat(recorded("ListAliases")).hasSize(before.size() + 1);
        assertThat(files.eventIds())
                .containsAll(before)
                .containsAll(recorded("UpdateTrail"))
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(recorded("ListAliases").stream()
                        .filter(id -> !before.contains(id))
                        .toList());
    }

    @Test
    void files_that_cannot_be_written_go_to_the_new_place() throws IOException {
        Path _ = breakOff();
        client.done("UpdateTrail", "{'Name':'audit','S3BucketName':'other-files'}");
        client.advance("PT5M");

        assertThat(new TrailFiles(data.resolve("trails/other-files")).eventIds())
                .containsAll(recorded("ListAliases"))
                .containsAll(recorded("UpdateTrail"))
                .doesNotHaveDuplicates();
    }

    @Test
    void after_a_crash_the_files_are_written_again_before_the_settings_change() throws IOException {
        Path obstacle = breakOff();
        server.close();
        start();
        assertThat(client.call("UpdateTrail", "{'Name':'audit','S3BucketName':'other-files'}")
                        .body())
                .contains("ConflictException");
        Files.delete(obstacle);
        client.advance("PT5M");
        client.done("UpdateTrail", "{'Name':'audit','S3BucketName':'other-files'}");

        assertThat(files.eventIds()).containsAll(recorded("ListAliases")).doesNotHaveDuplicates();
    }

    @Test
    void a_trail_that_stops_does_not_hurry_the_others() throws IOException {
        client.start("audit", "audit-files");
        client.start("ends", "other-files");
        TrailFiles other = new TrailFiles(data.resolve("trails/other-files"));
        server.kms("ListAliases", "{}");
        client.done("StopLogging", "{'Name':'ends'}");
        client.advance("PT3S");
        assertThat(other.eventIds()).containsAll(recorded("StopLogging")).doesNotHaveDuplicates();
        assertThat(files.logs()).isEmpty();

        client.advance("PT5M");
        assertThat(files.eventIds()).containsAll(recorded("StopLogging")).doesNotHaveDuplicates();
        assertThat(other.eventIds()).doesNotHaveDuplicates();
        verified();
    }

    @Test
    void regions_that_callers_invent_are_bounded() throws IOException {
        client.done("CreateTrail", "{'Name':'audit','S3BucketName':'audit-files','IsMultiRegionTrail':true}");
        client.done("StartLogging", "{'Name':'audit'}");
        for (int i = 0; i < TrailRegions.MAX + 6; i++) {
            server.kms(TestServer.ACCOUNT, "us-east-" + (i + 10), "ListAliases", "{}");
        }
        client.advance("PT5M");
        server.kms(TestServer.ACCOUNT, "us-east-999", "ListAliases", "{}");
        client.advance("PT5M");

        assertThat(files.logs().stream().map(name -> name.split("/", -1)[3]).distinct())
                .hasSize(TrailRegions.MAX + 1)
                .doesNotContain("us-east-999");
        assertThat(files.eventIds()).containsAll(recorded("ListAliases")).doesNotHaveDuplicates();
    }

    @Test
    void a_trail_that_stops_delivers_its_last_record_and_a_last_digest() throws IOException {
        client.start("audit", "audit-files");
        server.kms("ListAliases", "{}");
        client.advance("PT2H");
        client.done("StopLogging", "{'Name':'audit'}");
        client.advance("PT3S");
        int digests = files.digests(HOME).size();
        String last = files.text(files.digests(HOME).getLast());
        assertThat(files.eventIds()).containsAll(recorded("StopLogging")).doesNotHaveDuplicates();
        assertThat(last).contains(files.logs().getLast());

        server.kms("ListAliases", "{}");
        client.advance("PT3H");
        assertThat(files.digests(HOME)).hasSize(digests);
        assertThat(files.eventIds()).doesNotContain(recorded("ListAliases").getLast());

        client.done("StartLogging", "{'Name':'audit'}");
        client.advance("PT2H");
        assertThat(files.digests(HOME)).hasSize(digests + 2);
        assertThat(files.text(files.digests(HOME).get(digests))).contains("\"previousDigestSignature\":null");
        verified();
    }

    @Test
    void a_trail_that_begins_again_at_once_has_two_chains_that_do_not_overlap() throws IOException {
        client.start("audit", "audit-files");
        for (int i = 0; i < 3; i++) {
            client.done("StopLogging", "{'Name':'audit'}");
            client.advance("PT3S");
            client.done("StartLogging", "{'Name':'audit'}");
            server.kms("ListAliases", "{}");
        }
        client.advance("PT1H");
        assertThat(files.digests(HOME)).hasSize(4);
        assertThat(files.eventIds()).containsAll(recorded("ListAliases")).doesNotHaveDuplicates();
        verified();
    }

    @Test
    void a_trail_that_goes_on_before_its_end_goes_on_with_its_chain() throws IOException {
        client.start("audit", "audit-files");
        client.advance("PT1H");
        client.done("StopLogging", "{'Name':'audit'}");
        client.done("StartLogging", "{'Name':'audit'}");
        client.advance("PT1H");
        assertThat(files.digests(HOME)).hasSize(2);
        assertThat(files.text(files.digests(HOME).getLast())).doesNotContain("\"previousDigestSignature\":null");
        verified();
    }

    @Test
    void a_trail_that_is_deleted_delivers_its_last_record_and_a_last_digest() throws IOException {
        client.start("audit", "audit-files");
        client.advance("PT1H");
        client.done("DeleteTrail", "{'Name':'audit'}");
        assertThat(client.call("GetTrail", "{'Name':'audit'}").body()).contains("TrailNotFoundException");
        assertThat(client.call("CreateTrail", "{'Name':'audit','S3BucketName':'audit-files'}")
                        .body())
                .contains("ConflictException");
        client.advance("PT3S");

        assertThat(files.eventIds()).containsAll(recorded("DeleteTrail")).doesNotHaveDuplicates();
        assertThat(files.digests(HOME)).hasSize(2);
        client.done("CreateTrail", "{'Name':'audit','S3BucketName':'audit-files'}");
        verified();
    }

    @Test
    void the_chain_goes_on_in_another_bucket() throws IOException {
        client.start("audit", "audit-files");
        client.advance("PT1H");
        client.done("UpdateTrail", "{'Name':'audit','S3BucketName':'other-files','S3KeyPrefix':'a/b'}");
        client.advance("PT2H");

        TrailFiles other = new TrailFiles(data.resolve("trails/other-files"));
        assertThat(files.digests(HOME)).hasSize(1);
        assertThat(other.digests(HOME)).hasSize(2).allMatch(name -> name.startsWith("a/b/AWSLogs/"));
        assertThat(other.text(other.digests(HOME).getFirst()))
                .contains(
                        "\"previousDigestS3Bucket\":\"audit-files\"",
                        "\"previousDigestS3Object\":\"" + files.digests(HOME).getFirst());
        verified();
        assertThat(TrailVerification.of(data.resolve("trails/other-files"), null, Engine.fastest())
                        .sound())
                .isTrue();
    }

    @Test
    void digests_that_are_asked_for_later_begin_then() throws IOException {
        client.done("CreateTrail", "{'Name':'audit','S3BucketName':'audit-files','IsMultiRegionTrail':true}");
        client.done("StartLogging", "{'Name':'audit'}");
        server.kms(TestServer.ACCOUNT, "us-west-2", "ListAliases", "{}");
        client.advance("PT3H");
        assertThat(files.logs()).hasSizeGreaterThan(1);
        assertThat(files.named("Digest")).isEmpty();

        client.done("UpdateTrail", "{'Name':'audit','EnableLogFileValidation':true}");
        server.kms(TestServer.ACCOUNT, "us-west-2", "ListAliases", "{}");
        client.advance("PT2H");
        assertThat(files.digests(HOME)).hasSize(2);
        assertThat(files.digests("us-west-2")).hasSize(2);
        verified();

        client.done("UpdateTrail", "{'Name':'audit','EnableLogFileValidation':false}");
        client.advance("PT2H");
        assertThat(files.digests(HOME)).hasSizeLessThanOrEqualTo(5);
        int made = files.named("Digest").size();
        client.advance("PT2H");
        assertThat(files.named("Digest")).hasSize(made);
        verified();
    }

    @Test
    void a_forged_trail_does_not_keep_the_server_from_starting() throws Exception {
        client.start("audit", "audit-files");
        server.close();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("trent.db"));
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("UPDATE trail SET bucket = 'elsewhere'"))
                    .isEqualTo(1);
        }
        start();
        assertThat(server.kms("ListKeys", "{}").status()).isEqualTo(200);
        assertThat(client.tryToAdvance("PT5M")).isEqualTo(500);
        assertThat(data.resolve("trails/elsewhere")).doesNotExist();
        assertThat(recorded("ForgedRow")).isNotEmpty();
    }

    @Test
    void a_trail_gets_only_what_it_selects() throws IOException {
        client.done("CreateTrail", "{'Name':'narrow','S3BucketName':'audit-files'}");
        client.done(
                "PutEventSelectors",
                "{'TrailName':'narrow','EventSelectors':[{'ReadWriteType':'WriteOnly',"
                        + "'ExcludeManagementEventSources':['kms.amazonaws.com']}]}");
        client.done("StartLogging", "{'Name':'narrow'}");
        server.kms("CreateKey", "{}");
        client.done("GetTrail", "{'Name':'narrow'}");
        client.call(TrailClient.ROOT, "us-west-2", "CreateTrail", "{'Name':'there','S3BucketName':'audit-files'}");
        client.advance("PT5M");

        assertThat(files.eventIds()).containsExactlyElementsOf(recorded("StartLogging"));
    }

    @Test
    void a_long_pause_is_made_up_for() throws IOException {
        client.start("audit", "audit-files");
        client.advance("P10D");
        assertThat(files.digests(HOME)).hasSize(10 * 24);
        verified();
    }
}
