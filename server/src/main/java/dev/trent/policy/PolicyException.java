package dev.trent.policy;

/// A document that is no valid policy; the message is AWS's own wording where it is known.
///
/// The calling room turns it into `MalformedPolicyDocument` (IAM, STS) or `MalformedPolicyDocumentException`
/// (KMS). It carries no stack trace: it is an answer, not an accident.
public final class PolicyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PolicyException(String message) {
        super(message, null, false, false);
    }
}
