package dev.trent.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotesTest {
    private static final int KEYS = 5;
    private static final int EACH = 20_000;

    @TempDir
    private Path folder;

    private Store store;
    private final Map<Integer, Noted> table = new ConcurrentHashMap<>();

    private record Noted(int number) implements Notes.Note {
        @Override
        public Instant time() {
            return Instant.ofEpochSecond(number);
        }
    }

    @BeforeEach
    void open() {
        store = Store.open("jdbc:sqlite:" + folder.resolve("trent.db"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Notes<Integer, Noted> notes(int max) {
        return new Notes<>(store, "Notes", max, (_, key, note) -> table.put(key, note));
    }

    @Test
    void the_latest_note_counts_and_leaves_the_memory_when_it_is_stored() {
        Notes<Integer, Noted> notes = notes(10);
        notes.note(1, new Noted(2));
        notes.note(1, new Noted(3));
        notes.note(1, new Noted(1));
        assertThat(notes.of(1)).isEqualTo(new Noted(3));
        assertThat(table).isEmpty();
        notes.store();
        assertThat(table).containsExactly(Map.entry(1, new Noted(3)));
        assertThat(notes.of(1)).isNull();
    }

    @Test
    void what_is_noted_while_it_is_stored_is_not_lost() throws InterruptedException {
        Notes<Integer, Noted> notes = notes(100);
        AtomicInteger number = new AtomicInteger();
        CountDownLatch ready = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            threads.add(Thread.startVirtualThread(() -> {
                ready.countDown();
                for (int n = 0; n < EACH; n++) {
                    int next = number.incrementAndGet();
                    notes.note(next % KEYS, new Noted(next));
                    assertSeen(notes, next);
                }
            }));
        }
        ready.await();
        while (threads.stream().anyMatch(Thread::isAlive)) {
            notes.store();
        }
        notes.close();
        int last = number.get();
        assertThat(last).isEqualTo(3 * EACH);
        for (int n = last; n > last - KEYS; n--) {
            assertThat(table).containsEntry(n % KEYS, new Noted(n));
        }
    }

    /// Reads the memory first and then the table. A reader never sees less than the last note.
    private void assertSeen(Notes<Integer, Noted> notes, int number) {
        Noted seen = notes.of(number % KEYS);
        if (seen == null) {
            seen = table.get(number % KEYS);
        }
        if (seen == null || seen.number < number) {
            throw new AssertionError(number + " was noted, and " + seen + " is told");
        }
    }

    @Test
    void many_notes_are_stored_early_and_the_memory_is_bounded() throws InterruptedException {
        CountDownLatch stored = new CountDownLatch(1);
        Notes<Integer, Noted> notes = new Notes<>(store, "Notes", 10, (_, key, note) -> {
            table.put(key, note);
            stored.countDown();
        });
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch blocking = new CountDownLatch(1);
        Thread busy = Thread.startVirtualThread(() -> store.write(_ -> {
            blocking.countDown();
            try {
                blocked.await();
            } catch (InterruptedException impossible) {
                throw new AssertionError(impossible);
            }
            return busyAnswer();
        }));
        blocking.await();
        for (int key = 0; key < 20; key++) {
            notes.note(key, new Noted(key));
        }
        assertThat(notes.of(9)).isNotNull();
        assertThat(notes.of(10)).isNull();
        blocked.countDown();
        busy.join();
        stored.await();
    }

    private static String busyAnswer() {
        return "";
    }
}
