package dev.trent.iam;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Policy documents as IAM answers them: percent-encoded by RFC 3986.
final class Documents {
    private Documents() {}

    static String encoded(String document) {
        return URLEncoder.encode(document, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
