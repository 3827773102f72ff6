package dev.trent.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.audit.Allowance;
import dev.trent.audit.Incidents;
import dev.trent.audit.Ledger;
import dev.trent.audit.StalledJournal;
import dev.trent.aws.AwsError;
import dev.trent.aws.Call;
import dev.trent.aws.Caller;
import dev.trent.aws.Headers;
import dev.trent.aws.Origin;
import dev.trent.aws.Partition;
import dev.trent.aws.Reply;
import dev.trent.call.Event;
import dev.trent.call.Invocation;
import dev.trent.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A loop never waits for the journal. What has to wait is handed on, and is recorded and charged once.
class SettlementTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);
    private static final String ID = "11111111-2222-4333-8444-555555555555";

    /// One record of a refused call costs more than 800 and less than 1,600 bytes.
    private static final int ONE_REFUSAL_BYTES_PER_SECOND = 100;

    @TempDir
    private Path folder;

    private final List<Runnable> handedOn = new ArrayList<>();
    private final List<Reply> sent = new ArrayList<>();
    private final List<String> succeeded = new ArrayList<>();

    private static Outcome outcome(boolean refused) {
        Headers headers = new Headers.Collector()
                .add("x-amz-target", "TrentService.Encrypt")
                .headers();
        Call call = new Call("POST", "/", "", headers, new byte[0], "192.0.2.1");
        Invocation invocation = new Invocation(
                Caller.root(Partition.AWS, "111122223333", "AKIA"),
                "eu-central-1",
                ID,
                Instant.EPOCH,
                Origin.of(call),
                call.clientGone(),
                new Event("kms.amazonaws.com", "Encrypt", true, null));
        if (refused) {
            invocation.refuses(AwsError.DISABLED.because("disabled"));
        }
        return new Outcome(
                new Begun(call, ID, Instant.EPOCH),
                invocation,
                false,
                new Reply(refused ? 400 : 200, "", ID, new byte[] {1}));
    }

    private void settle(StalledJournal stalled, Outcome outcome) {
        try (Store store = Store.open("jdbc:sqlite:" + folder.resolve("trent.db"));
                LoopThread loop = new LoopThread()) {
            Recorder recorder = new Recorder(
                    stalled.journal(),
                    new Ledger(store, stalled.journal(), CLOCK),
                    new RequestIds(1, 2),
                    new Allowance(ONE_REFUSAL_BYTES_PER_SECOND, () -> 0),
                    Fit.INSTANCE,
                    (_, _, eventId) -> succeeded.add(eventId));
            Settlement settlement = new Settlement(
                    recorder,
                    new Troubles(new Incidents(stalled.journal(), () -> ID, CLOCK, Partition.AWS)),
                    new View(CLOCK, null));
            loop.run(() -> {
                settlement.settle(outcome, sent::add, handedOn::add);
                return outcome;
            });
            assertThat(sent).isEmpty();
            assertThat(succeeded).isEmpty();
            assertThat(handedOn).hasSize(1);
            stalled.release();
            handedOn.getFirst().run();
        }
    }

    @Test
    void a_record_without_room_is_handed_on() throws IOException, InterruptedException {
        try (StalledJournal stalled = new StalledJournal()) {
            settle(stalled, outcome(false));
            assertThat(sent).singleElement().extracting(Reply::status).isEqualTo(200);
            assertThat(succeeded).hasSize(1);
            assertThat(stalled.lines()).singleElement().asString().contains(ID, succeeded.getFirst());
        }
    }

    @Test
    void a_refusal_that_is_handed_on_is_charged_once() throws IOException, InterruptedException {
        try (StalledJournal stalled = new StalledJournal()) {
            settle(stalled, outcome(true));
            assertThat(sent).singleElement().extracting(Reply::status).isEqualTo(400);
            assertThat(sent.getFirst()).isSameAs(sent.getLast());
            assertThat(stalled.lines()).singleElement().asString().contains(ID, "\"errorCode\":\"DisabledException\"");
        }
    }
}
