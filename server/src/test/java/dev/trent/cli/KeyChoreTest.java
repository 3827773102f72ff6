package dev.trent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.chores.Chore;
import dev.trent.crypto.Engine;
import dev.trent.keys.KeyChore;
import dev.trent.kms.ImportPackage;
import dev.trent.policy.Tree;
import dev.trent.store.Engines;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each chore of a key is done once and recorded once. This holds if the process dies in between, if two
/// threads do it at the same time, and if the clock is wrong.
class KeyChoreTest {
    private static final int TWICE = 8;
    private static final Duration PERIOD = Duration.ofDays(90);

    @TempDir
    Path folder;

    /// A key and its chore.
    private record Subject(KeyChore kind, String id) {
        String inQueue() {
            return TestServer.REGION + '/' + id;
        }

        String event() {
            return switch (kind) {
                case ROTATION -> "RotateKey";
                case DELETION -> "DeleteKey";
                case EXPIRATION -> "DeleteExpiredKeyMaterial";
            };
        }
    }

    @Test
    void a_process_that_dies_anywhere_leaves_everything_done_once_and_recorded_once() throws Exception {
        Map<Subject, DyingChore.Cut> deaths = new HashMap<>();
        Instant due;
        try (TestServer server = TestServer.start(folder)) {
            for (KeyChore kind : KeyChore.values()) {
                for (DyingChore.Cut cut : DyingChore.Cut.values()) {
                    deaths.put(subject(server, kind), cut);
                }
            }
            due = new MovedClock(server.uri()).now().plus(PERIOD);
        }

        for (Map.Entry<Subject, DyingChore.Cut> death : deaths.entrySet()) {
            die(death.getKey(), death.getValue(), due);
        }

        try (TestServer server = TestServer.start(folder)) {
            MovedClock clock = new MovedClock(server.uri());
            // This is one second later than the time of the processes.
            clock.advance(PERIOD.plusSeconds(1).toString());
            deaths.keySet().forEach(subject -> assertDoneOnce(server, clock, subject));
        }
    }

    private void die(Subject subject, DyingChore.Cut cut, Instant now) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DyingChore.class.getName(),
                        folder.toString(),
                        subject.kind.name(),
                        cut.name(),
                        subject.inQueue(),
                        now.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("printed").toFile())
                .start();
        assertThat(process.waitFor())
                .as("%s at %s, see %s", subject, cut, folder)
                .isEqualTo(DyingChore.DIED);
    }

    @ParameterizedTest
    @EnumSource(Engines.class)
    void two_who_do_the_same_at_the_same_time_have_one_effect(Engines engine) throws Exception {
        // The first start makes the root key, which the server on PostgreSQL uses.
        TestServer.start(folder).close();
        String database = engine == Engines.SQLITE ? null : engine.migratedUrl();
        List<Subject> subjects = new ArrayList<>();
        Instant due;
        try (TestServer server = TestServer.start(folder, database, Engine.fastest(), InstantSource.system())) {
            for (KeyChore kind : KeyChore.values()) {
                for (int i = 0; i < TWICE; i++) {
                    subjects.add(subject(server, kind));
                }
            }
            due = new MovedClock(server.uri()).now().plus(PERIOD);
        }

        try (Rooms rooms = new Rooms(folder, database, true);
                ExecutorService both = Executors.newFixedThreadPool(2)) {
            for (Subject subject : subjects) {
                Chore chore = DyingChore.chore(
                        rooms.house(),
                        subject.kind,
                        rooms.house().ledger(),
                        rooms.house().ids()::next);
                chore.perform(subject.inQueue(), due.minus(PERIOD));
                CyclicBarrier start = new CyclicBarrier(2);
                List<Future<?>> runs = new ArrayList<>();
                for (int i = 0; i < 2; i++) {
                    runs.add(both.submit(() -> {
                        start.await();
                        return chore.perform(subject.inQueue(), due);
                    }));
                }
                for (Future<?> run : runs) {
                    run.get();
                }
                // The clock was ahead, and is now right again.
                chore.perform(subject.inQueue(), due.minus(PERIOD));
            }
        }

        try (TestServer server = TestServer.start(folder, database, Engine.fastest(), InstantSource.system())) {
            MovedClock clock = new MovedClock(server.uri());
            subjects.forEach(subject -> assertDoneOnce(server, clock, subject));
        }
    }

    /// Makes a key whose chore is due within a period, but not at once.
    private static Subject subject(TestServer server, KeyChore kind) {
        Map<String, Object> made =
                done(server, "CreateKey", kind == KeyChore.EXPIRATION ? "{\"Origin\":\"EXTERNAL\"}" : "{}");
        Map<String, Object> metadata = Tree.map(Objects.requireNonNull(made.get("KeyMetadata")));
        String id = String.valueOf(metadata.get("KeyId"));
        switch (kind) {
            case ROTATION ->
                done(server, "EnableKeyRotation", "{\"KeyId\":\"" + id + "\",\"RotationPeriodInDays\":90}");
            case DELETION -> done(server, "ScheduleKeyDeletion", "{\"KeyId\":\"" + id + "\"}");
            case EXPIRATION -> {
                long validTo = Instant.now().plus(PERIOD).getEpochSecond();
                done(server, "ImportKeyMaterial", ImportPackage.of(server, id).request(id, validTo));
            }
        }
        return new Subject(kind, id);
    }

    private void assertDoneOnce(TestServer server, MovedClock clock, Subject subject) {
        String named = "{\"KeyId\":\"" + subject.id + "\"}";
        switch (subject.kind) {
            case ROTATION ->
                assertThat(Tree.list(Objects.requireNonNull(
                                done(server, "ListKeyRotations", named).get("Rotations"))))
                        .as(subject.toString())
                        .hasSize(1);
            case DELETION ->
                assertThat(server.kms("DescribeKey", named).status())
                        .as(subject.toString())
                        .isEqualTo(400);
            case EXPIRATION ->
                assertThat(server.kms("DescribeKey", named).body())
                        .as(subject.toString())
                        .contains("\"KeyState\":\"PendingImport\"");
        }
        assertThat(clock.events(folder, subject.event(), subject.id))
                .as(subject.toString())
                .isOne();
    }

    private static Map<String, Object> done(TestServer server, String operation, String json) {
        TestServer.Answer answer = server.kms(operation, json);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body().isEmpty() ? Map.of() : Tree.map(Tree.read(answer.body()));
    }
}
