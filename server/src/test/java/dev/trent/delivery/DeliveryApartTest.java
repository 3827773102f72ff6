package dev.trent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.cli.Installation;
import dev.trent.cli.TestServer;
import dev.trent.crypto.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A trail whose files cannot be written keeps its place, and holds no other.
class DeliveryApartTest {
    private static final String HOME = TestServer.REGION;

    @TempDir
    Path data;

    private TestServer server;
    private TrailClient client;
    private TrailFiles well;
    private TrailFiles ill;

    @BeforeEach
    void begin() {
        well = new TrailFiles(data.resolve("trails/well-files"));
        ill = new TrailFiles(data.resolve("trails/ill-files"));
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

    private void restart() {
        server.close();
        start();
    }

    /// Puts a file in the place of a folder of the bucket of the trail `ill`, and returns it.
    private Path block(String folder) throws IOException {
        Path file =
                data.resolve("trails/ill-files/AWSLogs/" + TestServer.ACCOUNT).resolve(folder);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "in the way");
    }

    /// Has two trails deliver; the log files of one cannot be written. Returns what is in the way.
    private Path apart() throws IOException {
        Path obstacle = block("CloudTrail");
        client.start("well", "well-files");
        client.start("ill", "ill-files");
        calls();
        assertThat(client.tryToAdvance("PT2H")).isEqualTo(500);
        return obstacle;
    }

    private void calls() {
        server.kms("ListAliases", "{}");
        server.kms(TestServer.ACCOUNT, "us-west-2", "ListAliases", "{}");
    }

    private List<String> recorded(String eventName) throws IOException {
        return TrailFiles.eventIds(new Installation(data)
                .records().stream()
                        .filter(line -> line.contains("\"eventName\":\"" + eventName + "\""))
                        .toList());
    }

    private void verified(TrailFiles files, String bucket) throws IOException {
        assertThat(files.eventIds()).containsAll(recorded("ListAliases")).doesNotHaveDuplicates();
        sound(bucket);
    }

    private void sound(String bucket) throws IOException {
        TrailVerification verification =
                TrailVerification.of(data.resolve("trails").resolve(bucket), null, Engine.fastest());
        assertThat(verification.sound())
                .as(String.join("\n", verification.lines()))
                .isTrue();
    }

    private String status(String trail) {
        return client.done("GetTrailStatus", "{'Name':'" + trail + "'}");
    }

    /// Returns how many records the log must keep for the trails.
    private long kept() {
        Matcher behind = Pattern.compile("trails is ([0-9]+) records behind")
                .matcher(new Installation(data).command("status").out());
        assertThat(behind.find()).isTrue();
        return Long.parseLong(behind.group(1));
    }

    @Test
    void the_others_go_on() throws IOException {
        Path _ = apart();
        calls();
        assertThat(client.tryToAdvance("PT1H")).isEqualTo(500);

        verified(well, "well-files");
        assertThat(well.digests(HOME)).hasSize(3);
        assertThat(status("well")).doesNotContain("Error\"");
        assertThat(ill.logs()).isEmpty();
        assertThat(ill.digests(HOME)).isEmpty();
        assertThat(status("ill")).contains("\"LatestDeliveryError\":").doesNotContain("LatestDigestDeliveryError");
    }

    @Test
    void it_gets_everything_once_it_can_be_written() throws IOException {
        Path obstacle = apart();
        calls();
        Files.delete(obstacle);
        client.advance("PT1H");
        calls();
        client.advance("PT2H");

        assertThat(status("ill")).doesNotContain("Error\"");
        for (String region : List.of(HOME, "us-west-2")) {
            assertThat(ill.digests(region)).hasSameSizeAs(well.digests(region));
        }
        assertThat(ill.eventIds())
                .containsAll(well.eventIds().stream()
                        .filter(id -> !before("ill", id))
                        .toList());
        verified(ill, "ill-files");
        verified(well, "well-files");
        assertThat(kept()).isLessThanOrEqualTo(4);
    }

    /// The trail `ill` is younger: it does not get the record of its own making.
    private boolean before(String trail, String id) {
        try {
            return recorded("CreateTrail").contains(id)
                    || recorded("StartLogging").contains(id);
        } catch (IOException failure) {
            throw new AssertionError(trail, failure);
        }
    }

    @Test
    void a_restart_changes_nothing_about_it() throws IOException {
        Path obstacle = apart();
        restart();
        calls();
        assertThat(client.tryToAdvance("PT1H")).isEqualTo(500);
        assertThat(status("ill")).contains("\"LatestDeliveryError\":");
        Files.delete(obstacle);
        restart();
        calls();
        client.advance("PT2H");

        verified(ill, "ill-files");
        verified(well, "well-files");
    }

    @Test
    void the_log_keeps_what_it_has_not_got() throws IOException {
        Path obstacle = apart();
        for (int i = 0; i < 50; i++) {
            server.kms("ListKeys", "{}");
        }
        assertThat(client.tryToAdvance("PT5M")).isEqualTo(500);
        assertThat(kept()).isGreaterThan(50);
        restart();
        assertThat(kept()).isGreaterThan(50);
        Files.delete(obstacle);
        client.advance("PT10M");
        assertThat(kept()).isLessThan(50);
    }

    @Test
    void it_can_stop_and_go_on_while_it_cannot_be_written() throws IOException {
        Path obstacle = apart();
        client.done("StopLogging", "{'Name':'ill'}");
        assertThat(client.tryToAdvance("PT10M")).isEqualTo(500);
        assertThat(status("ill")).contains("\"IsLogging\":false").contains("\"LatestDeliveryError\":");
        client.done("StartLogging", "{'Name':'ill'}");
        calls();
        assertThat(client.tryToAdvance("PT10M")).isEqualTo(500);
        Files.delete(obstacle);
        calls();
        client.advance("PT2H");

        verified(ill, "ill-files");
        verified(well, "well-files");
    }

    @Test
    void a_trail_that_ends_and_cannot_be_written_holds_no_other() throws IOException {
        client.start("ill", "ill-files");
        client.start("ends", "end-files");
        client.start("well", "well-files");
        TrailFiles ends = new TrailFiles(data.resolve("trails/end-files"));
        Path obstacle = block("CloudTrail");
        calls();
        client.done("StopLogging", "{'Name':'ill'}");
        client.done("DeleteTrail", "{'Name':'ends'}");
        assertThat(client.tryToAdvance("PT2H")).isEqualTo(500);
        assertThat(ends.eventIds()).containsAll(recorded("ListAliases")).doesNotHaveDuplicates();
        verified(well, "well-files");

        Files.delete(obstacle);
        client.advance("PT10M");
        assertThat(ill.eventIds()).containsAll(recorded("StopLogging"));
        verified(ill, "ill-files");
    }

    @Test
    void digests_that_cannot_be_written_come_later_and_hold_no_others() throws IOException {
        Path obstacle = block("CloudTrail-Digest/" + HOME);
        client.start("ill", "ill-files");
        client.start("well", "well-files");
        calls();
        assertThat(client.tryToAdvance("PT2H")).isEqualTo(500);
        assertThat(status("ill")).contains("\"LatestDigestDeliveryError\":").doesNotContain("LatestDeliveryError");
        assertThat(ill.digests("us-west-2")).hasSize(2);
        assertThat(ill.eventIds()).containsAll(recorded("ListAliases"));
        verified(well, "well-files");

        Files.delete(obstacle);
        client.advance("PT1H");
        assertThat(ill.digests(HOME)).hasSize(3);
        assertThat(status("ill")).doesNotContain("Error\"");
        verified(ill, "ill-files");
    }

    /// The plan of its files is for the place that cannot be written.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void it_can_get_another_place(boolean restarted) throws IOException {
        Path _ = apart();
        if (restarted) {
            restart();
            assertThat(client.tryToAdvance("PT5M")).isEqualTo(500);
        }
        client.done("UpdateTrail", "{'Name':'ill','S3BucketName':'other-files'}");
        calls();
        client.advance("PT2H");

        assertThat(status("ill")).doesNotContain("Error\"");
        verified(new TrailFiles(data.resolve("trails/other-files")), "other-files");
        verified(well, "well-files");
        assertThat(ill.logs()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CloudTrail", "CloudTrail-Digest"})
    void a_deleted_one_is_given_up_after_an_hour(String folder) throws IOException {
        client.start("well", "well-files");
        client.start("ill", "ill-files");
        Path _ = block(folder);
        calls();
        client.done("DeleteTrail", "{'Name':'ill'}");
        assertThat(client.tryToAdvance("PT55M")).isEqualTo(500);
        assertThat(client.call("CreateTrail", "{'Name':'ill','S3BucketName':'ill-files'}")
                        .body())
                .contains("ConflictException");
        client.advance("PT10M");
        calls();
        client.advance("PT10M");

        assertThat(kept()).isLessThan(10);
        client.start("ill", "new-files");
        calls();
        client.advance("PT2H");
        sound("new-files");
        assertThat(new TrailFiles(data.resolve("trails/new-files")).eventIds()).hasSizeGreaterThanOrEqualTo(2);
        verified(well, "well-files");
    }

    @Test
    void the_operator_is_told() throws IOException {
        Path obstacle = apart();
        assertThat(new Installation(data).command("status").out()).contains("Trails:    1 cannot be written");
        Files.delete(obstacle);
        client.advance("PT10M");
        assertThat(new Installation(data).command("status").out()).doesNotContain("cannot be written");
    }
}
