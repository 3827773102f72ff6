package dev.trent.cli;

import dev.trent.aws.AwsException;
import dev.trent.operator.Printable;
import dev.trent.wire.JsonShape;
import dev.trent.wire.WireName;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Asks a running `trent dev` for its time, and moves its clock.
final class ClockClient {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);

    /// The events of a hundred years take some time.
    private static final Duration ANSWER_MAX = Duration.ofMinutes(30);

    private static final int ANSWER_BYTES_MAX = 64 * 1024;
    private static final int SHOWN_CHARACTERS_MAX = 500;

    private final URI server;
    private final JsonShape<ClockTold> told = JsonShape.of(ClockTold.class);
    private final JsonShape<Wanted> wanted = JsonShape.of(Wanted.class);
    private final JsonShape<Refused> refused = JsonShape.of(Refused.class);

    private record Wanted(@WireName("advance") String advance) {}

    private record Refused(@WireName("message") String message) {}

    /// @param server the address of the server, without a path
    ClockClient(URI server) {
        this.server = server;
    }

    /// Returns the time of the server.
    ///
    /// @throws IOException with one clear sentence if no `trent dev` answers
    ClockTold now() throws IOException {
        HttpResponse<byte[]> answer =
                send(HttpRequest.newBuilder(server.resolve(ClockRoute.PATH)).GET());
        try {
            if (answer.statusCode() == 200) {
                return told.read(answer.body());
            }
        } catch (AwsException _) {
            // Another server answers under this path.
        }
        throw new IOException("The server on " + server + " is no 'trent dev': only the clock of 'trent dev' can be"
                + " asked and moved.");
    }

    /// Moves the clock, and returns its time after everything that became due is done.
    ///
    /// @throws IOException with one clear sentence if the server refuses
    ClockTold advance(String amount) throws IOException {
        // To another server, this request could mean something else. So ask for the time first.
        var _ = now();
        HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(server.resolve(ClockRoute.PATH))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(wanted.write(new Wanted(amount)))));
        try {
            if (answer.statusCode() == 200) {
                return told.read(answer.body());
            }
            String message = refused.read(answer.body()).message();
            throw new IOException(Printable.of(message, SHOWN_CHARACTERS_MAX));
        } catch (AwsException _) {
            throw new IOException("The server on " + server + " answered with the status " + answer.statusCode()
                    + ": its log tells why.");
        }
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException {
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT_MAX)
                .proxy(HttpClient.Builder.NO_PROXY)
                .build()) {
            return client.send(
                    request.timeout(ANSWER_MAX).build(),
                    BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_BYTES_MAX));
        } catch (ConnectException _) {
            throw new IOException("Nothing answers on " + server + ": start 'trent dev', or name it with --endpoint.");
        } catch (IOException broken) {
            throw new IOException("The server on " + server + " does not answer as 'trent dev' does.", broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("The command was interrupted.", interrupted);
        }
    }
}
