package dev.trent.audit;

import dev.trent.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A process that makes accounts, each with its record, and dies at a given point of a given write. It prints
/// the account of each answered write.
final class DyingWriter {
    /// The point of its death: before the commit, between the commit and the log, or between the log and the
    /// outbox.
    enum Cut {
        BEFORE_COMMIT,
        BEFORE_LOG,
        BEFORE_OUTBOX
    }

    private static final int WRITERS = 4;

    private DyingWriter() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Cut cut = Cut.valueOf(arguments[1]);
        AtomicInteger left = new AtomicInteger(Integer.parseInt(arguments[2]));
        Store store = Store.open(url(folder));
        Journal journal = Journal.open(folder.resolve("audit"), InstantSource.system());
        Ledger ledger = new Ledger(store, journal, InstantSource.system(), step -> {
            Cut here = step == Ledger.Step.COMMITTED ? Cut.BEFORE_LOG : Cut.BEFORE_OUTBOX;
            dieAt(here, cut, left);
        });
        ledger.deliver();
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            for (int i = 0; i < WRITERS; i++) {
                writers.execute(() -> {
                    while (true) {
                        System.out.println(write(ledger, cut, left));
                    }
                });
            }
        }
    }

    static String url(Path folder) {
        return "jdbc:sqlite:" + folder.resolve("trent.db");
    }

    private static String write(Ledger ledger, Cut cut, AtomicInteger left) {
        String account = UUID.randomUUID().toString();
        return ledger.write(
                tx -> {
                    tx.run("INSERT INTO account (account_id, created_ms) VALUES (?, ?)", account, 0L);
                    return account;
                },
                made -> {
                    dieAt(Cut.BEFORE_COMMIT, cut, left);
                    return line(made);
                });
    }

    static Line line(String account) {
        return new Line(account, ("{\"account\":\"" + account + "\"}\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void dieAt(Cut here, Cut cut, AtomicInteger left) {
        if (here == cut && left.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(137);
        }
    }
}
