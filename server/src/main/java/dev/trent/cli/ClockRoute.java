package dev.trent.cli;

import dev.trent.audit.JournalException;
import dev.trent.audit.ServiceEvent;
import dev.trent.audit.ServiceRecord;
import dev.trent.aws.Answerer;
import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.aws.Call;
import dev.trent.aws.Loop;
import dev.trent.aws.Reply;
import dev.trent.aws.Uuids;
import dev.trent.chores.Chores;
import dev.trent.operator.FileTrouble;
import dev.trent.operator.House;
import dev.trent.wire.JsonBytes;
import dev.trent.wire.JsonShape;
import dev.trent.wire.WireName;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// `/_trent/clock` of `trent dev`: GET tells Trent's time, POST moves it forward.
///
/// The answer to a POST comes after everything that became due is done.
///
/// SAFE: the calls are not signed. `trent dev` listens only on the loopback interface, and its credentials are
/// public. [dev.trent.http.Web] has refused calls of web pages before.
final class ClockRoute {
    static final String PATH = "/_trent/clock";

    private static final int BODY_BYTES_MAX = 1024;
    private static final int RECORD_BYTES = 1024;
    private static final String JSON = "application/json";
    private static final String FORM =
            "The body must be JSON with the member advance, such as {\"advance\":\"P366D\"}.";

    private final House house;
    private final MovableClock clock;
    private final Chores chores;
    private final JsonShape<Asked> asked = JsonShape.of(Asked.class);
    private final JsonShape<ClockTold> told = JsonShape.of(ClockTold.class);
    private final JsonShape<Refusal> refusals = JsonShape.of(Refusal.class);

    private record Asked(@WireName("advance") String advance) {}

    private record Refusal(
            @WireName("__type") String type,
            @WireName("message") String message) {}

    ClockRoute(House house, MovableClock clock, Chores chores) {
        this.house = house;
        this.clock = clock;
        this.chores = chores;
    }

    /// Returns an answerer that answers calls of this path, and passes all other calls to another answerer.
    Answerer before(Answerer others) {
        return new Answerer() {
            @Override
            public void answer(Call call, Consumer<Reply> send) {
                if (!call.rawPath().equals(PATH)) {
                    others.answer(call, send);
                } else if (Loop.here()) {
                    var _ = Thread.ofVirtual().name("clock").start(() -> send.accept(ClockRoute.this.answer(call)));
                } else {
                    send.accept(ClockRoute.this.answer(call));
                }
            }

            @Override
            public void flush() {
                others.flush();
            }
        };
    }

    private Reply answer(Call call) {
        try {
            return switch (call.method()) {
                case "GET" -> reply(200, told.write(ClockTold.of(clock)));
                case "POST" -> {
                    advance(read(call.body()));
                    yield reply(200, told.write(ClockTold.of(clock)));
                }
                default ->
                    refusal(405, AwsError.VALIDATION.because("The clock answers GET and POST."))
                            .with("Allow", "GET, POST");
            };
        } catch (AwsException refusal) {
            return refusal(refusal.error().status(), refusal);
        } catch (JournalException | IOException trouble) {
            return refusal(
                    500, AwsError.KMS_INTERNAL.because("The clock was not moved. " + FileTrouble.sentence(trouble)));
        }
    }

    private Advance read(byte[] body) {
        if (body.length > BODY_BYTES_MAX) {
            throw AwsError.REQUEST_TOO_LARGE.because("The body is longer than " + BODY_BYTES_MAX + " bytes.");
        }
        Asked read;
        try {
            read = asked.read(body);
        } catch (AwsException _) {
            throw AwsError.VALIDATION.because(FORM);
        }
        return Advance.parse(read.advance());
    }

    private void advance(Advance by) throws IOException {
        // The thread of the chores may be quicker, and fail with what became due.
        long before = chores.failed();
        clock.advance(by, next -> record(by, next));
        var _ = chores.performAllDue();
        long failed = chores.failed() - before;
        if (failed > 0) {
            throw AwsError.KMS_INTERNAL.because("The clock was moved, but " + failed + " of the things that became due"
                    + " failed. They are tried again after a minute, and Trent's log tells why they failed.");
        }
    }

    /// Records the move, so that the log tells why its time jumps.
    private void record(Advance by, Duration offset) {
        ServiceEvent event = new ServiceEvent(
                ServiceEvent.KMS,
                "MoveClock",
                house.store().partition().usualRegion(),
                clock.instant(),
                null,
                "trent dev",
                List.of(),
                new TreeMap<>(Map.of("advance", by.amount().toString(), "offset", MovableClock.iso(offset))),
                null);
        JsonBytes line = new JsonBytes(RECORD_BYTES);
        ServiceRecord.write(line, event, house.ids().next());
        house.journal().append(line.array(), line.length());
    }

    private Reply refusal(int status, AwsException refusal) {
        String message = refusal.getMessage();
        return reply(status, refusals.write(new Refusal(refusal.error().code(), message == null ? "" : message)));
    }

    private static Reply reply(int status, byte[] json) {
        return new Reply(status, JSON, Uuids.random(), json);
    }
}
