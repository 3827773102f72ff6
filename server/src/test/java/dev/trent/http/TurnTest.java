package dev.trent.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.Answerer;
import dev.trent.aws.Call;
import dev.trent.aws.Headers;
import dev.trent.aws.Reply;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnTest {
    private final List<String> seen = new ArrayList<>();
    private final EventLoop loop = new DefaultEventLoop();
    private final Turn turn = new Turn(
            loop,
            new Answerer() {
                @Override
                public void answer(Call call, Consumer<Reply> send) {
                    seen.add(call.rawPath());
                }

                @Override
                public void flush() {
                    seen.add("flush");
                }
            },
            new DateHeader(InstantSource.system()));

    @AfterEach
    void stop() {
        var _ = loop.shutdownGracefully();
    }

    @Test
    void the_answerer_is_told_once_for_all_calls_of_a_turn() throws Exception {
        turn("/1", "/2", "/3");
        turn("/4");
        assertThat(seen).containsExactly("/1", "/2", "/3", "flush", "/4", "flush");
    }

    @Test
    void a_turn_without_a_call_is_not_told() throws Exception {
        turn();
        assertThat(seen).isEmpty();
    }

    private void turn(String... paths) throws ExecutionException, InterruptedException {
        loop.submit(() -> {
                    for (String path : paths) {
                        Headers none = new Headers.Collector().headers();
                        turn.answer(new Call("POST", path, "", none, new byte[0], "127.0.0.1"), reply -> {});
                    }
                })
                .get();
        // A turn ends before the next task.
        loop.submit(() -> {}).get();
    }
}
