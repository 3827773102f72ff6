package dev.trent.gateway;

import dev.trent.aws.Call;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The access key id that a call claims, for calls whose caller could not be proven.
final class ClaimedKey {
    /// SAFE: ids of this form alone are shown. People put secrets and passwords into wrong fields; those have
    /// other lengths, small letters or signs.
    private static final Pattern CREDENTIAL = Pattern.compile("Credential=(A(?:KIA|SIA)[A-Z2-7]{16})(?:/|%2[Ff])");

    private static final int CHARACTERS_MAX = 16 * 1024;

    private ClaimedKey() {}

    /// Returns the id in the Authorization header, or else in the query; null if there is none, or if it has
    /// not the form of one.
    static @Nullable String of(Call call) {
        String authorization = call.headers().first("authorization");
        return in(authorization != null ? authorization : call.rawQuery());
    }

    private static @Nullable String in(String text) {
        Matcher found = CREDENTIAL.matcher(text).region(0, Math.min(text.length(), CHARACTERS_MAX));
        return found.find() ? found.group(1) : null;
    }
}
