package dev.trent.console;

import dev.trent.aws.Caller;
import dev.trent.identity.ConsoleSession;
import dev.trent.wire.JsonBytes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes what the console's page is told about sessions.
final class SessionJson {
    private static final String ROLE = "role";

    private SessionJson() {}

    /// Writes the session of a request.
    static void write(JsonBytes out, Visit visit, ConsoleSettings settings) {
        ConsoleSession.Facts facts = visit.session().facts();
        Caller user = visit.user();
        out.name("csrf").value(visit.csrf());
        out.name("arn").value(user.arn());
        out.name("accountId").value(user.account());
        text(out, "userName", user.type() == Caller.Type.Root ? "root" : user.userName());
        role(out, facts.role(), visit.acting() == null);
        out.name("mfa").value(facts.mfa());
        out.name("passwordResetRequired").value(visit.passwordResetRequired());
        out.name("method").value(facts.method().word());
        time(out, "began", facts.began());
        time(out, "expires", facts.expires());
        out.name("idleSeconds").value(settings.idle().toSeconds());
        out.name("regions").beginArray();
        settings.regions().forEach(out::value);
        out.endArray();
        out.name("region").value(settings.partition().usualRegion());
        out.name("dev").value(settings.dev());
        out.name("version").value(settings.version());
    }

    private static void role(JsonBytes out, ConsoleSession.@Nullable Role role, boolean ended) {
        out.name(ROLE);
        if (role == null) {
            out.nullValue();
            return;
        }
        String arn = role.arn();
        out.beginObject().name("arn").value(arn);
        out.name("name").value(arn.substring(arn.lastIndexOf('/') + 1));
        out.name("ended").value(ended).endObject();
    }

    /// Writes the sessions of a user.
    ///
    /// @param handle the name of the session that asks
    static void list(JsonBytes out, List<ConsoleSession> sessions, String handle) {
        out.name("sessions").beginArray();
        for (ConsoleSession session : sessions) {
            ConsoleSession.Facts facts = session.facts();
            out.beginObject().name("id").value(facts.handle());
            out.name("current").value(facts.handle().equals(handle));
            time(out, "began", facts.began());
            time(out, "lastSeen", session.seen());
            time(out, "expires", facts.expires());
            out.name("sourceIp").value(facts.sourceIp());
            out.name("userAgent").value(facts.userAgent());
            text(out, ROLE, facts.role() == null ? null : facts.role().arn());
            out.endObject();
        }
        out.endArray();
    }

    private static void text(JsonBytes out, String name, @Nullable String text) {
        out.name(name);
        if (text == null) {
            out.nullValue();
        } else {
            out.value(text);
        }
    }

    private static void time(JsonBytes out, String name, Instant time) {
        out.name(name).value(time.truncatedTo(ChronoUnit.SECONDS).toString());
    }
}
