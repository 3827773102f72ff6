package dev.trent.kms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.cli.TestServer;
import dev.trent.cli.TestServer.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A marker is valid only for the listing that it comes from.
class ListingTest {
    private TestServer server;

    @BeforeEach
    void start(@TempDir Path data) {
        server = TestServer.start(data);
        server.kms("CreateKey", "{}");
        server.kms("CreateKey", "{}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String marker() {
        String body = server.kms("ListKeys", "{\"Limit\":1}").body();
        String start = "\"NextMarker\":\"";
        assertThat(body).contains(start, "\"Truncated\":true");
        int from = body.indexOf(start) + start.length();
        return body.substring(from, body.indexOf('"', from));
    }

    private Answer from(String operation, String marker) {
        return server.kms(operation, "{\"Limit\":1,\"Marker\":\"" + marker + "\"}");
    }

    private static String with(String marker, String more) {
        String text = new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8) + more;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("InvalidMarkerException");
    }

    @Test
    void a_listing_goes_on_behind_its_marker_to_the_end() {
        String first = server.kms("ListKeys", "{\"Limit\":1}").body();
        String second = from("ListKeys", marker()).body();
        assertThat(second).contains("\"Truncated\":false").doesNotContain("NextMarker");
        assertThat(second.substring(0, second.indexOf("\"Truncated")))
                .isNotEqualTo(first.substring(0, first.indexOf("\"Truncated")));
    }

    @Test
    void a_marker_of_another_listing_is_refused() {
        assertRefused(from("ListAliases", marker()));
    }

    @Test
    void a_marker_of_another_account_is_refused() {
        String other = server.kms("444455556666", TestServer.REGION, "ListKeys", "{\"Marker\":\"" + marker() + "\"}")
                .body();
        assertThat(other).contains("InvalidMarkerException");
    }

    @Test
    void what_is_no_marker_is_refused() {
        assertRefused(from("ListKeys", "no marker!"));
    }

    /// PostgreSQL does not accept U+0000 in a text.
    @Test
    void a_marker_with_a_zero_is_refused() {
        assertRefused(from("ListKeys", with(marker(), "\0")));
    }
}
