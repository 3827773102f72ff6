package dev.trent.metrics;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.trent.aws.Accidents;
import dev.trent.aws.Answerer;
import dev.trent.aws.Call;
import dev.trent.aws.Loop;
import dev.trent.aws.Reply;
import dev.trent.aws.Secret;
import dev.trent.aws.Uuids;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers `GET /metrics`.
///
/// One scrape is made at a time, and the next one no earlier than a second later: who asks meanwhile gets the same
/// text. So nobody can keep the server busy with scrapes, however often and over however many connections they ask.
public final class Scrapes {
    /// The path of the meters.
    public static final String PATH = "/metrics";

    private static final Logger LOG = LoggerFactory.getLogger(Scrapes.class);
    private static final String FORMAT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String TEXT = "text/plain";
    private static final String BEARER = "Bearer ";
    private static final long FRESH_NANOS = 1_000_000_000;

    private final Meters meters;
    private final @Nullable Secret token;
    private final LongSupplier nanos;
    private final Accidents accidents = new Accidents(LOG);
    private final ReentrantLock turn = new ReentrantLock();
    private volatile @Nullable Scrape latest;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Scrape(byte[] text, long atNanos) {}

    /// Makes the answers.
    ///
    /// @param token who asks must have it; null if everybody may ask who reaches the port. The caller closes it
    /// @param nanos a clock that nobody can set, such as [System#nanoTime()]
    public Scrapes(Meters meters, @Nullable Secret token, LongSupplier nanos) {
        this.meters = meters;
        this.token = token;
        this.nanos = nanos;
    }

    /// Returns an answerer that answers scrapes, and passes all other calls to another answerer.
    public Answerer before(Answerer others) {
        return new Answerer() {
            @Override
            public void answer(Call call, Consumer<Reply> send) {
                if (call.rawPath().equals(PATH)) {
                    Scrapes.this.answer(call, send);
                } else {
                    others.answer(call, send);
                }
            }

            @Override
            public void flush() {
                others.flush();
            }
        };
    }

    /// Returns an answerer that answers scrapes alone.
    public Answerer alone() {
        return before((_, send) -> send.accept(text(404, "This port answers /metrics, /livez and /readyz alone.")));
    }

    private void answer(Call call, Consumer<Reply> send) {
        Reply refusal = refusal(call);
        if (refusal != null) {
            send.accept(refusal);
        } else if (Loop.here()) {
            var _ = Thread.ofVirtual().name("scrape").start(() -> send.accept(scraped()));
        } else {
            send.accept(scraped());
        }
    }

    private @Nullable Reply refusal(Call call) {
        if (!isAllowed(call)) {
            return text(401, "The meters are for whoever has the token of --metrics-token-file.")
                    .with("WWW-Authenticate", "Bearer");
        }
        if (!call.method().equals("GET") && !call.method().equals("HEAD")) {
            return text(405, "The meters answer GET and HEAD.").with("Allow", "GET, HEAD");
        }
        return null;
    }

    private boolean isAllowed(Call call) {
        if (token == null) {
            return true;
        }
        String given = call.headers().first("authorization");
        if (given == null || !given.startsWith(BEARER)) {
            return false;
        }
        // SAFE: secrets are compared in a time that depends on the lengths alone.
        try (Secret guess = Secret.owning(given.substring(BEARER.length()).getBytes(ISO_8859_1))) {
            return token.equals(guess);
        }
    }

    /// SAFE: it catches broadly. A call without an answer would hold its place for ever.
    private Reply scraped() {
        try {
            // A body is zeroed once it is sent.
            return new Reply(200, FORMAT, Uuids.random(), fresh().clone());
        } catch (RuntimeException | Error accident) {
            accidents.defect("The meters cannot be read", accident);
            return text(500, "The meters cannot be read; the server's log tells why.");
        }
    }

    private byte[] fresh() {
        turn.lock();
        try {
            Scrape known = latest;
            if (known == null || nanos.getAsLong() - known.atNanos >= FRESH_NANOS) {
                known = new Scrape(meters.text(), nanos.getAsLong());
                latest = known;
            }
            return known.text;
        } finally {
            turn.unlock();
        }
    }

    private static Reply text(int status, String sentence) {
        return new Reply(status, TEXT, Uuids.random(), (sentence + "\n").getBytes(US_ASCII));
    }
}
