package dev.trent.delivery;

import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.wire.Logged;

/// Tells what GetObject would, without the file.
///
/// Source: [HeadObject](https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html).
final class HeadObject implements Reading<HeadObject.Request, TrailObject> {
    private final S3Rights rights;

    /// The request.
    public record Request(@Logged String bucketName, @Logged String key) {}

    HeadObject(S3Rights rights) {
        this.rights = rights;
    }

    /// Errors: those of GetObject.
    @Override
    public TrailObject perform(Invocation call, Request request) {
        return TrailObject.open(rights.toObject(call, request.bucketName(), request.key()));
    }
}
