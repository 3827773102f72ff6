package dev.trent.console;

import dev.trent.aws.Call;
import dev.trent.aws.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The cookie of a session. No script can read it, and no request that another site begins carries it.
///
/// Over TLS its name begins with `__Host-`: the browser takes it only from this host, with TLS, and for all paths.
/// Without TLS, other servers on this machine are the same site for a browser. So there the cookie is only sent to
/// paths of the console.
final class SessionCookie {
    private static final String OVER_TLS = "__Host-trent";
    private static final String PLAIN = "trent-session";
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final String SET = "Set-Cookie";

    private SessionCookie() {}

    /// Returns the secret in the cookie of a request; null if there is none.
    ///
    /// SAFE: two cookies of this name are none. A page on another port could have set one of them.
    static @Nullable String of(Call call) {
        List<String> found = new ArrayList<>(1);
        String prefix = name(call) + "=";
        for (String field : call.headers().all("cookie")) {
            for (String each : field.split(";", -1)) {
                String cookie = each.strip();
                if (cookie.startsWith(prefix)) {
                    found.add(cookie.substring(prefix.length()));
                }
            }
        }
        return found.size() == 1 && SECRET.matcher(found.getFirst()).matches() ? found.getFirst() : null;
    }

    /// Returns a reply that gives the browser a cookie. It is gone when the browser is closed.
    static Reply set(Call call, Reply reply, String secret) {
        return reply.with(SET, name(call) + "=" + secret + attributes(call));
    }

    /// Returns a reply that takes the cookie away.
    static Reply remove(Call call, Reply reply) {
        return reply.with(SET, name(call) + "=" + attributes(call) + "; Max-Age=0");
    }

    private static String name(Call call) {
        return call.tls() == null ? PLAIN : OVER_TLS;
    }

    private static String attributes(Call call) {
        return (call.tls() == null ? "; Path=/console" : "; Path=/; Secure") + "; HttpOnly; SameSite=Strict";
    }
}
