package dev.trent.console;

import dev.trent.aws.Call;
import dev.trent.aws.Reply;
import dev.trent.aws.Uuids;
import dev.trent.wire.JsonBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// Makes the answers below `/console`.
final class ConsoleReply {
    private static final String JSON = "application/json";
    private static final int JSON_BYTES = 512;

    /// Nothing but the console's own files may run, load or be asked. No other page may show the console in a
    /// frame, or get at its window.
    private static final List<Reply.Field> FIELDS = List.of(
            new Reply.Field(
                    "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
                            + " connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self';"
                            + " frame-ancestors 'none'"),
            new Reply.Field("X-Content-Type-Options", "nosniff"),
            new Reply.Field("Referrer-Policy", "no-referrer"),
            new Reply.Field("Cross-Origin-Opener-Policy", "same-origin"),
            new Reply.Field("Cross-Origin-Resource-Policy", "same-origin"),
            new Reply.Field(
                    "Permissions-Policy",
                    "camera=(), microphone=(), geolocation=(), clipboard-read=(), publickey-credentials-get=(self)"));

    private static final Reply.Field TLS_ONLY = new Reply.Field("Strict-Transport-Security", "max-age=31536000");

    private ConsoleReply() {}

    /// Returns a reply with the header fields that every answer below `/console` has.
    static Reply guarded(Call call, Reply reply) {
        List<Reply.Field> fields = new ArrayList<>(reply.fields());
        fields.addAll(FIELDS);
        if (call.tls() != null) {
            fields.add(TLS_ONLY);
        }
        return new Reply(reply.status(), reply.contentType(), reply.requestId(), reply.body(), fields);
    }

    /// Returns an object in JSON.
    ///
    /// @param members writes its members
    static Reply json(int status, Consumer<JsonBytes> members) {
        JsonBytes out = new JsonBytes(JSON_BYTES).beginObject();
        members.accept(out);
        out.endObject();
        return new Reply(status, JSON, Uuids.random(), Arrays.copyOf(out.array(), out.length()));
    }

    /// Returns an answer without a body.
    static Reply nothing() {
        return new Reply(204, "", Uuids.random(), new byte[0]);
    }

    /// Returns the answer to a refused request.
    static Reply refusal(ConsoleRefusal refusal) {
        int wait = refusal.retryAfterSeconds();
        Reply reply = json(refusal.status(), out -> {
            if (refusal.code() != null) {
                out.name("code").value(refusal.code());
            }
            out.name("message").value(String.valueOf(refusal.getMessage()));
            if (wait > 0) {
                out.name("retryAfterSeconds").value(wait);
            }
        });
        return wait > 0 ? reply.with("Retry-After", Integer.toString(wait)) : reply;
    }
}
