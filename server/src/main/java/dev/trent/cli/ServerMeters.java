package dev.trent.cli;

import dev.trent.audit.Allowance;
import dev.trent.audit.Cursor;
import dev.trent.audit.JournalFigures;
import dev.trent.audit.LogSize;
import dev.trent.gateway.Ending;
import dev.trent.gateway.Endpoints;
import dev.trent.gateway.Tally;
import dev.trent.http.ConnectionFigures;
import dev.trent.http.Health;
import dev.trent.http.HttpServer;
import dev.trent.http.Tls;
import dev.trent.metrics.Measure;
import dev.trent.metrics.Meters;
import dev.trent.metrics.Sampled;
import dev.trent.metrics.Spread;
import dev.trent.operator.House;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tells the meters where the numbers of a server are. docs/metrics.md lists them.
///
/// A label has few values, and no caller can add to them: no account, key, user or text of a request is ever one.
final class ServerMeters {
    private static final Duration LOOK_AT_FOLDER_EVERY = Duration.ofSeconds(30);
    private static final List<String> NONE = List.of();

    private final Meters meters;
    private final House house;

    /// The parts of a server that are not in its house.
    ///
    /// @param audit the folder of the audit log
    /// @param tls null if the server has no certificate
    record Parts(
            Path audit,
            Endpoints endpoints,
            Allowance refused,
            Health health,
            HttpServer http,
            @Nullable Tls tls) {}

    ServerMeters(Meters meters, House house) {
        this.meters = meters;
        this.house = house;
    }

    /// Adds all meters of a server.
    void add(Parts parts) {
        ofRequests(parts.endpoints);
        ofService(parts.health, parts.tls);
        ofConnections(parts.http);
        ofAudit(parts);
    }

    private void ofRequests(Endpoints endpoints) {
        List<Tally> tallies = endpoints.tallies();
        meters.counters(
                "trent_requests",
                "How many requests ended in which way; unknown: no operation of this server, or no proven caller",
                List.of("service", "operation", "outcome"),
                () -> asked(tallies).stream().flatMap(ServerMeters::endings).toList());
        meters.times(
                "trent_request_seconds",
                "How long requests took, from their last byte until their answer could leave, with the audit record",
                List.of("service", "operation"),
                () -> asked(tallies).stream()
                        .map(tally -> new Spread(List.of(tally.service(), tally.operation()), tally.nanos()))
                        .toList());
    }

    /// Operations that nobody has called are left out: there are hundreds.
    private static List<Tally> asked(List<Tally> tallies) {
        return tallies.stream().filter(Tally::any).toList();
    }

    private static Stream<Measure> endings(Tally tally) {
        return Arrays.stream(Ending.values())
                .map(ending ->
                        new Measure(List.of(tally.service(), tally.operation(), ending.word()), tally.count(ending)));
    }

    private void ofService(Health health, @Nullable Tls tls) {
        meters.flag("trent_ready", "Whether the server should get requests, as /readyz says", health::ready);
        meters.flag(
                "trent_changes_allowed",
                "Whether changes are made; they are refused while the audit log, the disk or a file is in trouble",
                () -> House.mayChange(house.journal(), house.sentry()));
        meters.flag(
                "trent_files_in_place",
                "Whether the files in use are where they were; while not, no call is answered",
                () -> house.sentry().mayAnswer());
        meters.flag(
                "trent_store_serving",
                "Whether the server is certain that it alone uses the database",
                () -> house.store().serving());
        meters.flag(
                "trent_sealed",
                "Whether the root key is not at hand",
                () -> house.vault().sealed());
        meters.gauges(
                "trent_certificate_expiry_timestamp_seconds",
                "When the TLS certificate in use ends; there is none without TLS",
                NONE,
                () -> tls == null
                        ? List.of()
                        : List.of(new Measure(NONE, tls.ends().getEpochSecond())));
    }

    private void ofConnections(HttpServer http) {
        Supplier<ConnectionFigures> figures = http::figures;
        meters.gauge(
                "trent_connections",
                "How many connections of clients are open",
                () -> figures.get().open());
        meters.gauge(
                "trent_connections_max",
                "How many connections are served at most (--connections)",
                () -> figures.get().max());
        meters.counter(
                "trent_connections_accepted",
                "How many connections were accepted",
                () -> figures.get().entered());
        meters.counter(
                "trent_connections_turned_away",
                "How many accepted connections found no place",
                () -> figures.get().turnedAway());
    }

    private void ofAudit(Parts parts) {
        Supplier<JournalFigures> figures = () -> house.journal().figures();
        meters.flag(
                "trent_audit_writable",
                "Whether the audit log can be written; while not, no result is given",
                () -> figures.get().writable());
        meters.flag(
                "trent_audit_roomy",
                "Whether there is room for the next file of the audit log; while not, changes are refused",
                () -> figures.get().roomy());
        meters.gauge(
                "trent_audit_last_seq",
                "The number of the last record on disk",
                () -> figures.get().lastSeq());
        meters.times(
                "trent_audit_flush_seconds",
                "How long the write of a batch of records took until it was on disk",
                NONE,
                () -> List.of(new Spread(NONE, figures.get().nanos())));
        meters.histograms(
                "trent_audit_batch_records",
                "How many records were written together",
                NONE,
                () -> List.of(new Spread(NONE, figures.get().batches())));
        meters.counter(
                "trent_audit_written_bytes",
                "How many bytes were written to the audit log, blanks at the end of batches included",
                () -> figures.get().bytes());
        meters.counter(
                "trent_audit_write_failures",
                "How many batches of records could not be written",
                () -> figures.get().failures());
        meters.counter(
                "trent_audit_refusals_not_recorded",
                "How many refused calls were throttled and counted in place of a record (--refused-bytes)",
                parts.refused::missedEver);
        meters.gauges(
                "trent_audit_follower_lag_records",
                "How many records a reader of the audit log is behind, such as the index",
                List.of("follower"),
                () -> house.serving().cursors().stream()
                        .map(cursor -> lag(cursor, figures.get().lastSeq()))
                        .toList());
        Sampled<LogSize> size = new Sampled<>(
                "The size of the audit log", LOOK_AT_FOLDER_EVERY, () -> sizeOf(parts.audit), System::nanoTime);
        meters.gauge(
                "trent_audit_log_bytes", "The bytes of all files of the audit log", () -> known(size, LogSize::bytes));
        meters.gauge("trent_audit_log_files", "How many files the audit log has", () -> known(size, LogSize::files));
        meters.gauge(
                "trent_audit_files_to_compress",
                "How many closed files of the audit log are not compressed yet; compression is quicker the more there"
                        + " are",
                () -> known(size, LogSize::waiting));
    }

    private static Measure lag(Cursor cursor, long lastSeq) {
        return new Measure(cursor.name(), Math.max(0, lastSeq - cursor.passedSeq()));
    }

    private static LogSize sizeOf(Path folder) {
        try {
            return LogSize.of(folder);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static <T> Number known(Sampled<T> sampled, ToDoubleFunction<T> number) {
        T latest = sampled.latest();
        return latest == null ? Double.NaN : number.applyAsDouble(latest);
    }
}
