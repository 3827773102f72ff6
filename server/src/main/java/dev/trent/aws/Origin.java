package dev.trent.aws;

/// The origin of a request, from its connection and its headers.
///
/// @param address the peer's address, without a port
/// @param secure whether the connection is protected by TLS
/// @param userAgent the User-Agent header as sent; empty if there was none
/// @param referer the Referer header as sent; empty if there was none
public record Origin(String address, boolean secure, String userAgent, String referer) {

    /// Returns the origin of a call.
    public static Origin of(Call call) {
        return new Origin(call.peer(), call.tls() != null, text(call, "user-agent"), text(call, "referer"));
    }

    private static String text(Call call, String header) {
        String value = call.headers().first(header);
        return value == null ? "" : value;
    }
}
