package dev.trent.http;

import static dev.trent.aws.AwsError.KMS_INTERNAL;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trent.aws.AwsException;
import dev.trent.aws.Call;
import dev.trent.aws.Reply;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// From a call to a reply, whatever happens.
///
/// @param answerer answers everything but the two questions about the process's health
/// @param ready whether the process should get requests; decides `/readyz`, and must not wait
/// @param web what web pages may do
record Answers(Function<Call, Reply> answerer, BooleanSupplier ready, Web web) {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final String JSON = "application/x-amz-json-1.1";
    private static final String TEXT = "text/plain";

    /// The least HTTP status of a refusal.
    private static final int REFUSALS = 400;

    /// Returns the answer to a call; never throws.
    Answer to(Call call) {
        try {
            web.requireKnownHost(call);
            Reply health = health(call.method(), call.rawPath());
            if (health != null) {
                return new Answer(health, "", false);
            }
            String page = web.page(call);
            if (page != null && Web.asksFirst(call)) {
                return new Answer(new Reply(200, "", newRequestId(), new byte[0]), Web.sendable(page, call), false);
            }
            Reply reply = answerer.apply(call);
            return new Answer(reply, page == null ? "" : Web.readable(page), reply.status() < REFUSALS);
        } catch (AwsException refusal) {
            return new Answer(refusal(refusal), "", false);
        } catch (RuntimeException | Error broken) {
            Reply reply = refusal(KMS_INTERNAL.withoutMessage());
            // SAFE: the log gets the path at most; a call prints neither its headers nor its body.
            LOG.error("Request {} failed: {}", reply.requestId(), call, broken);
            return new Answer(reply, "", false);
        }
    }

    /// Returns the reply to a question about health; null for anything else.
    @Nullable
    Reply health(String method, String path) {
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return null;
        }
        return switch (path) {
            case "/livez" -> health(true);
            case "/readyz" -> health(ready.getAsBoolean());
            default -> null;
        };
    }

    /// Returns the reply that tells of a refusal, as AWS JSON has it.
    static Reply refusal(AwsException refusal) {
        // The messages of this room hold nothing that JSON would escape.
        String message = refusal.getMessage() == null ? "" : ",\"message\":\"" + refusal.getMessage() + "\"";
        String body = "{\"__type\":\"" + refusal.error().code() + "\"" + message + "}";
        return new Reply(refusal.error().status(), JSON, newRequestId(), body.getBytes(UTF_8));
    }

    private static Reply health(boolean well) {
        String text = well ? "ok" : "not ready";
        return new Reply(well ? 200 : 503, TEXT, newRequestId(), text.getBytes(UTF_8));
    }

    /// Names an answer that never reached the answerer; a name for logs, not a secret.
    private static String newRequestId() {
        return UUID.randomUUID().toString();
    }
}
