package dev.trent.audit;

import dev.trent.aws.Caller;
import dev.trent.aws.Origin;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What somebody has done, or has tried, at the sign-in of the console.
///
/// @param name the event, such as `ConsoleLogin`
/// @param region the partition's default Region
/// @param success whether it was done; else the proof was wrong
/// @param details members of CloudTrail's `additionalEventData`; never a secret
public record SignInEvent(
        String name,
        Who who,
        String region,
        Instant time,
        Origin origin,
        boolean success,
        SortedMap<String, String> details) {
    /// CloudTrail's text instead of a user name that does not exist. People type passwords into the wrong field.
    public static final String HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS";

    /// Copies the details.
    public SignInEvent {
        details = new TreeMap<>(details);
    }

    /// Who it is, or who somebody says it is.
    ///
    /// @param principalId null for a user that does not exist
    /// @param arn null for a user that is not proven
    /// @param accessKeyId empty if it has nothing to do with an access key; null if CloudTrail leaves it out
    public record Who(
            Caller.Type type,
            @Nullable String principalId,
            @Nullable String arn,
            String account,
            @Nullable String accessKeyId,
            @Nullable String userName) {
        /// Returns a caller that is proven.
        ///
        /// @param accessKeyId the long-term access key that proved it; null for other ways
        public static Who proven(Caller caller, @Nullable String accessKeyId) {
            boolean root = caller.type() == Caller.Type.Root;
            return new Who(
                    caller.type(),
                    caller.principalId(),
                    caller.arn(),
                    caller.account(),
                    accessKeyId == null && root ? "" : accessKeyId,
                    caller.userName());
        }

        /// Returns a user that exists, and that somebody has not proven to be.
        ///
        /// @param accessKeyId the access key that was named; empty for other ways
        public static Who claimed(Caller caller, String accessKeyId) {
            boolean user = caller.type() == Caller.Type.IAMUser;
            return new Who(
                    caller.type(),
                    caller.principalId(),
                    user ? null : caller.arn(),
                    caller.account(),
                    accessKeyId,
                    caller.userName());
        }

        /// Returns a user that does not exist, in an account that does.
        public static Who unknown(String account) {
            return new Who(Caller.Type.IAMUser, null, null, account, "", HIDDEN);
        }
    }
}
