package dev.trent.aws;

import org.jspecify.annotations.Nullable;

/// A refusal in AWS's own words; made by [AwsError#because(String)] or [AwsError#withoutMessage()].
///
/// It carries no stack trace: it is an answer, not an accident. The text never holds a plaintext, a key, a
/// signature or a token.
public final class AwsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final AwsError error;

    AwsException(AwsError error, @Nullable String message) {
        super(message, null, false, false);
        this.error = error;
    }

    /// Returns which refusal this is.
    public AwsError error() {
        return error;
    }
}
