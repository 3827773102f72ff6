package dev.trent.delivery;

import dev.trent.aws.Reply;
import dev.trent.call.Invocation;
import dev.trent.call.OwnReply;
import dev.trent.call.Reading;
import dev.trent.wire.Logged;
import dev.trent.wire.XmlText;

/// Tells the Region of a bucket of trails.
///
/// Source: [GetBucketLocation](https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html).
final class GetBucketLocation implements Reading<GetBucketLocation.Request, GetBucketLocation.Response> {
    /// The Region that S3 does not name.
    private static final String UNNAMED = "us-east-1";

    private final S3Rights rights;

    /// The request.
    public record Request(@Logged String bucketName) {}

    /// The answer.
    public record Response(String region) implements OwnReply {
        @Override
        public Reply reply(String requestId) {
            XmlText xml = new XmlText().open("LocationConstraint", ListObjects.NAMESPACE);
            xml.content(region.equals(UNNAMED) ? "" : region).close("LocationConstraint");
            return new Reply(200, ListObjects.XML, requestId, xml.bytes());
        }
    }

    GetBucketLocation(S3Rights rights) {
        this.rights = rights;
    }

    /// Errors: AccessDenied, NoSuchBucket.
    @Override
    public Response perform(Invocation call, Request request) {
        var _ = rights.toBucket(call, "GetBucketLocation", request.bucketName(), _ -> {});
        return new Response(rights.region(call, request.bucketName()));
    }
}
