package dev.trent.bench;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The floor: the web server that Trent stands on, reading a body and answering about as much as Encrypt does.
public final class Echo {
    private static final int ANSWER_BYTES = 420;

    private Echo() {}

    /// Listens on the loopback port given as the only argument until the process ends.
    public static void main(String[] arguments) {
        System.out.println(
                "Echo is listening on " + start(Integer.parseInt(arguments[0])).port());
    }

    static WebServer start(int port) {
        byte[] answer =
                ("{\"CiphertextBlob\":\"" + "A".repeat(ANSWER_BYTES - 21) + "\"}").getBytes(StandardCharsets.US_ASCII);
        return WebServer.builder()
                .host("127.0.0.1")
                .port(port)
                .routing(HttpRouting.builder().any((request, response) -> {
                    if (request.content().hasEntity()) {
                        drain(request.content().inputStream());
                    }
                    response.header(HeaderNames.CONTENT_TYPE, "application/x-amz-json-1.1");
                    response.send(answer);
                }))
                .build()
                .start();
    }

    private static void drain(InputStream body) {
        try (body) {
            body.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
