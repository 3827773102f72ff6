package dev.trent.console;

import dev.trent.audit.JournalException;
import dev.trent.aws.Call;
import dev.trent.aws.Reply;
import dev.trent.identity.ConsoleSession;
import dev.trent.identity.ConsoleSessions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `/console/session` and `/console/sessions`: sign in, ask who it is, sign out, list and end sessions.
final class SessionRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(SessionRoutes.class);
    private static final String OTHERS = "others=true";
    private static final String FORGET = "\"cache\", \"cookies\", \"storage\"";

    private final ConsoleSettings settings;
    private final Visitors visitors;
    private final SignIn signIn;
    private final RoleSwitch roles;
    private final ConsoleSessions sessions;
    private final SessionSecrets secrets;
    private final SignInBook book;
    private final InstantSource clock;

    SessionRoutes(
            ConsoleSettings settings,
            Visitors visitors,
            SignIn signIn,
            RoleSwitch roles,
            ConsoleSessions sessions,
            SessionSecrets secrets,
            SignInBook book,
            InstantSource clock) {
        this.settings = settings;
        this.visitors = visitors;
        this.signIn = signIn;
        this.roles = roles;
        this.sessions = sessions;
        this.secrets = secrets;
        this.book = book;
        this.clock = clock;
    }

    /// Answers `/console/session`.
    Reply own(Call call) {
        return switch (call.method()) {
            case "GET" -> known(call);
            case "POST" -> begun(call);
            case "DELETE" -> ended(call);
            default -> throw ConsoleRefusal.method();
        };
    }

    private Reply known(Call call) {
        Visit visit;
        try {
            visit = visitors.find(call);
        } catch (ConsoleRefusal ended) {
            Reply reply = ConsoleReply.json(401, out -> {
                out.name("message").value(String.valueOf(ended.getMessage()));
                out.name("signIn").beginObject();
                settings.hints().forEach((name, value) -> out.name(name).value(value));
                out.endObject();
            });
            return SessionCookie.of(call) == null ? reply : SessionCookie.remove(call, reply);
        }
        return ConsoleReply.json(200, out -> SessionJson.write(out, visit, settings));
    }

    /// Answers `/console/session/role`.
    Reply role(Call call) {
        Visit visit = visitors.require(call);
        switch (call.method()) {
            case "POST" -> {
                Reply refusal = roles.switchTo(call, visit);
                if (refusal != null) {
                    return refusal;
                }
            }
            case "DELETE" -> roles.back(call, visit);
            default -> throw ConsoleRefusal.method();
        }
        Visit changed = visitors.find(call);
        return ConsoleReply.json(200, out -> SessionJson.write(out, changed, settings));
    }

    private Reply begun(Call call) {
        Doorkeeper.requireToken(call, Doorkeeper.AT_SIGN_IN);
        String secret = signIn.begin(call);
        Visit visit = visitors.visit(secret);
        return SessionCookie.set(call, ConsoleReply.json(200, out -> SessionJson.write(out, visit, settings)), secret);
    }

    /// A session that has ended already needs no proof: there is nothing to end.
    private Reply ended(Call call) {
        String secret = SessionCookie.of(call);
        ConsoleSession session = secret == null ? null : sessions.find(secrets.hash(secret));
        if (secret != null && session != null) {
            Doorkeeper.requireToken(call, secrets.csrf(secret));
            end(call, List.of(session));
        }
        return goodbye(call);
    }

    private static Reply goodbye(Call call) {
        return SessionCookie.remove(call, ConsoleReply.nothing()).with("Clear-Site-Data", FORGET);
    }

    /// Answers `/console/sessions`, and with a handle `/console/sessions/{handle}`.
    ///
    /// @param handle null for all sessions of the user
    Reply all(Call call, @Nullable String handle) {
        Visit visit = visitors.require(call);
        ConsoleSession.Facts own = visit.session().facts();
        List<ConsoleSession> all =
                sessions.list(own.content().account(), own.principal(), clock.instant(), settings.idle());
        if (call.method().equals("GET") && handle == null) {
            return ConsoleReply.json(200, out -> SessionJson.list(out, all, own.handle()));
        }
        if (!call.method().equals("DELETE")) {
            throw ConsoleRefusal.method();
        }
        if (handle == null && !call.rawQuery().equals(OTHERS)) {
            throw ConsoleRefusal.unreadable("Only all other sessions can be ended at once: ?" + OTHERS + ".");
        }
        List<ConsoleSession> ending = all.stream()
                .filter(each -> handle == null
                        ? !each.facts().handle().equals(own.handle())
                        : each.facts().handle().equals(handle))
                .toList();
        if (handle != null && ending.isEmpty()) {
            throw ConsoleRefusal.missing("You have no such session.");
        }
        end(call, ending);
        return own.handle().equals(handle) ? goodbye(call) : ConsoleReply.nothing();
    }

    private void end(Call call, List<ConsoleSession> ending) {
        if (ending.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        try {
            int _ = book.write(
                    tx -> {
                        ending.forEach(each -> sessions.end(tx, each.facts().hash()));
                        return 0;
                    },
                    _ -> ending.stream()
                            .map(each -> book.logout(call, each, now))
                            .toList());
        } catch (JournalException late) {
            // The sessions have ended. Their records follow as soon as the log can be written.
            LOG.warn("The end of a session is not in the log yet: {}", late.getMessage());
        }
    }
}
