package dev.trent.http;

import static dev.trent.aws.AwsError.KMS_INTERNAL;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trent.aws.Accidents;
import dev.trent.aws.AwsException;
import dev.trent.aws.Call;
import dev.trent.aws.Reply;
import dev.trent.aws.Uuids;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns every call into a reply, also after a failure.
///
/// @param refuser writes a refusal of this room in the form of the service that the call is for
/// @param ready whether the process should get requests; decides `/readyz`, and must not wait
/// @param web the rules for web pages
/// @param accidents logs unexpected failures
record Answers(BiFunction<Call, AwsException, Reply> refuser, BooleanSupplier ready, Web web, Accidents accidents) {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final String JSON = "application/x-amz-json-1.1";
    private static final String TEXT = "text/plain";

    Answers(BiFunction<Call, AwsException, Reply> refuser, BooleanSupplier ready, Web web) {
        this(refuser, ready, web, new Accidents(LOG));
    }

    /// The page for people who open the address in a browser.
    private static final String PAGE = """
            This is Trent, a key management service that speaks the API of AWS KMS, with IAM and STS beside it.

            Programs use it through the AWS CLI, boto3 and the AWS SDKs: give them this address as the endpoint,
            for example in AWS_ENDPOINT_URL. On the machine of 'trent dev', 'trent env' prints what to set.

            Whether it is well: /livez and /readyz. How it is used: README.md and docs/ in its source.
            """;

    /// The least HTTP status of a refusal.
    private static final int REFUSALS = 400;

    /// Answers a call, at once or later; never throws.
    ///
    /// @param turn begins the calls that are not answered here
    void answer(Call call, Turn turn, Consumer<Answer> send) {
        try {
            if (web.isOwnPage(call)) {
                // Everybody gets the files of a page. A page sends a POST only with what proves its user.
                boolean proves = call.method().equals("POST");
                turn.answer(call, reply -> send.accept(new Answer(reply, proves && reply.status() < REFUSALS)));
                return;
            }
            web.requireKnownHost(call);
            Reply known = isPage(call) ? new Reply(200, TEXT, Uuids.random(), PAGE.getBytes(UTF_8)) : health(call);
            if (known != null) {
                send.accept(new Answer(known, false));
                return;
            }
            String page = web.page(call);
            if (page != null && Web.asksFirst(call)) {
                send.accept(new Answer(Web.sendable(page, call), false));
                return;
            }
            turn.answer(
                    call,
                    reply -> send.accept(
                            new Answer(page == null ? reply : Web.readable(page, reply), reply.status() < REFUSALS)));
        } catch (AwsException refusal) {
            send.accept(new Answer(refused(call, refusal), false));
        } catch (RuntimeException | Error broken) {
            send.accept(new Answer(broken(call, broken), false));
        }
    }

    /// Returns the reply for a refusal, in the form of the service that the call is for; never throws.
    Reply refused(Call call, AwsException refusal) {
        try {
            return refuser.apply(call, refusal);
        } catch (RuntimeException | Error broken) {
            return broken(call, broken);
        }
    }

    private Reply broken(Call call, Throwable failure) {
        Reply reply = refusal(KMS_INTERNAL.withoutMessage());
        // SAFE: the log gets the path at most. The text of a call has neither its headers nor its body.
        accidents.defect("Request " + reply.requestId() + " failed: " + call, failure);
        return reply;
    }

    /// Logs why a connection ended, unless it is the doing of its client.
    void tell(Throwable failure) {
        boolean client =
                failure instanceof Gone || failure instanceof IOException || failure instanceof DecoderException;
        if (!client) {
            accidents.defect("A connection failed", failure);
        }
    }

    /// Returns the reply to a question about health; null for anything else.
    @Nullable
    Reply health(Call call) {
        if (!asks(call)) {
            return null;
        }
        return switch (call.rawPath()) {
            case "/livez" -> health(true);
            case "/readyz", "/health", "/healthz" -> health(ready.getAsBoolean());
            default -> null;
        };
    }

    /// Returns the reply for a refusal, in the form of AWS JSON.
    static Reply refusal(AwsException refusal) {
        // The messages of this room contain nothing that JSON must escape.
        String message = refusal.getMessage() == null ? "" : ",\"message\":\"" + refusal.getMessage() + "\"";
        String body = "{\"__type\":\"" + refusal.error().code() + "\"" + message + "}";
        return new Reply(refusal.error().status(), JSON, Uuids.random(), body.getBytes(UTF_8));
    }

    /// Returns the reply to a client that speaks plain HTTP to a TLS port.
    static Reply speaksTls() {
        String text = "This port speaks TLS: ask for https:// instead of http://.\n";
        return new Reply(400, TEXT, Uuids.random(), text.getBytes(UTF_8));
    }

    /// Returns whether a browser asks for the page for people and calls no operation.
    private static boolean isPage(Call call) {
        return asks(call)
                && call.rawPath().equals("/")
                && call.rawQuery().isEmpty()
                && call.headers().first("authorization") == null
                && call.headers().first("x-amz-target") == null;
    }

    private static boolean asks(Call call) {
        return call.method().equals("GET") || call.method().equals("HEAD");
    }

    private static Reply health(boolean well) {
        String text = well ? "ok" : "not ready";
        return new Reply(well ? 200 : 503, TEXT, Uuids.random(), text.getBytes(UTF_8));
    }
}
