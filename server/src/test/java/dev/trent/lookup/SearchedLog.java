package dev.trent.lookup;

import dev.trent.audit.Journal;
import dev.trent.wire.JsonBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A log of made-up records, and look-ups in it.
final class SearchedLog implements AutoCloseable {
    static final String ACCOUNT = "111122223333";
    static final String REGION = "eu-central-1";
    static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");

    private final Path folder;
    private Journal journal;
    private Lookup lookup;
    private int records;

    SearchedLog(Path folder) throws IOException {
        this.folder = folder;
        this.journal = Journal.open(log(), InstantSource.system());
        this.lookup = fresh();
    }

    Path log() {
        return folder.resolve("audit");
    }

    Path index() {
        return folder.resolve("index");
    }

    Path indexOf(int segment) {
        return index().resolve("%08d.index".formatted(segment));
    }

    /// Closes the segment and begins another.
    void next() throws IOException {
        journal.close();
        journal = Journal.open(log(), InstantSource.system());
        lookup = fresh();
    }

    /// Returns a finder that has read nothing yet, as after a start.
    Lookup fresh() {
        return new Lookup(log(), index(), journal, new SecureRandom(), () -> true);
    }

    Indexes indexes() {
        return new Indexes(log(), index(), journal, new SecureRandom(), () -> true);
    }

    /// Appends a record of the usual account, and returns the id of its event.
    String append(String name) {
        return append(ACCOUNT, REGION, name, "");
    }

    /// Appends a record.
    ///
    /// @param filling makes the record longer
    String append(String account, String region, String name, String filling) {
        String id = "event-" + ++records;
        JsonBytes json = record(account, region, name, id, BEGIN.plusSeconds(records), filling);
        journal.append(json.array(), json.length());
        return id;
    }

    static JsonBytes record(String account, String region, String name, String id, Instant time, String filling) {
        JsonBytes out = new JsonBytes(512).beginObject().name("eventVersion").value("1.11");
        out.name("userIdentity").beginObject().name("type").value("AssumedRole");
        out.name("principalId").value("AROA:night \"shift\" ü");
        out.name("arn").value("arn:aws:sts::" + account + ":assumed-role/app/night");
        out.name("accessKeyId").value("ASIA" + account);
        out.name("sessionContext").beginObject().name("sessionIssuer").beginObject();
        out.name("type").value("Role").name("userName").value("app").endObject().endObject();
        out.endObject();
        out.name("eventTime").value(time.toString());
        out.name("eventSource").value("kms.amazonaws.com").name("eventName").value(name);
        out.name("awsRegion").value(region).name("sourceIPAddress").value("10.0.0.1");
        out.name("requestParameters").beginObject();
        out.name("eventName").value("Forged").name("filling").value(filling).endObject();
        out.name("responseElements").nullValue();
        out.name("eventID").value(id).name("readOnly").value(true);
        out.name("resources").beginArray();
        for (String key : List.of("one", "two")) {
            out.beginObject().name("accountId").value(account).name("type").value("AWS::KMS::Key");
            out.name("ARN")
                    .value("arn:aws:kms:" + region + ":" + account + ":key/" + name + "-" + key)
                    .endObject();
        }
        out.endArray().name("recipientAccountId").value(account);
        return out.endObject().line();
    }

    static EventQuery question(@Nullable AttributeKey key, String value) {
        return new EventQuery(
                ACCOUNT, REGION, key == null ? null : new Attribute(key, value), Instant.EPOCH, Instant.MAX);
    }

    List<String> ids(@Nullable AttributeKey key, String value) {
        return ids(lookup, question(key, value));
    }

    /// Returns the ids of all events that are found, page by page.
    static List<String> ids(Lookup lookup, EventQuery question) {
        List<String> ids = new ArrayList<>();
        LogPlace at = null;
        do {
            Found found = lookup.find(question, at, 7);
            found.events().forEach(event -> ids.add(event.eventId()));
            at = found.next();
        } while (at != null);
        return ids;
    }

    @Override
    public void close() {
        try {
            journal.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
