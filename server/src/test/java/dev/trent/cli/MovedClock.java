package dev.trent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.audit.AuditLog;
import dev.trent.policy.Tree;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;

/// The clock of a `trent dev` that a test moves, and the events that happened in the meantime.
public final class MovedClock {
    private final URI clock;

    /// Finds the clock of a server.
    public MovedClock(URI server) {
        this.clock = server.resolve("/_trent/clock");
    }

    /// Returns the server's time.
    public Instant now() {
        String body = send(HttpRequest.newBuilder(clock).GET());
        return Instant.parse(String.valueOf(Tree.map(Tree.read(body)).get("now")));
    }

    /// Moves the time forward. Returns after everything that became due is done.
    public void advance(String by) {
        send(HttpRequest.newBuilder(clock).POST(HttpRequest.BodyPublishers.ofString("{\"advance\":\"" + by + "\"}")));
    }

    private static String send(HttpRequest.Builder request) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return answer.body();
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    /// Returns the number of audit records with an event name that are about a key.
    public long events(Path folder, String name, String key) {
        return AuditLog.records(folder.resolve("audit")).stream()
                .filter(line -> line.contains("\"eventName\":\"" + name + "\"") && line.contains(key))
                .count();
    }
}
