package dev.trent.stream;

import dev.trent.audit.LogRecord;
import dev.trent.wire.JsonBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A collector of OpenTelemetry: OTLP/HTTP with JSON. Each record is the body of a log record, as a text.
///
/// Every answer but 200 has the batch sent again. If the collector refuses the same batch a third time, its records go
/// one by one. A record that is refused then is left out, with a line in the log, if the collector takes another of
/// them: else it refuses not the record but the sender, and an audit log leaves out no record for that.
///
/// Source: OpenTelemetry Protocol Specification 1.x, "OTLP/HTTP" and "JSON Protobuf Encoding": numbers of 64 bits are
/// texts, and enumerations are numbers.
final class OtlpSink implements Sink {
    private static final Logger LOG = LoggerFactory.getLogger(OtlpSink.class);
    private static final String USUAL_PATH = "/v1/logs";
    private static final int REFUSALS_MAX = 3;
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
    private static final Duration CONNECT_MAX = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final int INFO = 9;
    private static final int BODY_BYTES = 1 << 16;
    private static final int WORDS_MAX = 300;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final URI url;
    private final Duration answerMax;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_MAX).build();

    /// The first record of the batch that was refused last, and how often it was.
    private long refusedSeq = -1;

    private int refusals;

    /// What the collector has answered.
    ///
    /// @param words the beginning of its text
    private record Answer(int status, String words) {
        /// Returns whether the same request would get the same answer.
        boolean refuses() {
            return status >= BAD_REQUEST
                    && status < SERVER_ERROR
                    && status != REQUEST_TIMEOUT
                    && status != TOO_MANY_REQUESTS;
        }

        IOException failure() {
            return new IOException("the collector has answered with the status " + status + ": " + words);
        }
    }

    /// @throws IOException with one clear sentence if the URL has another form
    OtlpSink(URI url) throws IOException {
        this(url, ANSWER_MAX);
    }

    /// @param answerMax how long a request may take, with its whole answer
    /// @throws IOException with one clear sentence if the URL has another form
    OtlpSink(URI url, Duration answerMax) throws IOException {
        boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!web || url.getHost() == null) {
            throw new IOException("--audit-otlp is a URL such as http://localhost:4318, not '" + url + "'.");
        }
        boolean bare = url.getPath() == null
                || url.getPath().isEmpty()
                || url.getPath().equals("/");
        this.answerMax = answerMax;
        this.url = bare ? url.resolve(USUAL_PATH) : url;
    }

    @Override
    public void send(List<LogRecord> records) throws IOException {
        Answer answer = post(records);
        if (answer.status == OK) {
            return;
        }
        if (!answer.refuses()) {
            throw answer.failure();
        }
        long first = records.getFirst().seq();
        refusals = first == refusedSeq ? refusals + 1 : 1;
        refusedSeq = first;
        if (refusals < REFUSALS_MAX) {
            throw answer.failure();
        }
        sendSingly(records, answer);
    }

    private void sendSingly(List<LogRecord> records, Answer ofAll) throws IOException {
        Map<Long, Answer> refused = new LinkedHashMap<>();
        for (LogRecord record : records) {
            Answer answer = post(List.of(record));
            if (answer.refuses()) {
                refused.put(record.seq(), answer);
            } else if (answer.status != OK) {
                throw answer.failure();
            }
        }
        if (refused.size() == records.size()) {
            throw ofAll.failure();
        }
        refused.forEach((seq, answer) -> LOG.error(
                "The otlp stream leaves out record {} of the audit log: the collector refuses it, status {}: {}",
                seq,
                answer.status,
                answer.words));
    }

    private Answer post(List<LogRecord> records) throws IOException {
        JsonBytes body = body(records);
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body.array(), 0, body.length()))
                .build();
        // Any length of text is read, and its beginning is kept.
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        CompletableFuture<HttpResponse<Void>> coming = http.sendAsync(
                request,
                BodyHandlers.ofByteArrayConsumer(part -> part.ifPresent(
                        bytes -> text.write(bytes, 0, Math.min(bytes.length, WORDS_MAX - text.size())))));
        int status = await(coming).statusCode();
        String words = text.toString(StandardCharsets.UTF_8);
        if (status == OK && words.contains("rejectedLogRecords")) {
            LOG.warn("The collector has rejected records of the audit log: {}", words);
        }
        return new Answer(status, words);
    }

    /// A time limit of the request itself would end with the header of its answer.
    private HttpResponse<Void> await(CompletableFuture<HttpResponse<Void>> coming) throws IOException {
        try {
            return coming.get(answerMax.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("the collector has not answered", interrupted);
        } catch (TimeoutException late) {
            throw new IOException("the collector has not answered within " + answerMax.toSeconds() + " s", late);
        } catch (ExecutionException | CancellationException failure) {
            throw new IOException("the collector cannot be reached", failure);
        } finally {
            coming.cancel(true);
        }
    }

    static JsonBytes body(List<LogRecord> records) {
        JsonBytes out = new JsonBytes(BODY_BYTES);
        out.beginObject().name("resourceLogs").beginArray().beginObject();
        out.name("resource").beginObject().name("attributes").beginArray();
        attribute(out, "service.name", "trent");
        out.endArray().endObject();
        out.name("scopeLogs").beginArray().beginObject();
        out.name("scope").beginObject().name("name").value("trent.audit").endObject();
        out.name("logRecords").beginArray();
        records.forEach(record -> write(out, record));
        out.endArray().endObject().endArray();
        out.endObject().endArray().endObject();
        return out;
    }

    private static void write(JsonBytes out, LogRecord record) {
        out.beginObject();
        out.name("timeUnixNano").value(nanos(record.member("eventTime")));
        out.name("severityNumber").value(INFO);
        out.name("severityText").value("INFO");
        out.name("body").beginObject().name("stringValue").value(record.text()).endObject();
        out.name("attributes").beginArray();
        out.beginObject().name("key").value("trent.audit.seq");
        out.name("value")
                .beginObject()
                .name("intValue")
                .value(Long.toString(record.seq()))
                .endObject();
        out.endObject();
        for (String name :
                List.of("eventName", "eventID", "eventSource", "awsRegion", "recipientAccountId", "errorCode")) {
            String value = record.member(name);
            if (value != null) {
                attribute(out, "aws.cloudtrail." + name, value);
            }
        }
        out.endArray().endObject();
    }

    private static void attribute(JsonBytes out, String key, String value) {
        out.beginObject().name("key").value(key);
        out.name("value").beginObject().name("stringValue").value(value).endObject();
        out.endObject();
    }

    /// 0 means that no time is known.
    private static String nanos(@Nullable String time) {
        try {
            return time == null ? "0" : Long.toString(Instant.parse(time).getEpochSecond() * NANOS_PER_SECOND);
        } catch (DateTimeParseException _) {
            return "0";
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
