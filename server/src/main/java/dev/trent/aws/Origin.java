package dev.trent.aws;

import org.jspecify.annotations.Nullable;

/// The origin of a request, from its connection and its headers.
///
/// @param address the peer's address, without a port
/// @param tls how the connection is protected; null if it is not
/// @param userAgent the User-Agent header as sent; empty if there was none
/// @param referer the Referer header as sent; empty if there was none
/// @param host the Host header as sent; empty if there was none
public record Origin(String address, @Nullable TlsFacts tls, String userAgent, String referer, String host) {
    /// The origin of a call that nobody sent, such as a simulated one.
    public static final Origin NOWHERE = new Origin("", null, "", "", "");

    /// Returns the origin of a call.
    public static Origin of(Call call) {
        return new Origin(call.peer(), call.tls(), text(call, "user-agent"), text(call, "referer"), text(call, "host"));
    }

    /// Returns whether the connection is protected by TLS.
    public boolean secure() {
        return tls != null;
    }

    private static String text(Call call, String header) {
        String value = call.headers().first(header);
        return value == null ? "" : value;
    }
}
