package dev.trent.gateway;

import dev.trent.aws.AwsException;
import org.jspecify.annotations.Nullable;

/// How a call ended, as operators count it.
public enum Ending {
    /// The call was answered, or it was a dry run that would have been.
    SUCCESS("success"),
    /// A policy or a rule denied it.
    DENIED("denied"),
    /// It came too fast, or it met a full queue.
    THROTTLED("throttled"),
    /// The request or the state of its resource is the reason: a second attempt would end in the same way.
    INVALID("invalid"),
    /// The caller could not be proven.
    UNAUTHENTICATED("unauthenticated"),
    /// The server is the reason.
    FAULT("fault");

    private final String word;

    Ending(String word) {
        this.word = word;
    }

    /// Returns its word in the meters.
    public String word() {
        return word;
    }

    /// Returns the ending of a call.
    ///
    /// @param refusal null if the call succeeded
    static Ending of(@Nullable AwsException refusal) {
        if (refusal == null) {
            return SUCCESS;
        }
        return switch (refusal.error()) {
            case DRY_RUN_OPERATION -> SUCCESS;
            case ACCESS_DENIED, NOT_AUTHORIZED -> DENIED;
            case THROTTLING -> THROTTLED;
            case KMS_INTERNAL, SERVICE_UNAVAILABLE -> FAULT;
            case MISSING_AUTHENTICATION_TOKEN,
                    INCOMPLETE_SIGNATURE,
                    INVALID_SIGNATURE,
                    REQUEST_EXPIRED,
                    UNRECOGNIZED_CLIENT,
                    EXPIRED_TOKEN -> UNAUTHENTICATED;
            // Every other error of AWS's names what is wrong with the request.
            default -> INVALID;
        };
    }
}
