package dev.trent.cli;

import dev.trent.chores.Chores;
import dev.trent.console.HealthLine;
import dev.trent.console.HealthLine.State;
import dev.trent.http.Tls;
import dev.trent.metrics.Sampled;
import dev.trent.operator.House;
import dev.trent.store.Due;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Tells the console's page of health how the server is doing.
///
/// Every user who has signed in may ask, so it tells nothing of an account, of a key or of a file.
final class ConsoleHealth implements Supplier<List<HealthLine>> {
    private static final String STORAGE = "storage";
    private static final String JOURNAL = "journal";
    private static final String CHORES = "chores";
    private static final String TRAILS = "trails";
    private static final String TLS = "tls";
    private static final Duration ASKED_EVERY = Duration.ofSeconds(5);
    private static final Duration LATE = Duration.ofMinutes(10);
    private static final Duration ENDS_SOON = Duration.ofDays(30);
    private static final long MEBIBYTE = 1 << 20;
    private static final long GIBIBYTE = 1 << 30;

    private final House house;
    private final Chores chores;
    private final @Nullable Tls tls;
    private final InstantSource real;
    private final Sampled<Stored> stored;

    /// What only the database can tell.
    private record Stored(boolean reachable, Due.@Nullable Overdue due) {}

    /// @param tls null without a certificate
    /// @param real the clock of the machine
    ConsoleHealth(House house, Chores chores, @Nullable Tls tls, InstantSource real) {
        this.house = house;
        this.chores = chores;
        this.tls = tls;
        this.real = real;
        this.stored = new Sampled<>("The health of the database", ASKED_EVERY, this::stored, System::nanoTime);
    }

    @Override
    public List<HealthLine> get() {
        Stored now = stored.latest();
        return List.of(seal(), storage(now), journal(), chores(now), trails(), tls(), version(), clock());
    }

    private Stored stored() {
        if (!house.store().reachable()) {
            return new Stored(false, null);
        }
        Instant now = house.clock().instant();
        return new Stored(true, house.store().read(tx -> Due.overdue(tx, now)));
    }

    private HealthLine seal() {
        return house.sentry().mayAnswer()
                ? HealthLine.ok("seal", "The root key is loaded: keys can be used.")
                : new HealthLine(
                        "seal",
                        State.BAD,
                        "A file of the server was removed or replaced: nothing is answered. The server's log tells"
                                + " which.");
    }

    private HealthLine storage(@Nullable Stored now) {
        String free = free(house.sentry().space().freeBytes());
        if (now == null || !now.reachable) {
            return new HealthLine(STORAGE, State.BAD, "The database cannot be reached.");
        }
        return house.sentry().mayChange()
                ? HealthLine.ok(STORAGE, "The database answers; " + free + ".")
                : new HealthLine(STORAGE, State.BAD, free + ", less than the server's reserve: changes are refused.");
    }

    private static String free(long bytes) {
        return bytes < GIBIBYTE
                ? bytes / MEBIBYTE + " MiB of the disk are free"
                : String.format(Locale.ROOT, "%.1f GiB of the disk are free", (double) bytes / GIBIBYTE);
    }

    private HealthLine journal() {
        if (!house.journal().healthy()) {
            return new HealthLine(JOURNAL, State.BAD, "The audit log cannot be written: changes are refused.");
        }
        return HealthLine.ok(
                JOURNAL,
                "The audit log is written; its last record is number "
                        + house.journal().head().seq() + ".");
    }

    private HealthLine chores(@Nullable Stored now) {
        Due.Overdue due = now == null ? null : now.due;
        if (due == null) {
            return new HealthLine(CHORES, State.WARN, "It is not known what is due.");
        }
        Instant oldest = due.oldest();
        if (oldest != null && oldest.isBefore(house.clock().instant().minus(LATE))) {
            return new HealthLine(
                    CHORES,
                    State.WARN,
                    due.count() + " chores are due, such as rotations and deletions; the oldest one since "
                            + oldest.truncatedTo(ChronoUnit.SECONDS) + ".");
        }
        return HealthLine.ok(CHORES, chores.ran() + " chores have run since the start, and none is late.");
    }

    private HealthLine trails() {
        int failing = house.delivery().failing();
        return failing == 0
                ? HealthLine.ok(TRAILS, "No trail has files that cannot be written.")
                : new HealthLine(
                        TRAILS,
                        State.WARN,
                        "Trails that cannot be written: " + failing
                                + ". Their records wait. The server's log tells the reason.");
    }

    private HealthLine tls() {
        if (tls == null) {
            return HealthLine.ok(TLS, "There is no certificate: only this machine is served.");
        }
        Instant ends = tls.ends();
        Instant now = real.instant();
        String text = "The certificate " + (ends.isAfter(now) ? "ends " : "has ended ")
                + ends.truncatedTo(ChronoUnit.SECONDS) + ".";
        if (!ends.isAfter(now)) {
            return new HealthLine(TLS, State.BAD, text);
        }
        return ends.isAfter(now.plus(ENDS_SOON)) ? HealthLine.ok(TLS, text) : new HealthLine(TLS, State.WARN, text);
    }

    private static HealthLine version() {
        return HealthLine.ok(
                "version",
                "Trent " + Main.VERSION + ", Java " + Runtime.version().feature() + ".");
    }

    private HealthLine clock() {
        String time = house.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString();
        boolean moved =
                house.clock() instanceof MovableClock clock && !clock.ahead().isZero();
        return moved
                ? new HealthLine("clock", State.WARN, time + ": the clock of this development server was moved.")
                : HealthLine.ok("clock", time + ".");
    }
}
