package dev.trent.lookup;

import dev.trent.audit.LogRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Compares records with a question. One thread uses it.
final class Match {
    private final EventQuery question;
    private final EventScan scan = new EventScan();
    private final byte[] account;
    private final byte[] region;
    private final byte[] value;

    Match(EventQuery question) {
        this.question = question;
        this.account = question.account().getBytes(StandardCharsets.UTF_8);
        this.region = question.region().getBytes(StandardCharsets.UTF_8);
        Attribute attribute = question.attribute();
        this.value = attribute == null ? new byte[0] : attribute.value().getBytes(StandardCharsets.UTF_8);
    }

    /// Adds the event of a record, if it is asked for.
    void addTo(List<FoundEvent> events, LogRecord record) {
        if (reads(record) && isWanted()) {
            events.add(found(record));
        }
    }

    /// Returns whether a record is one of an event.
    boolean reads(LogRecord record) {
        return scan.read(record.payload()) && scan.second() >= 0;
    }

    /// Returns the time of the record that was read last.
    Instant time() {
        return Instant.ofEpochSecond(scan.second());
    }

    private boolean isWanted() {
        Attribute attribute = question.attribute();
        long second = scan.second();
        return scan.get(EventScan.Member.RECIPIENT).is(account)
                && scan.get(EventScan.Member.REGION).is(region)
                && second >= question.fromSecond()
                && second <= question.toSecond()
                && (attribute == null || Terms.has(scan, attribute.key(), value));
    }

    private FoundEvent found(LogRecord record) {
        List<FoundEvent.Resource> resources = new ArrayList<>();
        for (int i = 0; i < scan.resources(); i++) {
            String name = scan.name(i).text();
            if (name != null) {
                resources.add(new FoundEvent.Resource(scan.type(i).text(), name));
            }
        }
        return new FoundEvent(
                new LogPlace(record.segment(), record.offset()),
                shown(EventScan.Member.EVENT_ID),
                shown(EventScan.Member.EVENT_NAME),
                shown(EventScan.Member.EVENT_SOURCE),
                time(),
                scan.get(EventScan.Member.READ_ONLY).text(),
                scan.username().text(),
                scan.get(EventScan.Member.ACCESS_KEY_ID).text(),
                principal(),
                scan.get(EventScan.Member.ADDRESS).text(),
                scan.get(EventScan.Member.ERROR_CODE).text(),
                resources,
                record.text());
    }

    /// A caller of another account has no ARN in the record of this account.
    private String principal() {
        String arn = scan.get(EventScan.Member.PRINCIPAL).text();
        if (arn != null) {
            return arn;
        }
        String id = scan.get(EventScan.Member.PRINCIPAL_ID).text();
        String account = scan.get(EventScan.Member.ACCOUNT).text();
        String invokedBy = scan.get(EventScan.Member.INVOKED_BY).text();
        if (id == null) {
            return invokedBy == null ? "" : invokedBy;
        }
        return account == null ? id : id + " of account " + account;
    }

    private String shown(EventScan.Member member) {
        String text = scan.get(member).text();
        return text == null ? "" : text;
    }
}
