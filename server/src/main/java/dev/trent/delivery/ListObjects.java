package dev.trent.delivery;

import dev.trent.aws.AwsError;
import dev.trent.aws.Reply;
import dev.trent.call.Invocation;
import dev.trent.call.OwnReply;
import dev.trent.call.Reading;
import dev.trent.policy.RequestContext;
import dev.trent.wire.Logged;
import dev.trent.wire.Range;
import dev.trent.wire.XmlText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Lists the files of trails in a bucket, in both versions of the operation.
///
/// Sources: [ListObjects](https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html),
/// [ListObjectsV2](https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html).
final class ListObjects implements Reading<ListObjects.Request, ListObjects.Response> {
    static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";
    static final String XML = "application/xml";

    private static final int KEYS_MAX = 1000;

    private final S3Rights rights;

    /// The request. Names of files need no encoding, so what it says of that changes nothing. Records of S3 have
    /// the names of the query.
    ///
    /// @param listType 2 for the second version of the operation, else null
    public record Request(
            @Logged String bucketName,
            @Logged @Nullable String prefix,
            @Logged @Nullable String marker,
            @Logged @Nullable String delimiter,

            @Logged(name = "max-keys") @Nullable @Range(min = 0, max = Integer.MAX_VALUE)
            Integer maxKeys,

            @Logged(name = "list-type") @Nullable String listType,
            @Nullable String continuationToken,
            @Logged(name = "start-after") @Nullable String startAfter,
            @Nullable String encodingType,
            @Nullable String fetchOwner) {

        boolean second() {
            return listType != null;
        }

        int max() {
            return maxKeys == null ? KEYS_MAX : Math.min(maxKeys, KEYS_MAX);
        }

        private TrailListing.Wanted wanted() {
            return new TrailListing.Wanted(or(prefix, ""), after(), "/".equals(delimiter), max());
        }

        private String after() {
            if (!second()) {
                return or(marker, "");
            }
            if (continuationToken == null) {
                return or(startAfter, "");
            }
            try {
                return new String(Base64.getUrlDecoder().decode(continuationToken), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException _) {
                throw AwsError.VALIDATION.because("The continuation token provided is incorrect");
            }
        }
    }

    /// The answer.
    public record Response(Request request, TrailListing listing) implements OwnReply {
        @Override
        public Reply reply(String requestId) {
            XmlText xml = new XmlText().open("ListBucketResult", NAMESPACE);
            xml.element("Name", request.bucketName()).element("Prefix", or(request.prefix, ""));
            if (request.second()) {
                int count = listing.entries().size() + listing.folders().size();
                xml.element("KeyCount", Integer.toString(count));
            } else {
                xml.element("Marker", or(request.marker, ""));
            }
            xml.element("MaxKeys", Integer.toString(request.max()));
            if (request.delimiter != null && !request.delimiter.isEmpty()) {
                xml.element("Delimiter", request.delimiter);
            }
            xml.element("IsTruncated", Boolean.toString(listing.truncated()));
            next(xml);
            listing.entries().forEach(entry -> write(xml, entry));
            for (String folder : listing.folders()) {
                xml.open("CommonPrefixes").element("Prefix", folder).close("CommonPrefixes");
            }
            return new Reply(200, XML, requestId, xml.close("ListBucketResult").bytes());
        }

        private void next(XmlText xml) {
            String last = listing.last();
            if (!listing.truncated() || last == null) {
                return;
            }
            if (request.second()) {
                xml.element(
                        "NextContinuationToken",
                        Base64.getUrlEncoder().encodeToString(last.getBytes(StandardCharsets.UTF_8)));
            } else {
                xml.element("NextMarker", last);
            }
        }

        private static void write(XmlText xml, TrailListing.Entry entry) {
            try {
                Path file = entry.file();
                long bytes = Files.size(file);
                Instant modified = TrailFolder.modified(file);
                xml.open("Contents").element("Key", entry.key());
                xml.element("LastModified", modified.toString()).element("ETag", TrailObject.tag(bytes, modified));
                xml.element("Size", Long.toString(bytes)).element("StorageClass", "STANDARD");
                xml.close("Contents");
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    ListObjects(S3Rights rights) {
        this.rights = rights;
    }

    /// Errors: AccessDenied, NoSuchBucket, InvalidArgument, ThrottlingException.
    @Override
    public Response perform(Invocation call, Request request) {
        Path bucket = rights.toBucket(call, "ListBucket", request.bucketName(), facts(request));
        if (request.delimiter != null && !request.delimiter.isEmpty() && !request.delimiter.equals("/")) {
            throw AwsError.VALIDATION.because("Trent lists by the delimiter / only.");
        }
        return new Response(request, rights.list(call, bucket, request.wanted()));
    }

    /// The condition keys of ListBucket.
    private static Consumer<RequestContext> facts(Request request) {
        return context -> {
            context.add("s3:prefix", or(request.prefix, ""));
            context.add("s3:delimiter", or(request.delimiter, ""));
            context.add("s3:max-keys", Integer.toString(request.max()));
        };
    }

    private static String or(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }
}
