package dev.trent.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;

/// An access key of an account's root user, as the operator's commands print it.
record RootKey(String accessKey, String secret) {

    static final Pattern ACCESS_KEY = Pattern.compile("export AWS_ACCESS_KEY_ID=(AKIA[A-Z0-9]{16})\\s");
    private static final Pattern SECRET = Pattern.compile("export AWS_SECRET_ACCESS_KEY=([A-Za-z0-9/+]{40})(?:\\s|$)");

    /// Reads the only access key in the output of a command.
    static RootKey in(String printed) {
        return new RootKey(only(ACCESS_KEY, printed), only(SECRET, printed));
    }

    private static String only(Pattern pattern, String text) {
        var found = pattern.matcher(text).results().map(match -> match.group(1)).toList();
        assertThat(found).as("what the command printed: %s", text).hasSize(1);
        return found.getFirst();
    }
}
