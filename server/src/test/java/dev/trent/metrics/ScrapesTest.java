package dev.trent.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.Call;
import dev.trent.aws.Headers;
import dev.trent.aws.Reply;
import dev.trent.aws.ReplyBody;
import dev.trent.aws.Secret;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScrapesTest {
    private static final String TOKEN = "0123456789abcdef";

    private final Meters meters = new Meters("1.2.3");
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong();

    @AfterEach
    void close() {
        meters.close();
    }

    @Test
    void a_scrape_shows_each_kind_of_meter() {
        meters.flag("trent_yes", "A yes", () -> true);
        meters.counter("trent_events", "Some events", () -> 3);
        meters.gauges("trent_rooms", "Some rooms", List.of("room"), () -> List.of(new Measure("attic", 2)));
        assertThat(text(scrapes(null), "GET", null))
                .contains("trent_yes 1.0\n", "trent_events_total 3.0\n", "trent_rooms{room=\"attic\"} 2.0\n")
                .contains("# HELP trent_events_total Some events\n# TYPE trent_events_total counter\n")
                .contains("trent_build_info{", "version=\"1.2.3\"");
    }

    @Test
    void who_has_no_token_or_another_one_gets_nothing() {
        Scrapes scrapes = scrapes(TOKEN);
        for (String wrong : new String[] {
            null,
            "",
            "Bearer ",
            "Bearer",
            TOKEN,
            "Basic " + TOKEN,
            "Bearer " + TOKEN + "0",
            "Bearer " + TOKEN.substring(1),
            "Bearer 0123456789abcdeF",
            "bearer " + TOKEN
        }) {
            Reply reply = answer(scrapes, "GET", wrong);
            assertThat(reply.status()).as(wrong).isEqualTo(401);
            assertThat(reply.fields()).contains(new Reply.Field("WWW-Authenticate", "Bearer"));
        }
        assertThat(asked).hasValue(0);
        assertThat(text(scrapes, "GET", "Bearer " + TOKEN)).contains("trent_build_info");
    }

    @Test
    void other_methods_and_paths_are_refused() {
        Scrapes scrapes = scrapes(null);
        assertThat(answer(scrapes, "POST", null).status()).isEqualTo(405);
        assertThat(answer(scrapes, "HEAD", null).status()).isEqualTo(200);
        List<Reply> replies = new ArrayList<>();
        scrapes.alone().answer(call("GET", "/metrics/", null), replies::add);
        assertThat(replies.getFirst().status()).isEqualTo(404);
    }

    @Test
    void whoever_asks_often_gets_the_text_of_the_same_second() {
        Scrapes scrapes = scrapes(null);
        for (int i = 0; i < 1000; i++) {
            nanos.addAndGet(999_999);
            assertThat(answer(scrapes, "GET", null).status()).isEqualTo(200);
        }
        assertThat(asked).hasValue(1);
        nanos.addAndGet(1_000_000_000);
        assertThat(answer(scrapes, "GET", null).status()).isEqualTo(200);
        assertThat(asked).hasValue(2);
    }

    @Test
    void a_scrape_that_takes_long_is_made_once_for_all_who_wait() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        meters.gauge("trent_slow", "A slow number", () -> {
            begun.countDown();
            try {
                end.await();
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
            return 1;
        });
        Scrapes scrapes = scrapes(null);
        List<Reply> replies = Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            for (int i = 0; i < 20; i++) {
                threads.execute(() -> replies.add(answer(scrapes, "GET", null)));
            }
            begun.await();
            end.countDown();
        }
        assertThat(replies).hasSize(20).allMatch(reply -> reply.status() == 200);
        assertThat(asked).hasValue(1);
    }

    @Test
    void a_number_that_cannot_be_read_is_left_out_and_hides_no_other() {
        meters.gauges("trent_broken", "A broken number", List.of(), () -> {
            throw new IllegalStateException("broken");
        });
        meters.gauge("trent_alone", "A broken number without labels", () -> {
            throw new IllegalStateException("broken");
        });
        meters.counter("trent_events", "Some events", () -> 3);
        assertThat(text(scrapes(null), "GET", null))
                .contains("trent_events_total 3.0\n", "trent_alone NaN\n")
                .doesNotContain("trent_broken ");
    }

    private Scrapes scrapes(@Nullable String token) {
        meters.gauge("trent_asked", "How often it was asked", asked::incrementAndGet);
        return new Scrapes(meters, token == null ? null : Secret.owning(token.getBytes(UTF_8)), nanos::get);
    }

    private static String text(Scrapes scrapes, String method, @Nullable String authorization) {
        Reply reply = answer(scrapes, method, authorization);
        assertThat(reply.status()).isEqualTo(200);
        return new String(((ReplyBody.Bytes) reply.body()).bytes(), UTF_8);
    }

    private static Reply answer(Scrapes scrapes, String method, @Nullable String authorization) {
        List<Reply> replies = new ArrayList<>();
        scrapes.alone().answer(call(method, "/metrics", authorization), replies::add);
        assertThat(replies).hasSize(1);
        return replies.getFirst();
    }

    private static Call call(String method, String path, @Nullable String authorization) {
        Headers.Collector headers = new Headers.Collector();
        if (authorization != null) {
            headers.add("authorization", authorization);
        }
        return new Call(method, path, "", headers.headers(), new byte[0], "192.0.2.1");
    }
}
