package dev.trent.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.trent.aws.Answerer;
import dev.trent.aws.Call;
import dev.trent.aws.Reply;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A server on a free port that remembers its calls and echoes their bodies.
final class TestServer implements AutoCloseable {
    static final String REQUEST_ID = "11111111-2222-3333-4444-555555555555";
    static final Instant NOW = Instant.parse("1994-11-06T08:49:37Z");

    final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    final HttpServer http;

    private TestServer(@Nullable Tls tls, Limits limits, Function<Call, Reply> answerer, BooleanSupplier ready) {
        this(tls, limits, new OnThreads(answerer), ready, Web.open(List.of()));
    }

    private TestServer(@Nullable Tls tls, Limits limits, Answerer answerer, BooleanSupplier ready, Web web) {
        Answerer remembering = new Answerer() {
            @Override
            public void answer(Call call, Consumer<Reply> send) {
                calls.add(copy(call));
                answerer.answer(call, send);
            }

            @Override
            public void flush() {
                answerer.flush();
            }
        };
        this.http = HttpServer.start(
                new HttpSettings("127.0.0.1", 0, tls, limits, null, web),
                remembering,
                (call, refusal) -> Answers.refusal(refusal),
                ready,
                InstantSource.fixed(NOW));
    }

    /// The server clears the body after the answer.
    private static Call copy(Call call) {
        return new Call(
                call.method(),
                call.rawPath(),
                call.rawQuery(),
                call.headers(),
                call.body().clone(),
                call.peer(),
                call.tls(),
                call.clientGone());
    }

    static TestServer of(Answerer answerer) {
        return new TestServer(null, limits(), answerer, () -> true, Web.open(List.of()));
    }

    static Guest guest() {
        return new Guest(Peer.of(InetAddress.getLoopbackAddress()), new Watch(), () -> {});
    }

    static TestServer echo() {
        return echo(limits());
    }

    static TestServer echo(Limits limits) {
        return new TestServer(null, limits, TestServer::echo, () -> true);
    }

    static TestServer echo(Tls tls) {
        return new TestServer(tls, limits(), TestServer::echo, () -> true);
    }

    static TestServer echo(Tls tls, Limits limits) {
        return new TestServer(tls, limits, TestServer::echo, () -> true);
    }

    static TestServer echo(Web web) {
        return new TestServer(null, limits(), new OnThreads(TestServer::echo), () -> true, web);
    }

    static TestServer ready(BooleanSupplier ready) {
        return new TestServer(null, limits(), TestServer::echo, ready);
    }

    static TestServer answering(Function<Call, Reply> answerer) {
        return new TestServer(null, limits(), answerer, () -> true);
    }

    static TestServer answering(Tls tls, Function<Call, Reply> answerer) {
        return new TestServer(tls, limits(), answerer, () -> true);
    }

    static TestServer answering(Limits limits, Function<Call, Reply> answerer) {
        return new TestServer(null, limits, answerer, () -> true);
    }

    /// Returns limits for tests that are not about time. Such a test reaches none of them except the lingering.
    static Limits limits() {
        Duration ample = Duration.ofSeconds(30);
        return new Limits(4096, 50, 256 * 1024, 2, 64, 64, ample, ample, ample, ample, Duration.ofMillis(20));
    }

    static Reply echo(Call call) {
        return new Reply(200, "application/x-amz-json-1.1", REQUEST_ID, call.body());
    }

    /// Returns a correct request.
    static String post(String path, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    static String text(Call call) {
        return new String(call.body(), ISO_8859_1);
    }

    RawClient client() {
        return new RawClient(http.port());
    }

    @Override
    public void close() {
        http.close();
    }
}
