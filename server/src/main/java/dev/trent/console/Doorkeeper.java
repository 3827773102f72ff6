package dev.trent.console;

import dev.trent.aws.Call;
import dev.trent.aws.Fold;
import dev.trent.aws.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import java.util.regex.Pattern;

/// Lets in only requests of the console's own page. Each of its checks is enough alone against the attack that it is
/// for; a browser that does not send one of the fields is held by the others.
///
/// The `Host` field must name this server, so no page can give its own name this server's address (DNS rebinding).
/// `Origin` and `Sec-Fetch-Site` must name the console's page. The field `X-Trent-CSRF` has a value that only this
/// page knows, and no form and no foreign page can send the field.
final class Doorkeeper {
    /// The field against forged requests.
    static final String CSRF = "x-trent-csrf";

    /// Its value at the sign-in, when there is no session yet. A foreign page cannot send it either.
    static final String AT_SIGN_IN = "sign-in";

    private static final String SITE = "sec-fetch-site";
    private static final Pattern LOOPBACK = Pattern.compile("127(\\.[0-9]{1,3}){3}");
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[[0-9a-f:.]+]");
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]", "[0:0:0:0:0:0:0:1]");

    private final ConsoleSettings settings;

    Doorkeeper(ConsoleSettings settings) {
        this.settings = settings;
    }

    /// Refuses a request for another host.
    void requireHost(Call call) {
        String host = call.headers().first("host");
        if (host == null || call.headers().count("host") != 1) {
            throw ConsoleRefusal.foreign("The request names no host.");
        }
        String name = Fold.fold(withoutPort(host));
        if (!isOurs(name)) {
            throw ConsoleRefusal.foreign(
                    "The console is not served under this host name: name it with --console-host.");
        }
    }

    private boolean isOurs(String name) {
        return THIS_MACHINE.contains(name)
                || name.endsWith(".localhost")
                || LOOPBACK.matcher(name).matches()
                || settings.hosts().contains(name)
                || (settings.anyAddress() && ADDRESS.matcher(name).matches());
    }

    private static String withoutPort(String host) {
        int end = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
        return end <= 0 ? host : host.substring(0, end);
    }

    /// Refuses a request of another page.
    void requireOwnPage(Call call) {
        Headers headers = call.headers();
        String scheme = call.tls() == null ? "http://" : "https://";
        if (!headers.hasOnly("origin", scheme + headers.first("host"))) {
            throw ConsoleRefusal.foreign("The request comes from the page of another origin.");
        }
        boolean typed = isRead(call) && headers.hasOnly(SITE, "none");
        if (!typed && !headers.hasOnly(SITE, "same-origin")) {
            throw ConsoleRefusal.foreign("The request comes from the page of another site.");
        }
    }

    /// Returns whether a browser opens a page in a tab of its own. A link in a mail or in another page may do that:
    /// the page asks for everything else itself.
    static boolean opensPage(Call call) {
        Headers headers = call.headers();
        return isRead(call)
                && "navigate".equals(headers.first("sec-fetch-mode"))
                && "document".equals(headers.first("sec-fetch-dest"));
    }

    /// Returns whether a request only reads.
    static boolean isRead(Call call) {
        return call.method().equals("GET") || call.method().equals("HEAD");
    }

    /// Refuses a request without the value that only the console's page knows.
    static void requireToken(Call call, String token) {
        String given = call.headers().first(CSRF);
        // SAFE: the comparison takes a time that depends on the lengths alone.
        if (given == null
                || !MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8))) {
            throw ConsoleRefusal.foreign("The field X-Trent-CSRF is missing, or is not that of this session.");
        }
    }
}
