package dev.trent.gateway;

import dev.trent.aws.AwsError;

/// A refusal as S3 names it.
///
/// Source: Amazon S3 API Reference, "Error responses".
///
/// @param status the HTTP status
record S3Error(String code, int status) {

    /// @param reads whether the method of the call is one that reads
    static S3Error of(AwsError error, boolean reads) {
        return switch (error) {
            case MISSING_AUTHENTICATION_TOKEN, REQUEST_EXPIRED -> new S3Error("AccessDenied", 403);
            case UNRECOGNIZED_CLIENT -> new S3Error("InvalidAccessKeyId", 403);
            case EXPIRED_TOKEN -> new S3Error("ExpiredToken", 400);
            case INCOMPLETE_SIGNATURE -> new S3Error("AuthorizationHeaderMalformed", 400);
            case UNKNOWN_OPERATION -> reads ? new S3Error("NotImplemented", 501) : new S3Error("MethodNotAllowed", 405);
            case VALIDATION, SERIALIZATION -> new S3Error("InvalidArgument", 400);
            case THROTTLING -> new S3Error("SlowDown", 503);
            case KMS_INTERNAL -> new S3Error("InternalError", 500);
            default -> new S3Error(error.queryCode(), error.queryStatus());
        };
    }
}
