package dev.trent.http;

import static dev.trent.aws.AwsError.ACCESS_DENIED;

import dev.trent.aws.Call;
import dev.trent.aws.Headers;
import dev.trent.aws.Reply;
import dev.trent.aws.Uuids;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What web pages may do with this server through the browsers of their visitors. A page may do nothing unless
/// it is named in the settings.
///
/// A browser sends requests for any page to any address, also to an address that only its own machine can
/// reach. It sends some of them without asking the server first: a link, an image, a form. Two header fields
/// tell it: `Origin` names the page of a request with CORS and of every POST, and `Sec-Fetch-Site` says how the
/// page is related to this server. Programs send neither. So a request with one of them is served only for a
/// named page or a page of this server. "Same site" is foreign: it is any page on another port of this machine.
/// "None" is foreign too: a link in a mail gives it.
///
/// A page can also give its own name this machine's address (DNS rebinding). For the browser it is then this
/// server's own page, but the `Host` field still has the page's name. So a server that lets in everybody on its
/// machine serves only names that nobody else can own.
public final class Web {
    private static final String METHODS = "POST, GET, HEAD";
    private static final String EXPOSED = "Date, x-amzn-RequestId, x-trent-denial-id";

    /// How long a browser may remember the permission, in seconds.
    private static final int PERMISSION_SECONDS = 600;

    private final boolean loopbackOnly;
    private final Set<String> hosts;
    private final Set<String> origins;
    private final Predicate<String> pages;

    private Web(boolean loopbackOnly, Collection<String> hosts, Collection<String> origins, Predicate<String> pages) {
        this.loopbackOnly = loopbackOnly;
        this.hosts = Set.copyOf(hosts);
        this.origins = Set.copyOf(origins);
        this.pages = pages;
    }

    /// Returns the rules of a server that accepts any host name.
    ///
    /// @param origins the pages that may use it, such as `https://app.example`
    /// @throws IllegalArgumentException if one of them is not an origin
    public static Web open(Collection<String> origins) {
        return new Web(false, List.of(), checked(origins), _ -> false);
    }

    /// Returns the rules of a server that lets in everybody on its machine.
    ///
    /// @param hosts further host names that clients may use, without ports
    /// @param origins the pages that may use it
    /// @throws IllegalArgumentException if a text is not an origin
    public static Web loopback(Collection<String> hosts, Collection<String> origins) {
        return new Web(true, hosts.stream().map(Hosts::lowerCase).toList(), checked(origins), _ -> false);
    }

    /// Returns these rules for a server that has pages of its own. The answerer of the pages has its own rules
    /// for hosts and origins.
    ///
    /// @param paths whether a path, undecoded, is one of the pages
    public Web withPages(Predicate<String> paths) {
        return new Web(loopbackOnly, hosts, origins, paths);
    }

    /// Returns whether a request is for a page of this server, or comes from such a page.
    boolean isOwnPage(Call call) {
        return pages.test(call.rawPath());
    }

    /// Refuses a request for a host name that is not this machine's, if the rules require it.
    void requireKnownHost(Call call) {
        String host = call.headers().first("host");
        // No browser leaves it out.
        if (!loopbackOnly || host == null) {
            return;
        }
        String name = Hosts.lowerCase(Hosts.withoutPort(host));
        if (!Hosts.isThisMachine(name) && !hosts.contains(name)) {
            throw ACCESS_DENIED.because("The host '" + name + "' is not this machine. Ask for localhost or 127.0.0.1,"
                    + " or name the host with --allow-host.");
        }
    }

    /// Returns the named page that a request comes from; null for a request of a program.
    ///
    /// AccessDenied for every other page.
    @Nullable
    String page(Call call) {
        Headers headers = call.headers();
        String origin = headers.first("origin");
        if (origin != null && headers.count("origin") == 1) {
            if (origins.contains(origin)) {
                return origin;
            }
            if (isOwn(origin, call)) {
                return null;
            }
        }
        if (origin != null || isForeign(headers) || isOldBrowser(call)) {
            throw ACCESS_DENIED.because("Web pages are not served, unless --allow-origin names theirs.");
        }
        return null;
    }

    /// Returns whether a browser asks which requests a named page may send.
    static boolean asksFirst(Call call) {
        return call.method().equals("OPTIONS") && call.headers().first("access-control-request-method") != null;
    }

    /// Returns the reply with the header fields that let a page read it.
    static Reply readable(String page, Reply reply) {
        return reply.with("Access-Control-Allow-Origin", page)
                .with("Vary", "Origin")
                .with("Access-Control-Expose-Headers", EXPOSED);
    }

    /// Returns the reply that lets a page send the header fields of AWS's clients.
    static Reply sendable(String page, Call call) {
        String wanted = call.headers().first("access-control-request-headers");
        StringBuilder allowed = new StringBuilder("authorization, content-type");
        for (String name : Hosts.lowerCase(wanted == null ? "" : wanted).split(",", -1)) {
            String each = name.strip();
            if (isOfAws(each)) {
                allowed.append(", ").append(each);
            }
        }
        Reply reply = new Reply(200, "", Uuids.random(), new byte[0])
                .with("Access-Control-Allow-Origin", page)
                .with("Vary", "Origin")
                .with("Access-Control-Allow-Methods", METHODS)
                .with("Access-Control-Allow-Headers", allowed.toString())
                .with("Access-Control-Max-Age", Integer.toString(PERMISSION_SECONDS));
        return call.headers().first("access-control-request-private-network") == null
                ? reply
                : reply.with("Access-Control-Allow-Private-Network", "true");
    }

    private static boolean isOfAws(String name) {
        if (!name.startsWith("x-amz-") && !name.startsWith("amz-sdk-")) {
            return name.equals("accept") || name.equals("cache-control");
        }
        return name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
    }

    private static boolean isOwn(String origin, Call call) {
        String scheme = call.tls() == null ? "http://" : "https://";
        return origin.equals(scheme + call.headers().first("host"));
    }

    // SAFE: Node's fetch sends the mode "cors" for a program, and nothing else; a browser always sends the site too.
    private static boolean isForeign(Headers headers) {
        return headers.first("sec-fetch-site") != null
                ? !headers.hasOnly("sec-fetch-site", "same-origin")
                : !headers.hasOnly("sec-fetch-mode", "cors");
    }

    /// Browsers that do not send the origin of a request still send their name.
    ///
    /// Without Origin, they send only a GET. It may have a signature in its query: if the secret is well known,
    /// any page could have made that signature.
    private boolean isOldBrowser(Call call) {
        String agent = call.headers().first("user-agent");
        return loopbackOnly
                && !call.rawQuery().isEmpty()
                && agent != null
                && agent.startsWith("Mozilla/")
                && call.headers().count("sec-fetch-site") == 0;
    }

    private static Collection<String> checked(Collection<String> origins) {
        for (String origin : origins) {
            if (!Hosts.isOrigin(origin)) {
                throw new IllegalArgumentException("'" + origin + "' is not the origin of a page: it has a scheme and a"
                        + " host, perhaps a port, and no path, as in https://app.example or http://localhost:3000.");
            }
        }
        return origins;
    }
}
