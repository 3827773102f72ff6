package dev.trent.console;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trent.audit.SignInEvent;
import dev.trent.aws.Arn;
import dev.trent.aws.AwsException;
import dev.trent.aws.Call;
import dev.trent.aws.Caller;
import dev.trent.aws.Headers;
import dev.trent.aws.Partition;
import dev.trent.aws.Reply;
import dev.trent.aws.ReplyBody;
import dev.trent.gateway.Gateway;
import dev.trent.gateway.Proven;
import dev.trent.identity.ConsoleSession;
import dev.trent.identity.ConsoleSessions;
import dev.trent.identity.Directory;
import dev.trent.identity.Identity;
import dev.trent.identity.SessionTokens;
import dev.trent.identity.TemporaryKey;
import dev.trent.wire.JsonShape;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `/console/session/role`: the user of a session acts as a role, and as itself again.
///
/// The switch is a call of AssumeRole, with its rules and its record. The caller is always the user who has signed
/// in, as in AWS's console: from one role to the next is no chain.
final class RoleSwitch {
    private static final int BODY_BYTES_MAX = 16 * 1024;
    private static final Duration LIFE_MIN = Duration.ofMinutes(15);
    private static final Duration CHAINED_LIFE_MAX = Duration.ofHours(1);
    private static final int NAME_CHARACTERS_MIN = 2;
    private static final String STS = "sts";
    private static final byte[] TOKEN_BEGINS = "<SessionToken>".getBytes(US_ASCII);
    private static final byte[] TOKEN_ENDS = "</SessionToken>".getBytes(US_ASCII);
    private static final Pattern REFUSAL = Pattern.compile("<Code>([^<]*)</Code>\\s*<Message>([^<]*)</Message>");

    private final Directory directory;
    private final SessionTokens tokens;
    private final Gateway gateway;
    private final Partition partition;
    private final SignInBook book;
    private final InstantSource clock;
    private final JsonShape<RoleRequest> requests = JsonShape.of(RoleRequest.class);

    RoleSwitch(
            Directory directory,
            SessionTokens tokens,
            Gateway gateway,
            Partition partition,
            SignInBook book,
            InstantSource clock) {
        this.directory = directory;
        this.tokens = tokens;
        this.gateway = gateway;
        this.partition = partition;
        this.book = book;
        this.clock = clock;
    }

    /// Lets the session of a visit act as a role. Returns the refusal of AssumeRole, or null.
    @Nullable
    Reply switchTo(Call call, Visit visit) {
        RoleRequest request = read(call.body());
        Reply answer = gateway.handle(
                assumeRole(call, form(visit, request)),
                (_, _, _) -> new Proven(visit.user(), partition.usualRegion(), STS, visit.only()));
        byte[] body = answer.body() instanceof ReplyBody.Bytes bytes ? bytes.bytes() : new byte[0];
        try {
            if (answer.status() != 200) {
                return refusal(answer, new String(body, UTF_8));
            }
            take(call, visit, request.roleArn(), tokens.open(token(body)));
            return null;
        } finally {
            // It has a secret access key.
            answer.body().discard();
        }
    }

    private void take(Call call, Visit visit, String arn, @Nullable TemporaryKey key) {
        Caller role = key == null ? null : key.caller(directory.identities());
        if (key == null || role == null) {
            throw ConsoleRefusal.failure();
        }
        change(
                visit,
                new ConsoleSession.Role(key.content(), arn),
                List.of(book.switched(call, visit.user(), role, clock.instant())));
    }

    /// Lets the session of a visit act as its user again.
    void back(Call call, Visit visit) {
        if (visit.session().facts().role() != null) {
            Caller role = visit.acting();
            // A role whose session has ended does nothing any more, so the record names the user.
            change(visit, null, List.of(book.exited(call, role == null ? visit.user() : role, clock.instant())));
        }
    }

    private void change(Visit visit, ConsoleSession.@Nullable Role role, List<SignInEvent> events) {
        ConsoleSessions sessions = directory.consoleSessions();
        String hash = visit.session().facts().hash();
        boolean there = book.write(tx -> sessions.switchTo(tx, hash, role), is -> is ? events : List.of());
        if (!there) {
            throw ConsoleRefusal.ended("The session has ended. Sign in again.");
        }
    }

    private RoleRequest read(byte[] body) {
        if (body.length > BODY_BYTES_MAX) {
            throw ConsoleRefusal.tooLong(BODY_BYTES_MAX);
        }
        try {
            return requests.read(body);
        } catch (AwsException _) {
            throw ConsoleRefusal.unreadable("The body must be JSON with the member roleArn.");
        }
    }

    private String form(Visit visit, RoleRequest request) {
        String name = request.roleSessionName();
        Map<String, String> members = Map.of(
                "Action",
                "AssumeRole",
                "Version",
                "2011-06-15",
                "RoleArn",
                request.roleArn(),
                "RoleSessionName",
                name == null || name.isEmpty() ? name(visit.user()) : name,
                "DurationSeconds",
                Long.toString(life(visit, request.roleArn()).toSeconds()));
        return members.entrySet().stream()
                .map(member -> member.getKey() + "=" + URLEncoder.encode(member.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    /// Returns the name that the records show for the session of the role: that of the user, as in AWS's console.
    private static String name(Caller user) {
        String arn = user.arn();
        String name = user.userName() != null ? user.userName() : arn.substring(arn.lastIndexOf('/') + 1);
        if (user.type() == Caller.Type.Root) {
            return "root";
        }
        return name.length() < NAME_CHARACTERS_MIN ? "user-" + name : name;
    }

    /// As in AWS's console: as long as the role allows, and not longer than the session.
    private Duration life(Visit visit, String roleArn) {
        Instant now = clock.instant();
        Duration life = Duration.between(now, visit.session().facts().expires());
        Duration ofRole = visit.user().type() == Caller.Type.AssumedRole ? CHAINED_LIFE_MAX : lifeOfRole(roleArn);
        if (ofRole.compareTo(life) < 0) {
            life = ofRole;
        }
        return life.compareTo(LIFE_MIN) < 0 ? LIFE_MIN : life;
    }

    private Duration lifeOfRole(String roleArn) {
        Identity role = Arn.parse(roleArn).isPresent() ? directory.identities().findByArn(roleArn) : null;
        return role == null ? CHAINED_LIFE_MAX : Duration.ofSeconds(role.maxSessionSeconds());
    }

    private static Call assumeRole(Call call, String form) {
        Headers.Collector fields = new Headers.Collector();
        for (String kept : List.of("host", "user-agent", "referer")) {
            String value = call.headers().first(kept);
            if (value != null) {
                fields.add(kept, value);
            }
        }
        fields.add("content-type", "application/x-www-form-urlencoded; charset=utf-8");
        return new Call(
                "POST", "/", "", fields.headers(), form.getBytes(UTF_8), call.peer(), call.tls(), call.clientGone());
    }

    /// Reads the token out of the bytes: a text of the whole answer would be a copy of the secret, which stays.
    private static String token(byte[] body) {
        int from = place(body, TOKEN_BEGINS, 0) + TOKEN_BEGINS.length;
        int to = place(body, TOKEN_ENDS, from);
        return new String(body, from, to - from, US_ASCII);
    }

    private static int place(byte[] body, byte[] text, int from) {
        for (int i = from; i <= body.length - text.length; i++) {
            if (isAt(body, i, text)) {
                return i;
            }
        }
        throw new AssertionError("an answer of AssumeRole has no session token");
    }

    private static boolean isAt(byte[] body, int place, byte[] text) {
        for (int i = 0; i < text.length; i++) {
            if (body[place + i] != text[i]) {
                return false;
            }
        }
        return true;
    }

    private static Reply refusal(Reply answer, String xml) {
        Matcher found = REFUSAL.matcher(xml);
        String code = found.find() ? found.group(1) : "Refused";
        String message = code.equals("Refused") ? "" : plain(found.group(2));
        Reply reply = ConsoleReply.json(answer.status() < 500 ? 403 : 503, out -> {
            out.name("code").value(code);
            out.name("message").value(message);
        });
        for (Reply.Field field : answer.fields()) {
            if (field.name().equals(Reply.DENIAL_ID)) {
                reply = reply.with(field.name(), field.value());
            }
        }
        return reply;
    }

    private static String plain(String xml) {
        return xml.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#xD;", "\r")
                .replace("&amp;", "&");
    }
}
