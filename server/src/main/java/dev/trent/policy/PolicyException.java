package dev.trent.policy;

import org.jspecify.annotations.Nullable;

/// A document that is not a valid policy. The message has AWS's own wording if it is known.
///
/// AWS's words often do not say what is wrong. The culprit tells the author of the policy.
///
/// The calling room turns it into `MalformedPolicyDocument` (IAM, STS) or `MalformedPolicyDocumentException`
/// (KMS). It has no stack trace, because it is an answer to a caller and not a defect.
public final class PolicyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String culprit;

    PolicyException(String message) {
        this(message, null);
    }

    PolicyException(String message, @Nullable String culprit) {
        super(message, null, false, false);
        this.culprit = culprit;
    }

    /// Returns AWS's wording.
    public String wording() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    /// Returns the part of the document that is wrong, such as `statement 2 "Sid", condition operator
    /// "Equals"`. Null if it is the whole document.
    public @Nullable String culprit() {
        return culprit;
    }

    /// Returns the same refusal, with a culprit inside a statement.
    ///
    /// @param index the statement's place in the policy, from 0
    PolicyException in(int index, @Nullable String sid) {
        String statement = "statement " + (index + 1) + (sid == null || sid.isEmpty() ? "" : " \"" + sid + "\"");
        return new PolicyException(wording(), culprit == null ? statement : statement + ", " + culprit);
    }
}
