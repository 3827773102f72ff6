package dev.trent.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.wire.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The members of a record that are searched, found without reading the rest.
class EventScanTest {
    private final EventScan scan = new EventScan();

    @Test
    void the_members_of_a_record_are_found() {
        assertThat(scan.read(record("\"quoted\", \\ and {[ü]}"))).isTrue();
        assertThat(scan.get(EventScan.Member.EVENT_ID).text()).isEqualTo("id");
        assertThat(scan.get(EventScan.Member.EVENT_NAME).text()).isEqualTo("Encrypt");
        assertThat(scan.get(EventScan.Member.READ_ONLY).text()).isEqualTo("true");
        assertThat(scan.get(EventScan.Member.RECIPIENT).text()).isEqualTo("111122223333");
        assertThat(scan.get(EventScan.Member.ERROR_CODE).text()).isNull();
        assertThat(scan.username().text()).isEqualTo("night \"shift\" ü");
        assertThat(scan.second())
                .isEqualTo(Instant.parse("2026-02-28T23:59:58Z").getEpochSecond());
        assertThat(scan.resources()).isEqualTo(2);
        assertThat(scan.name(1).text()).endsWith("key/Encrypt-two");
        assertThat(scan.type(1).text()).isEqualTo("AWS::KMS::Key");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"type\":\"Root\",\"principalId\":\"111122223333\"}', root",
        "'{\"type\":\"IAMUser\",\"principalId\":\"AIDA\",\"userName\":\"dana\"}', dana",
        "'{\"type\":\"AssumedRole\",\"principalId\":\"AROA:batch\"}', batch",
        "'{\"type\":\"AssumedRole\",\"principalId\":\"AROA\"}',",
        "'{\"type\":\"FederatedUser\",\"principalId\":\"111122223333:bob\"}', bob",
        "'{\"type\":\"AWSAccount\",\"principalId\":\"AROA:batch\",\"accountId\":\"444455556666\"}',",
        "'{\"type\":\"AssumedRole\",\"principalId\":\"AROA:a\",\"x\":{\"userName\":\"not this\"}}', a",
        "'{\"accountId\":\"111122223333\",\"invokedBy\":\"AWS Internal\"}',",
        "'{}',",
    })
    void the_name_of_a_caller_is_as_cloudtrail_has_it(String identity, String name) {
        assertThat(scan.read(("{\"userIdentity\":" + identity + "}").getBytes(StandardCharsets.UTF_8)))
                .isTrue();
        assertThat(scan.username().text()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}x",
                "{\"a\"}",
                "{\"a\":}}",
                "{\"a\":\"",
                "{\"a\":\"\\",
                "{\"a\":\"\\\"}",
                "{\"a\":{\"b\":1}",
                "{\"resources\":[1]}",
                "{\"resources\":[{}",
                "{\"userIdentity\":{\"type\":\"Root\"}",
            })
    void what_is_no_record_is_not_read(String text) {
        assertThat(scan.read(text.getBytes(StandardCharsets.UTF_8))).isFalse();
    }

    @Test
    void no_bytes_can_break_it() {
        byte[] record = record("x\\u0001\"");
        for (int length = 0; length < record.length; length++) {
            assertThat(scan.read(Arrays.copyOf(record, length))).isFalse();
        }
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 100_000; i++) {
            byte[] damaged = record.clone();
            for (int j = random.nextInt(4); j >= 0; j--) {
                damaged[random.nextInt(damaged.length)] = (byte) "{}[]\":,\\x u0".charAt(random.nextInt(12));
            }
            if (scan.read(damaged)) {
                var _ = scan.username().text();
                var _ = scan.second();
                for (AttributeKey key : AttributeKey.values()) {
                    assertThat(Terms.has(scan, key, new byte[] {1}))
                            .as("seed %d, number %d", seed, i)
                            .isFalse();
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T18:41:07Z, true",
        "1970-01-01T00:00:00Z, true",
        "2026-13-01T00:00:00Z, false",
        "2026-00-01T00:00:00Z, false",
        "2026-11-23T18:41:07, false",
        "2026-11-23 18:41:07Z, false",
        "2026-11-23T18:41:07.5Z, false",
        "x, false"
    })
    void times_are_read(String text, boolean good) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(EventTime.second(bytes, 0, bytes.length))
                .isEqualTo(good ? Instant.parse(text).getEpochSecond() : -1);
    }

    private static byte[] record(String filling) {
        JsonBytes line = SearchedLog.record(
                "111122223333", "eu-central-1", "Encrypt", "id", Instant.parse("2026-02-28T23:59:58Z"), filling);
        return Arrays.copyOf(line.array(), line.length() - 1);
    }
}
