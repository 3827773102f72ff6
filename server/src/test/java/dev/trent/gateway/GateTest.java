package dev.trent.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.access.AccessFixture;
import dev.trent.audit.Allowance;
import dev.trent.audit.Incidents;
import dev.trent.audit.Journal;
import dev.trent.audit.Ledger;
import dev.trent.aws.Call;
import dev.trent.aws.Headers;
import dev.trent.aws.Partition;
import dev.trent.aws.Reply;
import dev.trent.aws.ReplyBody;
import dev.trent.crypto.Engine;
import dev.trent.gateway.LoopThread.Told;
import dev.trent.inquiry.DenialLog;
import dev.trent.inquiry.Denials;
import dev.trent.seal.RootKeyFile;
import dev.trent.seal.Seal;
import dev.trent.sigv4.SigV4;
import dev.trent.store.GenuineRows;
import dev.trent.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// While the server is not certain of its facts, nobody gets in.
class GateTest {
    private static final InstantSource CLOCK = InstantSource.system();

    private final Endpoints endpoints = new Endpoints(null, true);

    @TempDir
    private Path folder;

    private void withClosedGate(Consumer<Gate> test) throws IOException {
        Engine engine = Engine.fastest();
        Seal seal = new Seal(RootKeyFile.create(folder.resolve("root.key"), engine.random()), engine);
        try (Store store = GenuineRows.in(Store.open("jdbc:sqlite:" + folder.resolve("trent.db")));
                Journal journal = Journal.open(folder.resolve("audit"), CLOCK)) {
            RequestIds ids = new RequestIds(1, 2);
            Recorder recorder = new Recorder(
                    journal,
                    new Ledger(store, journal, CLOCK),
                    ids,
                    Allowance.unbounded(),
                    Fit.INSTANCE,
                    (_, _, _) -> {});
            Gateway gateway = new Gateway(
                    new Authenticator(new SigV4(engine.provider()), (_, _) -> null, Partition.AWS, CLOCK, (_, _) -> {}),
                    endpoints,
                    recorder,
                    new Denials(
                            new DenialLog(store),
                            engine.random(),
                            AccessFixture.on(store, seal, engine).directory().principalNames()),
                    new Incidents(journal, ids::next, CLOCK, Partition.AWS),
                    CLOCK,
                    null);
            test.accept(new Gate(gateway, () -> false));
        }
    }

    private static Call form(int bytes) {
        Headers headers = new Headers.Collector()
                .add("content-type", "application/x-www-form-urlencoded")
                .add("host", "iam.amazonaws.com")
                .headers();
        byte[] body = "a".repeat(bytes).getBytes(StandardCharsets.UTF_8);
        return new Call("POST", "/", "", headers, body, "192.0.2.1");
    }

    @Test
    void a_closed_gate_refuses_alike_on_a_loop_and_elsewhere_and_a_loop_reads_no_long_form() throws IOException {
        withClosedGate(gate -> {
            try (LoopThread loop = new LoopThread()) {
                for (int bytes : new int[] {10, 100_000}) {
                    List<Reply> elsewhere = new ArrayList<>();
                    gate.answer(form(bytes), elsewhere::add);
                    Told here = loop.ask(gate, form(bytes));
                    assertThat(here.atOnce()).isEqualTo(bytes == 10);
                    assertThat(here.reply().status()).isEqualTo(503);
                    assertThat(text(here.reply())).contains("ServiceUnavailable");
                    assertThat(elsewhere).hasSize(1);
                    assertThat(text(elsewhere.getFirst())).isEqualTo(text(here.reply()));
                }
            }
        });
        assertThat(endpoints.tallies())
                .singleElement()
                .satisfies(tally -> assertThat(tally.count(Ending.FAULT)).isEqualTo(4));
    }

    private static String text(Reply reply) {
        String text = new String(((ReplyBody.Bytes) reply.body()).bytes(), StandardCharsets.UTF_8);
        return text.replace(reply.requestId(), "");
    }
}
