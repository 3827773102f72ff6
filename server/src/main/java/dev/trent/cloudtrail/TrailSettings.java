package dev.trent.cloudtrail;

import static dev.trent.aws.AwsError.INVALID_PARAMETER_COMBINATION;
import static dev.trent.aws.AwsError.INVALID_S3_BUCKET_NAME;
import static dev.trent.aws.AwsError.INVALID_S3_PREFIX;
import static dev.trent.aws.AwsError.UNSUPPORTED_OPERATION;

import dev.trent.delivery.Trail;
import org.jspecify.annotations.Nullable;

/// What CreateTrail and UpdateTrail set alike.
interface TrailSettings {
    /// The bucket.
    @Nullable
    String s3BucketName();

    /// What the names of files begin with.
    @Nullable
    String s3KeyPrefix();

    /// Of the features that Trent has not.
    @Nullable
    String snsTopicName();

    /// Of the features that Trent has not.
    @Nullable
    String cloudWatchLogsLogGroupArn();

    /// Of the features that Trent has not.
    @Nullable
    String cloudWatchLogsRoleArn();

    /// Of the features that Trent has not.
    @Nullable
    String kmsKeyId();

    /// Of the features that Trent has not.
    @Nullable
    Boolean isOrganizationTrail();

    /// Refuses the features that Trent has not, and names that nothing can have.
    ///
    /// Errors: UnsupportedOperationException, InvalidS3BucketNameException, InvalidS3PrefixException.
    default void check() {
        refuse(isSet(snsTopicName()), "SnsTopicName");
        refuse(isSet(cloudWatchLogsLogGroupArn()), "CloudWatchLogsLogGroupArn");
        refuse(isSet(cloudWatchLogsRoleArn()), "CloudWatchLogsRoleArn");
        refuse(isSet(kmsKeyId()), "KmsKeyId");
        refuse(Boolean.TRUE.equals(isOrganizationTrail()), "IsOrganizationTrail");
        String bucket = s3BucketName();
        if (bucket != null && !Trail.Place.isBucket(bucket)) {
            throw INVALID_S3_BUCKET_NAME.because("Bucket name " + TrailNames.quoted(bucket)
                    + " is not valid: it has 3 to 63 lowercase letters, numbers, periods and hyphens, and is not the"
                    + " name of a page of this server.");
        }
        String prefix = s3KeyPrefix();
        if (prefix != null && isSet(prefix) && !Trail.Place.isPrefix(prefix)) {
            throw INVALID_S3_PREFIX.because("S3 prefix " + TrailNames.quoted(prefix)
                    + " is not valid: its parts, between slashes, have letters, numbers and !-_.*'(), none is empty or"
                    + " called AWSLogs, and it has at most 200 characters.");
        }
    }

    private static boolean isSet(@Nullable String text) {
        return text != null && !text.isEmpty();
    }

    private static void refuse(boolean asked, String member) {
        if (asked) {
            throw UNSUPPORTED_OPERATION.because(member + " is not supported by Trent.");
        }
    }

    /// Returns the place with the settings of this request in the place of earlier ones. An empty prefix is none.
    default Trail.Place place(String bucketBefore, @Nullable String prefixBefore) {
        String bucket = s3BucketName();
        String prefix = s3KeyPrefix();
        String prefixNow = prefix == null ? prefixBefore : prefix;
        return new Trail.Place(
                bucket == null ? bucketBefore : bucket, prefixNow == null || prefixNow.isEmpty() ? null : prefixNow);
    }

    /// Refuses what cannot be had together. The text is AWS's.
    ///
    /// Errors: InvalidParameterCombinationException.
    static Trail.Scope checked(Trail.Scope scope) {
        if (scope.multiRegion() && !scope.globalEvents()) {
            throw INVALID_PARAMETER_COMBINATION.because("Multi-Region trail must include global service events.");
        }
        return scope;
    }
}
