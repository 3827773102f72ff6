package dev.trent.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The names of fields that almost every request has. No new text is made for them.
final class FieldNames {
    private static final String[] BY_HASH = new String[256];

    static {
        List.of(
                        "accept",
                        "accept-encoding",
                        "amz-sdk-invocation-id",
                        "amz-sdk-request",
                        "authorization",
                        "connection",
                        "content-length",
                        "content-type",
                        "expect",
                        "host",
                        "transfer-encoding",
                        "user-agent",
                        "x-amz-content-sha256",
                        "x-amz-date",
                        "x-amz-security-token",
                        "x-amz-target",
                        "x-amz-user-agent")
                .forEach(name -> BY_HASH[place(name.hashCode())] = name);
    }

    private FieldNames() {}

    /// Returns the one name that may have this hash, by [String#hashCode]; the caller compares them.
    static @Nullable String known(int hash) {
        return BY_HASH[place(hash)];
    }

    private static int place(int hash) {
        return (hash ^ (hash >>> 8)) & (BY_HASH.length - 1);
    }
}
