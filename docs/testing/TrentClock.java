// Put this file among your tests, with the package that you want. It needs Java 11 and JUnit 5 or 6, nothing else.

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.TemporalAmount;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The clock of a running {@code trent dev}, for JUnit tests that show what happens later.
 *
 * <pre>{@code
 * @ExtendWith(TrentClock.class)
 * class RotationTest {
 *     @Test
 *     void a_session_expires(TrentClock clock) {
 *         clock.advance(Period.ofYears(1));
 *         ...
 *     }
 * }
 * }</pre>
 *
 * <p>It starts no server. The address is in the environment variable TRENT_ENDPOINT, or else in
 * AWS_ENDPOINT_URL, or else it is http://127.0.0.1:4599.
 */
public final class TrentClock implements BeforeAllCallback, ParameterResolver {
    private static final Pattern NOW = Pattern.compile("\"now\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern OFFSET = Pattern.compile("\"offset\"\\s*:\\s*\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();
    private final URI address;

    /** Uses the address in the environment. */
    public TrentClock() {
        this(endpoint());
    }

    /** Uses the address of a server, such as {@code http://127.0.0.1:4599}. */
    public TrentClock(String endpoint) {
        this.address = URI.create(endpoint.replaceFirst("/+$", "") + "/_trent/clock");
    }

    private static String endpoint() {
        for (String name : new String[] {"TRENT_ENDPOINT", "AWS_ENDPOINT_URL"}) {
            String value = System.getenv(name);
            if (value != null && !value.isEmpty()) {
                return value;
            }
        }
        return "http://127.0.0.1:4599";
    }

    /** Returns the server's time. */
    public Instant now() {
        return Instant.parse(find(NOW, send(HttpRequest.newBuilder(address).GET())));
    }

    /** Returns how far the server's time is ahead of the time of this machine. */
    public Duration offset() {
        return Duration.parse(find(OFFSET, send(HttpRequest.newBuilder(address).GET())));
    }

    /**
     * Moves the server's time forward, and returns it once everything is done that became due: rotation,
     * deletion, expiry. It never goes back.
     *
     * @param amount a {@link java.time.Period} or a {@link Duration}
     */
    public Instant advance(TemporalAmount amount) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"advance\":\"" + amount + "\"}"));
        return Instant.parse(find(NOW, send(request)));
    }

    private String send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(
                        address + " answered " + response.statusCode() + ": " + response.body());
            }
            return response.body();
        } catch (ConnectException nobody) {
            throw new IllegalStateException("No 'trent dev' listens at " + address + ".", nobody);
        } catch (IOException broken) {
            throw new IllegalStateException(address + " does not answer as 'trent dev' does.", broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private String find(Pattern member, String json) {
        Matcher found = member.matcher(json);
        if (!found.find()) {
            throw new IllegalStateException(address + " does not answer as 'trent dev' does: " + json);
        }
        return found.group(1);
    }

    /** Fails the class with one clear sentence if there is no {@code trent dev}. */
    @Override
    public void beforeAll(ExtensionContext context) {
        now();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TrentClock.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return this;
    }
}
