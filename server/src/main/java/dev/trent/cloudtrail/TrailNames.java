package dev.trent.cloudtrail;

import static dev.trent.aws.AwsError.CLOUD_TRAIL_ARN_INVALID;
import static dev.trent.aws.AwsError.INVALID_TRAIL_NAME;
import static dev.trent.aws.AwsError.TRAIL_NOT_FOUND;

import dev.trent.aws.Arn;
import dev.trent.aws.AwsException;
import dev.trent.call.Invocation;
import dev.trent.delivery.Trail;
import java.util.regex.Pattern;

/// What requests call a trail: its name, for one of the call's Region, or its ARN.
///
/// Source: AWS CloudTrail User Guide, "Naming requirements"; the texts are AWS's.
final class TrailNames {
    private static final int LENGTH_MIN = 3;
    private static final int LENGTH_MAX = 128;
    private static final String RESOURCE = "trail/";
    private static final Pattern CHARACTERS = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern ADJACENT = Pattern.compile("[._-]{2}");
    private static final Pattern IP_ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");

    private TrailNames() {}

    /// Returns the ARN of the trail that a request names.
    ///
    /// Errors: InvalidTrailNameException, CloudTrailARNInvalidException.
    static Arn arn(Invocation call, String named) {
        if (!named.startsWith("arn:")) {
            return Trail.arn(call.caller().account(), call.region(), checked(named));
        }
        Arn arn = Arn.parse(named)
                .filter(given -> given.service().equals("cloudtrail")
                        && call.partition().has(given)
                        && given.resource().startsWith(RESOURCE))
                .orElseThrow(() -> CLOUD_TRAIL_ARN_INVALID.because("Trail ARN " + quoted(named)
                        + " is not valid. It has the form arn:" + call.partition()
                        + ":cloudtrail:REGION:ACCOUNT:trail/NAME."));
        checked(name(arn));
        return arn;
    }

    /// Returns the name in the ARN of a trail.
    static String name(Arn arn) {
        return arn.resource().substring(RESOURCE.length());
    }

    /// Returns a name if a trail may be called so.
    ///
    /// Errors: InvalidTrailNameException.
    static String checked(String name) {
        if (name.length() < LENGTH_MIN) {
            throw INVALID_TRAIL_NAME.because("Trail name too short. Minimum allowed length: " + LENGTH_MIN
                    + " characters. Specified name length: " + name.length() + " characters.");
        }
        if (name.length() > LENGTH_MAX) {
            throw INVALID_TRAIL_NAME.because("Trail name too long. Maximum allowed length: " + LENGTH_MAX
                    + " characters. Specified name length: " + name.length() + " characters.");
        }
        if (!isEnd(name.charAt(0))) {
            throw INVALID_TRAIL_NAME.because("Trail name must starts with a letter or number.");
        }
        if (!isEnd(name.charAt(name.length() - 1))) {
            throw INVALID_TRAIL_NAME.because("Trail name must ends with a letter or number.");
        }
        if (!CHARACTERS.matcher(name).matches()) {
            throw INVALID_TRAIL_NAME.because("Trail name or ARN can only contain uppercase letters, lowercase letters,"
                    + " numbers, periods (.), hyphens (-), and underscores (_).");
        }
        if (ADJACENT.matcher(name).find()) {
            throw INVALID_TRAIL_NAME.because(
                    "Trail name must not have adjacent periods, hyphens or underscores: " + name);
        }
        if (IP_ADDRESS.matcher(name).matches()) {
            throw INVALID_TRAIL_NAME.because("Trail name must not have the form of an IP address: " + name);
        }
        return name;
    }

    private static boolean isEnd(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /// Returns the refusal of a trail that is not there.
    static AwsException missing(Invocation call, Arn arn) {
        String account = call.caller().account();
        boolean here = arn.account().equals(account) && arn.region().equals(call.region());
        return TRAIL_NOT_FOUND.because(
                "Unknown trail: " + (here ? name(arn) : arn.toString()) + " for the user: " + account);
    }

    /// Returns a value of the caller's in a form that is fit for a message.
    static String quoted(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().limit(LENGTH_MAX).forEach(c -> out.appendCodePoint(c < ' ' || c > '~' ? '?' : c));
        return out.toString();
    }
}
