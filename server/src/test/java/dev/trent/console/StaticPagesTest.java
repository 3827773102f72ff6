package dev.trent.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.aws.Call;
import dev.trent.aws.Headers;
import dev.trent.aws.Reply;
import dev.trent.aws.ReplyBody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StaticPagesTest {
    private static final String YEAR = "public, max-age=31536000, immutable";

    private final Map<String, String> files = new TreeMap<>(Map.of(
            "index.html", "<title>index",
            "favicon.svg", "<svg>",
            "assets/app-1a2b.js", "plain",
            "assets/app-1a2b.js.gz", "packed"));
    private final List<String> opened = new ArrayList<>();
    private final StaticPages pages = new StaticPages(new Assets(name -> {
        opened.add(name);
        String content = files.get(name);
        return content == null ? null : new ByteArrayInputStream(content.getBytes(UTF_8));
    }));

    private Reply get(String path, String... fields) {
        Headers.Collector headers = new Headers.Collector();
        for (int i = 0; i < fields.length; i += 2) {
            headers.add(fields[i], fields[i + 1]);
        }
        return pages.answer(new Call("GET", "/console/" + path, "", headers.headers(), new byte[0], "127.0.0.1"), path);
    }

    private static String body(Reply reply) throws IOException {
        return switch (reply.body()) {
            case ReplyBody.Bytes(byte[] bytes) -> new String(bytes, UTF_8);
            case ReplyBody.Stream stream -> new String(stream.source().readAllBytes(), UTF_8);
        };
    }

    private static String field(Reply reply, String name) {
        return reply.fields().stream()
                .filter(field -> field.name().equals(name))
                .map(Reply.Field::value)
                .findFirst()
                .orElse("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "keys", "keys/alias%2Fapp", "keys/1234/policy", "../../etc/passwd", "session/x"})
    void a_place_is_the_index_and_is_not_kept(String path) throws IOException {
        Reply reply = get(path);

        assertThat(body(reply)).isEqualTo("<title>index");
        assertThat(reply.contentType()).isEqualTo("text/html; charset=utf-8");
        // The head of an answer without this field forbids to keep it.
        assertThat(field(reply, "Cache-Control")).isEmpty();
    }

    @Test
    void an_alias_with_a_dot_is_a_place_for_a_tab_and_no_file_for_a_script() throws IOException {
        Reply reply = get("keys/alias/app.v2", "sec-fetch-mode", "navigate", "sec-fetch-dest", "document");

        assertThat(body(reply)).isEqualTo("<title>index");
        assertThatThrownBy(() -> get("keys/alias/app.v2", "sec-fetch-dest", "script"))
                .isInstanceOf(ConsoleRefusal.class);
    }

    @Test
    void assets_are_kept_for_a_year_and_other_files_are_not() throws IOException {
        Reply asset = get("assets/app-1a2b.js");
        Reply other = get("favicon.svg");

        assertThat(body(asset)).isEqualTo("plain");
        assertThat(asset.contentType()).isEqualTo("text/javascript; charset=utf-8");
        assertThat(field(asset, "Cache-Control")).isEqualTo(YEAR);
        assertThat(field(asset, "Vary")).isEqualTo("Accept-Encoding");
        assertThat(body(other)).isEqualTo("<svg>");
        assertThat(field(other, "Cache-Control")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip|packed",
                "br, gzip;q=0.5|packed",
                "deflate , gzip|packed",
                "gzip;q=0|plain",
                "gzip;q=0.0|plain",
                "br|plain",
                "xgzip|plain"
            })
    void the_browser_chooses_the_compressed_file(String accepts, String expected) throws IOException {
        Reply reply = get("assets/app-1a2b.js", "accept-encoding", accepts);

        assertThat(body(reply)).isEqualTo(expected);
        assertThat(field(reply, "Content-Encoding")).isEqualTo(expected.equals("packed") ? "gzip" : "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "assets/",
                "assets/missing.js",
                "assets/..%2findex.html",
                "assets/../index.html",
                "assets/../../db/migration/V1__keys.sql",
                "assets//etc/passwd.d",
                "assets/.hidden.js",
                "assets/app-1a2b.js/",
                "%2e%2e/x.y",
                "./favicon.svg",
                "a/../favicon.svg",
                "favicon.svg%00.js"
            })
    void nothing_outside_of_the_folder_is_a_file(String path) {
        assertThatThrownBy(() -> get(path))
                .isInstanceOfSatisfying(
                        ConsoleRefusal.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(404));
        assertThat(opened).noneMatch(name -> name.contains("..") || name.contains("%") || name.startsWith("/"));
    }

    @Test
    void a_long_path_is_not_looked_for() {
        assertThatThrownBy(() -> get("assets/" + "a".repeat(3000) + ".js")).isInstanceOf(ConsoleRefusal.class);
        assertThat(opened).isEmpty();
    }

    @Test
    void a_file_is_read_once() throws IOException {
        get("assets/app-1a2b.js");
        opened.clear();

        assertThat(body(get("assets/app-1a2b.js"))).isEqualTo("plain");
        assertThat(opened).isEmpty();
    }

    @Test
    void without_the_files_a_page_tells_why() throws IOException {
        files.clear();

        assertThat(body(get(""))).contains("left out of this build", "docs/console.md", "--console=off");
    }

    @Test
    void a_page_is_only_read() {
        Call post = new Call("POST", "/console/", "", new Headers.Collector().headers(), new byte[0], "127.0.0.1");

        assertThatThrownBy(() -> pages.answer(post, ""))
                .isInstanceOfSatisfying(
                        ConsoleRefusal.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(405));
    }
}
