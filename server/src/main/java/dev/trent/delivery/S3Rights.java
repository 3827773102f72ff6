package dev.trent.delivery;

import dev.trent.access.Access;
import dev.trent.aws.Action;
import dev.trent.aws.Arn;
import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.call.Invocation;
import dev.trent.policy.RequestContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;

/// Checks the rights to the buckets and files of trails. A caller sees the files of its own account alone, whatever
/// its policies say; those of others, and their buckets, are as if they were not there.
final class S3Rights {
    /// The form of `Last-Modified`.
    static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /// A client that lists all files gets as many pages per second as this, each with 1,000 files.
    private static final int WALKS_PER_SECOND = 20;

    private final Access access;
    private final TrailFolder folder;
    private final Trails trails;
    private final WalkRate walks = new WalkRate(WALKS_PER_SECOND, System::nanoTime);

    S3Rights(Access access, TrailFolder folder, Trails trails) {
        this.access = access;
        this.folder = folder;
        this.trails = trails;
    }

    /// Returns the folder of a bucket, which need not be there.
    ///
    /// Errors: AccessDenied, NoSuchBucket, ThrottlingException.
    Path toBucket(Invocation call, String action, String bucket, Consumer<RequestContext> facts) {
        Arn arn = arn(call, bucket);
        call.touches(arn);
        access.permit(call, new Action("s3", action), arn.toString(), facts);
        Path path = folder.bucket(bucket);
        if (path == null || !isOwn(call, bucket, path)) {
            throw noBucket();
        }
        return path;
    }

    /// Returns a file.
    ///
    /// Errors: AccessDenied, NoSuchKey, NoSuchBucket, ThrottlingException.
    Path toObject(Invocation call, String bucket, String key) {
        Arn arn = arn(call, bucket + "/" + key);
        call.touches(arn);
        call.touches(arn(call, bucket));
        access.permit(call, new Action("s3", "GetObject"), arn.toString(), _ -> {});
        Path file = folder.find(call.caller().account(), bucket, key);
        if (file == null) {
            Path path = folder.bucket(bucket);
            throw path != null && isOwn(call, bucket, path)
                    ? AwsError.NO_SUCH_KEY.because("The specified key does not exist.")
                    : noBucket();
        }
        return file;
    }

    private static Arn arn(Invocation call, String resource) {
        return new Arn(call.partition().id(), "s3", "", "", resource);
    }

    private boolean isOwn(Invocation call, String bucket, Path path) {
        String account = call.caller().account();
        if (trails.list(account).stream()
                .anyMatch(trail -> trail.place().bucket().equals(bucket))) {
            return true;
        }
        walks.admit(account);
        try {
            return !TrailListing.roots(path, account).isEmpty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Lists files.
    ///
    /// Errors: ThrottlingException.
    TrailListing list(Invocation call, Path bucket, TrailListing.Wanted wanted) {
        String account = call.caller().account();
        walks.admit(account);
        try {
            return TrailListing.of(bucket, account, wanted);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Returns the Region of a bucket: that of a trail of the account that delivers there, else the usual one.
    String region(Invocation call, String bucket) {
        return trails.list(call.caller().account()).stream()
                .filter(trail -> trail.place().bucket().equals(bucket))
                .map(Trail::region)
                .findFirst()
                .orElse(call.partition().usualRegion());
    }

    private static AwsException noBucket() {
        return AwsError.NO_SUCH_BUCKET.because("The specified bucket does not exist");
    }
}
