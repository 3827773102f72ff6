package dev.trent.console;

import dev.trent.audit.Incidents;
import dev.trent.aws.Accidents;
import dev.trent.aws.Answerer;
import dev.trent.aws.AwsException;
import dev.trent.aws.Call;
import dev.trent.aws.Loop;
import dev.trent.aws.Reply;
import dev.trent.aws.Uuids;
import dev.trent.crypto.Engine;
import dev.trent.gateway.Gateway;
import dev.trent.gateway.Recorder;
import dev.trent.identity.ConsoleLogins;
import dev.trent.identity.Directory;
import dev.trent.identity.SessionTokens;
import dev.trent.sigv4.CredentialFinder;
import dev.trent.store.ForgedRowException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers everything below `/console`: the files of the page, its sessions, and its calls of the API.
///
/// The browser has a cookie that no script can read, and no access key. The server acts as the user
/// (`docs/adr/0039-the-console-has-sessions.md`).
public final class Console {
    private static final Logger LOG = LoggerFactory.getLogger(Console.class);
    private static final String PATH = "/console";

    /// The field with the time that the pages show as now. Date does not move with the clock of `trent dev`.
    private static final String TIME = "x-trent-time";
    private static final String API = "api/";
    private static final String SESSION = "session";
    private static final String ROLE = SESSION + "/role";
    private static final String SESSIONS = "sessions";
    private static final String HEALTH = "health";
    private static final String ONE_SESSION = SESSIONS + "/";

    private final Doorkeeper door;
    private final StaticPages pages;
    private final SessionRoutes sessions;
    private final ApiRoute api;
    private final Visitors visitors;
    private final Supplier<List<HealthLine>> health;
    private final BooleanSupplier serving;
    private final BooleanSupplier mayChange;
    private final Incidents incidents;
    private final InstantSource clock;
    private final Accidents accidents = new Accidents(LOG);

    /// The rooms below the console.
    ///
    /// @param credentials finds the secrets of access keys, as for signatures
    /// @param admit gets the account of each user who signs in
    /// @param nanos a clock that never goes back
    /// @param health tells how the parts of the server are doing
    /// @param serving whether the facts that this server remembers are certain; as for [dev.trent.gateway.Gate]
    /// @param mayChange whether changes are made now
    public record Below(
            Directory directory,
            SessionTokens tokens,
            CredentialFinder credentials,
            ConsoleLogins logins,
            Consumer<String> admit,
            Gateway gateway,
            Recorder recorder,
            Incidents incidents,
            InstantSource clock,
            LongSupplier nanos,
            Supplier<List<HealthLine>> health,
            BooleanSupplier serving,
            BooleanSupplier mayChange) {}

    private Console(ConsoleSettings settings, Below below, SessionSecrets secrets, StaticPages pages) {
        this.visitors = new Visitors(below.directory, secrets, below.credentials, below.clock, settings.idle());
        OwnContent own = new OwnContent(below.tokens, below.directory.sessionEnds());
        KeySignIn keys = new KeySignIn(below.credentials, below.admit, below.tokens, own);
        LinkSignIn links = new LinkSignIn(below.directory.consoleLinks(), own, settings.partition());
        SignInBook book = new SignInBook(below.recorder, below.directory, settings.partition());
        SignIn signIn = new SignIn(
                keys,
                new PasswordSignIn(below.logins, below.directory, below.admit, own),
                links,
                below.directory.consoleSessions(),
                secrets,
                new Attempts(below.nanos),
                book,
                below.clock);
        this.door = new Doorkeeper(settings);
        this.pages = pages;
        RoleSwitch roles =
                new RoleSwitch(below.directory, below.tokens, below.gateway, settings.partition(), book, below.clock);
        this.sessions = new SessionRoutes(
                settings, visitors, signIn, roles, below.directory.consoleSessions(), secrets, book, below.clock);
        this.api = new ApiRoute(below.gateway, visitors, settings.partition());
        this.health = below.health;
        this.serving = below.serving;
        this.mayChange = below.mayChange;
        this.incidents = below.incidents;
        this.clock = below.clock;
    }

    /// Makes the console.
    public static Console open(ConsoleSettings settings, Below below, Engine engine) {
        return new Console(settings, below, new SessionSecrets(engine), new StaticPages(Assets.ofProgram()));
    }

    /// Returns whether a path is the console's.
    ///
    /// @param rawPath undecoded
    public static boolean has(String rawPath) {
        return rawPath.startsWith(PATH) && (rawPath.length() == PATH.length() || rawPath.charAt(PATH.length()) == '/');
    }

    /// Returns an answerer that answers the console's calls, and passes all other calls to another answerer.
    public Answerer before(Answerer others) {
        return new Answerer() {
            @Override
            public void answer(Call call, Consumer<Reply> send) {
                if (!has(call.rawPath())) {
                    others.answer(call, send);
                } else if (Loop.here()) {
                    var _ = Thread.ofVirtual().name("console").start(() -> send.accept(Console.this.answer(call)));
                } else {
                    send.accept(Console.this.answer(call));
                }
            }

            @Override
            public void flush() {
                others.flush();
            }
        };
    }

    /// Returns an answerer for a port that has nothing but the console.
    public Answerer alone() {
        return before((call, send) -> send.accept(ConsoleReply.guarded(
                call, ConsoleReply.refusal(ConsoleRefusal.missing("This port answers " + PATH + "/ alone.")))));
    }

    /// Returns a refusal that was made before the console was asked, in the console's form.
    public static Reply refusal(Call call, AwsException refusal) {
        String message = refusal.getMessage();
        return ConsoleReply.guarded(call, ConsoleReply.json(refusal.error().status(), out -> {
            out.name("code").value(refusal.error().code());
            out.name("message").value(message == null ? "" : message);
        }));
    }

    private Reply answer(Call call) {
        return ConsoleReply.guarded(call, orRefused(call, this::routed));
    }

    /// SAFE: it catches broadly. A call without an answer would hold its place for ever.
    private Reply orRefused(Call call, Function<Call, Reply> answer) {
        try {
            return answer.apply(call);
        } catch (ConsoleRefusal refusal) {
            Reply reply = ConsoleReply.refusal(refusal);
            return refusal.isWithoutSession() && SessionCookie.of(call) != null
                    ? SessionCookie.remove(call, reply)
                    : reply;
        } catch (ForgedRowException forged) {
            incidents.tell(forged);
            return ConsoleReply.refusal(ConsoleRefusal.failure());
        } catch (RuntimeException | Error broken) {
            accidents.defect("Request " + Uuids.random() + " failed: " + call, broken);
            return ConsoleReply.refusal(ConsoleRefusal.failure());
        }
    }

    private Reply routed(Call call) {
        door.requireHost(call);
        String path = call.rawPath().length() <= PATH.length() + 1
                ? ""
                : call.rawPath().substring(PATH.length() + 1);
        if (Doorkeeper.opensPage(call)) {
            return pages.answer(call, path);
        }
        door.requireOwnPage(call);
        return isOfSession(path)
                ? ofSession(call, path).with(TIME, clock.instant().toString())
                : pages.answer(call, path);
    }

    private static boolean isOfSession(String path) {
        return Set.of(SESSION, ROLE, SESSIONS, HEALTH).contains(path)
                || path.startsWith(ONE_SESSION)
                || path.startsWith(API);
    }

    private Reply ofSession(Call call, String path) {
        if (!serving.getAsBoolean()) {
            throw ConsoleRefusal.unavailable("The server has lost its database and answers nothing for now.");
        }
        if (path.startsWith(API)) {
            return api.answer(call, path);
        }
        if (path.equals(HEALTH)) {
            return health(call);
        }
        // Signing out is always possible.
        if (call.method().equals("POST") && !mayChange.getAsBoolean()) {
            throw ConsoleRefusal.unavailable("The server makes no changes for now; its log tells why.");
        }
        if (path.equals(SESSION)) {
            return sessions.own(call);
        }
        if (path.equals(ROLE)) {
            return sessions.role(call);
        }
        return sessions.all(call, path.equals(SESSIONS) ? null : path.substring(ONE_SESSION.length()));
    }

    private Reply health(Call call) {
        if (!Doorkeeper.isRead(call)) {
            throw ConsoleRefusal.method();
        }
        var _ = visitors.require(call);
        return ConsoleReply.json(
                200,
                out -> health.get().forEach(line -> {
                    out.name(line.part()).beginObject();
                    out.name("state").value(line.state().word());
                    out.name("text").value(line.text()).endObject();
                }));
    }
}
