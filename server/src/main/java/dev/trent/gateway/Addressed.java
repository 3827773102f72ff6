package dev.trent.gateway;

import dev.trent.aws.Call;
import org.jspecify.annotations.Nullable;

/// The service that a call is meant for, read from everything except its body. Nothing here is verified. It
/// only decides the form of a refusal.
final class Addressed {
    private Addressed() {}

    /// Returns the signing name of an AWS Query service, `iam` or `sts`; null if the call is for another.
    static @Nullable String query(Call call) {
        String authorization = call.headers().first("authorization");
        String scope = authorization == null ? call.rawQuery() : authorization;
        String host = call.headers().first("host");
        for (String service : Protocol.Query.STS_OR_IAM) {
            boolean signed = scope.contains("/" + service + "/aws4_request")
                    || scope.contains("%2F" + service + "%2Faws4_request");
            if (signed || (host != null && host.startsWith(service + "."))) {
                return service;
            }
        }
        return null;
    }

    /// Returns whether a call is signed for S3.
    static boolean s3(Call call) {
        String authorization = call.headers().first("authorization");
        return authorization == null
                ? call.rawQuery().contains("%2Fs3%2Faws4_request")
                : authorization.contains("/s3/aws4_request");
    }

    /// Returns whether the caller would rather have JSON than XML: the first of the two that it accepts.
    static boolean wantsJson(Call call) {
        for (String value : call.headers().all("accept")) {
            for (String each : value.split(",", -1)) {
                int parameters = each.indexOf(';');
                String type = (parameters < 0 ? each : each.substring(0, parameters)).strip();
                switch (type) {
                    case "application/json" -> {
                        return true;
                    }
                    case "text/xml", "application/xml" -> {
                        return false;
                    }
                    default -> {
                        // It does not decide.
                    }
                }
            }
        }
        return false;
    }
}
