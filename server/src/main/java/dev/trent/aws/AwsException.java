package dev.trent.aws;

import org.jspecify.annotations.Nullable;

/// A refusal in AWS's own words; made by [AwsError#because(String)] or [AwsError#withoutMessage()].
///
/// It carries no stack trace: it is an answer and not a defect. The text never holds a plaintext, a key, a
/// signature or a token.
public final class AwsException extends RuntimeException {
    /// The greatest length of a text, in characters; a longer one is cut.
    ///
    /// Many texts repeat the caller's input, and the answer, its audit record and the log contain them.
    public static final int MESSAGE_CHARACTERS_MAX = 4096;

    private static final int CULPRIT_CHARACTERS_MAX = 500;

    private static final long serialVersionUID = 1L;

    private final AwsError error;
    private final @Nullable String denialId;
    private final @Nullable String culprit;

    AwsException(AwsError error, @Nullable String message, @Nullable String denialId) {
        this(error, message, denialId, null);
    }

    private AwsException(
            AwsError error, @Nullable String message, @Nullable String denialId, @Nullable String culprit) {
        super(message == null ? null : Cut.to(message, MESSAGE_CHARACTERS_MAX), null, false, false);
        this.error = error;
        this.denialId = denialId;
        this.culprit = culprit == null ? null : Cut.to(culprit, CULPRIT_CHARACTERS_MAX);
    }

    /// Returns the same refusal with the id under which its explanation is kept.
    public AwsException explainedAs(String id) {
        return new AwsException(error, getMessage(), id, culprit);
    }

    /// Returns the same refusal with the part that is wrong, for refusals whose AWS text does not name it. The
    /// explanation and the audit record show the part; the answer does not.
    ///
    /// @param part such as `statement 2 "Sid", principal "arn:…"`; null to name nothing
    public AwsException by(@Nullable String part) {
        return new AwsException(error, getMessage(), denialId, part);
    }

    /// Returns the part of the request that is wrong. Null if the text names it, or if the whole request is
    /// wrong.
    public @Nullable String culprit() {
        return culprit;
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
