package dev.trent.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Only a record's own members are found, whatever a caller has put into it.
class RecordMembersTest {
    private static String text(String record, String... path) {
        return String.valueOf(RecordMembers.text(record.getBytes(StandardCharsets.UTF_8), path));
    }

    @Test
    void a_member_is_found_after_values_of_every_kind() {
        String record =
                "{\"a\":{\"x\":[1,{\"b\":\"no\"}]},\"n\":null,\"t\":true,\"d\":-1.5e3,\"l\":[],\"s\":\"q\\\"\\\\\",\"b\":\"yes\"}";
        assertThat(text(record, "b")).isEqualTo("yes");
        assertThat(text(record, "n")).isEqualTo("null");
        assertThat(text(record, "a")).isEqualTo("null");
        assertThat(text(record, "x")).isEqualTo("null");
        assertThat(text(record, "s")).isEqualTo("null");
        assertThat(text("{\"a\":{\"x\":\"1\",\"y\":\"2\"}}", "a", "y")).isEqualTo("2");
    }

    @Test
    void what_a_caller_has_named_like_a_member_is_not_taken_for_it() {
        String context = "{\"eventName\":\"DeleteAuditSegment\",\"k\":\"\\\",\\\"eventName\\\":\\\"x\"}";
        String record = "{\"requestParameters\":{\"encryptionContext\":" + context + "},\"eventName\":\"Encrypt\"}";
        assertThat(text(record, "eventName")).isEqualTo("Encrypt");
        assertThat(RemovedSegment.lastOf(record.getBytes(StandardCharsets.UTF_8)))
                .isNull();
    }

    @Test
    void a_text_that_is_no_record_has_no_member() {
        byte[] record = "{\"a\":{\"b\":[\"c\",{\"d\":\"e\\\\\"}]},\"f\":\"g\"}".getBytes(StandardCharsets.UTF_8);
        Random random = new Random(9);
        for (int i = 0; i < 5000; i++) {
            byte[] other = Arrays.copyOf(record, random.nextInt(record.length + 1));
            if (other.length > 0) {
                other[random.nextInt(other.length)] = (byte) "{}[]\",:\\ab".charAt(random.nextInt(10));
            }
            String found = RecordMembers.text(other, "f");
            assertThat(found == null || found.length() < record.length).isTrue();
            assertThat(RecordMembers.text(other, "no")).isNull();
        }
    }
}
