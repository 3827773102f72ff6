package dev.trent.aws;

import org.jspecify.annotations.Nullable;

/// A refusal in AWS's own words; made by [AwsError#because(String)] or [AwsError#withoutMessage()].
///
/// It carries no stack trace: it is an answer, not an accident. The text never holds a plaintext, a key, a
/// signature or a token.
public final class AwsException extends RuntimeException {
    /// The greatest length of a text, in characters; a longer one is cut.
    ///
    /// Many texts repeat what the caller wrote, and the answer, its audit record and the log hold them again.
    public static final int MESSAGE_CHARACTERS_MAX = 4096;

    private static final long serialVersionUID = 1L;

    private final AwsError error;
    private final @Nullable String denialId;

    AwsException(AwsError error, @Nullable String message, @Nullable String denialId) {
        super(message == null ? null : Cut.to(message, MESSAGE_CHARACTERS_MAX), null, false, false);
        this.error = error;
        this.denialId = denialId;
    }

    /// Returns the same refusal with the id under which its explanation is kept.
    public AwsException explainedAs(String id) {
        return new AwsException(error, getMessage(), id);
    }

    /// Returns which refusal this is.
    public AwsError error() {
        return error;
    }

    /// Returns the id under which the explanation of a denial is kept; null for every other refusal.
    public @Nullable String denialId() {
        return denialId;
    }
}
