package dev.trent.delivery;

import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.wire.Logged;

/// Gives a file of a trail out, a digest with its signature. Files are small, so it does not know of ranges.
///
/// Source: [GetObject](https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html).
final class GetObject implements Reading<GetObject.Request, TrailObject> {
    private final S3Rights rights;

    /// The request.
    public record Request(@Logged String bucketName, @Logged String key) {}

    GetObject(S3Rights rights) {
        this.rights = rights;
    }

    /// Errors: AccessDenied, NoSuchBucket, NoSuchKey.
    @Override
    public TrailObject perform(Invocation call, Request request) {
        return TrailObject.open(rights.toObject(call, request.bucketName(), request.key()));
    }
}
