package dev.trent.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.audit.AuditLog;
import dev.trent.audit.Journal;
import dev.trent.audit.JournalException;
import dev.trent.audit.RecordReader;
import dev.trent.aws.AwsError;
import dev.trent.aws.Call;
import dev.trent.aws.Headers;
import dev.trent.aws.Partition;
import dev.trent.cli.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnknownCallersTest {
    private static final Instant START = Instant.parse("2026-11-24T01:02:03Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String KEY = "AKIATRENTEXAMPLE2345";

    @TempDir
    private Path folder;

    private Journal journal;
    private UnknownCallers unknown;
    private RecordReader log;

    @BeforeEach
    void open() throws IOException {
        journal = Journal.open(folder.resolve("audit"), () -> START);
        log = new RecordReader(folder.resolve("audit"));
        unknown = new UnknownCallers(journal, new RequestIds(1, 2)::next);
    }

    @AfterEach
    void close() throws IOException {
        journal.close();
    }

    private static Call call(String address, String authorization) {
        Headers headers =
                new Headers.Collector().add("authorization", authorization).headers();
        return new Call("POST", "/", "", headers, new byte[0], address);
    }

    private static String claim(String accessKeyId) {
        return "AWS4-HMAC-SHA256 Credential=" + accessKeyId + "/20261124/eu-central-1/kms/aws4_request, Signature=ab";
    }

    private void fail(String address, String accessKeyId, Instant at) {
        unknown.count(call(address, claim(accessKeyId)), AwsError.UNRECOGNIZED_CLIENT, at);
    }

    /// Returns the records since the last time.
    private List<String> told(Instant now) throws IOException {
        unknown.tell(now, Partition.AWS, false);
        List<String> fresh = new ArrayList<>();
        log.more(record -> fresh.add(record.text()));
        return fresh;
    }

    @Test
    void equal_calls_are_one_record_with_their_number_and_their_times() throws IOException {
        fail("10.0.0.7", KEY, START);
        fail("10.0.0.7", KEY, START.plusSeconds(5));
        fail("10.0.0.7", KEY, START.plusSeconds(2));
        assertThat(told(START.plusSeconds(9)))
                .singleElement()
                .asString()
                .contains(
                        "\"userIdentity\":{\"invokedBy\":\"AWS Internal\"}",
                        "\"eventName\":\"UnauthenticatedCalls\"",
                        "\"errorCode\":\"InvalidClientTokenId\"",
                        "\"serviceEventDetails\":{\"accessKeyId\":\"" + KEY
                                + "\",\"count\":\"3\",\"firstTime\":\"2026-11-24T01:02:03Z\","
                                + "\"lastTime\":\"2026-11-24T01:02:08Z\",\"sourceIPAddress\":\"10.0.0.7\"}")
                .doesNotContain("errorMessage");
    }

    @Test
    void other_addresses_errors_and_ids_have_records_of_their_own() throws IOException {
        fail("10.0.0.7", KEY, START);
        fail("10.0.0.8", KEY, START);
        fail("10.0.0.7", "ASIATRENTEXAMPLE2345", START);
        unknown.count(call("10.0.0.7", claim(KEY)), AwsError.INVALID_SIGNATURE, START);
        assertThat(told(START)).hasSize(4);
    }

    @Test
    void a_kind_that_goes_on_is_recorded_after_one_minute_and_then_ever_more_rarely() throws IOException {
        int records = 0;
        for (int second = 0; second < 24 * 3600; second += 30) {
            Instant now = START.plusSeconds(second);
            fail("10.0.0.7", KEY, now);
            unknown.tell(now, Partition.AWS, false);
            int fresh = unknown.waiting() == 0 ? 1 : 0;
            if (second < 60) {
                assertThat(fresh).isEqualTo(second == 0 ? 1 : 0);
            }
            records += fresh;
        }
        assertThat(records).isBetween(20, 32);
        assertThat(told(START)).hasSize(records);
    }

    @Test
    void a_kind_that_was_quiet_for_an_hour_is_recorded_at_once_again() throws IOException {
        fail("10.0.0.7", KEY, START);
        assertThat(told(START)).hasSize(1);
        Instant later = START.plus(Duration.ofHours(1)).plus(MINUTE);
        assertThat(told(later)).isEmpty();
        fail("10.0.0.7", KEY, later);
        assertThat(told(later)).hasSize(1);
    }

    @Test
    void what_is_beyond_the_bound_is_counted_together() throws IOException {
        for (int i = 0; i < UnknownCallers.KINDS_MAX + 500; i++) {
            fail("10.0." + i / 256 + "." + i % 256, KEY, START);
        }
        List<String> records = told(START);
        assertThat(records).hasSizeLessThanOrEqualTo(UnknownCallers.KINDS_MAX + 1);
        assertThat(records)
                .filteredOn(record -> record.contains("\"sourceIPAddress\":\"others\""))
                .singleElement()
                .asString()
                .contains("\"count\":\"500\"")
                .doesNotContain("errorCode");
    }

    @Test
    void nothing_is_lost_while_the_log_cannot_be_written() throws IOException {
        Journal broken = Journal.open(folder.resolve("broken"), () -> START);
        broken.close();
        UnknownCallers counting = new UnknownCallers(broken, new RequestIds(1, 2)::next);
        counting.count(call("10.0.0.7", claim(KEY)), AwsError.UNRECOGNIZED_CLIENT, START);
        counting.count(call("10.0.0.7", claim(KEY)), AwsError.UNRECOGNIZED_CLIENT, START);
        assertThatThrownBy(() -> counting.tell(START, Partition.AWS, false)).isInstanceOf(JournalException.class);
        assertThat(counting.waiting()).isEqualTo(2);
    }

    @Test
    void what_is_no_access_key_id_is_not_shown() throws IOException {
        for (String claimed : List.of(
                "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY12",
                "AKIATRENTEXAMPLE234",
                "AKIATRENTEXAMPLE23456",
                "akiatrentexample2345",
                "AKIATRENTEXAMPLE234\u00e9",
                "BKIATRENTEXAMPLE2345",
                "hunter2")) {
            fail("10.0.0.7", claimed, START);
            unknown.count(call("10.0.0.7", "Bearer " + claimed), AwsError.INCOMPLETE_SIGNATURE, START);
        }
        assertThat(told(START))
                .hasSize(2)
                .allSatisfy(record -> assertThat(record).doesNotContain("accessKeyId"));
    }

    @Test
    void the_id_of_a_presigned_request_is_found() {
        Call presigned = new Call(
                "GET",
                "/",
                "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=" + KEY + "%2F20261124%2Feu-central-1",
                new Headers.Collector().headers(),
                new byte[0],
                "10.0.0.7");
        assertThat(ClaimedKey.of(presigned)).isEqualTo(KEY);
    }

    @Test
    void calls_that_nobody_has_signed_are_on_record_when_the_server_stops(@TempDir Path data) {
        try (TestServer server = TestServer.start(data)) {
            String secret = "a-secret-that-does-not-fit";
            byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 3; i++) {
                server.send(TestServer.ACCOUNT, secret, TestServer.REGION, "kms", headers(), body);
            }
            server.send(KEY, secret, TestServer.REGION, "kms", headers(), body);
        }
        List<String> records = AuditLog.records(data.resolve("audit")).stream()
                .filter(record -> record.contains("UnauthenticatedCalls"))
                .toList();
        // The first may be on record while the server runs.
        assertThat(number(records, "\"errorCode\":\"SignatureDoesNotMatch\"")).isEqualTo(3);
        assertThat(number(records, "\"accessKeyId\":\"" + KEY + "\"")).isEqualTo(1);
        assertThat(records).allSatisfy(record -> assertThat(record).contains("\"sourceIPAddress\":\"127.0.0.1\""));
    }

    private static int number(List<String> records, String part) {
        return records.stream()
                .filter(record -> record.contains(part))
                .mapToInt(record -> Integer.parseInt(record.replaceAll(".*\"count\":\"(\\d+)\".*", "$1")))
                .sum();
    }

    private static SortedMap<String, String> headers() {
        return new TreeMap<>(
                Map.of("content-type", "application/x-amz-json-1.1", "x-amz-target", "TrentService.ListKeys"));
    }
}
