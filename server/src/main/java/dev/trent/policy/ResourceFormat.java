package dev.trent.policy;

import dev.trent.aws.Partition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The form that IAM requires for a `Resource`, with its complaints.
final class ResourceFormat {
    private static final List<String> IAM_PATHS = List.of(
            "user/",
            "federated-user/",
            "role/",
            "group/",
            "instance-profile/",
            "mfa/",
            "server-certificate/",
            "policy/",
            "sms-mfa/",
            "saml-provider/",
            "oidc-provider/",
            "report/",
            "access-report/");

    private ResourceFormat() {}

    /// Returns AWS's complaint about a resource; null if there is none.
    static @Nullable String complaint(String resource) {
        if (resource.equals("*")) {
            return null;
        }
        String[] parts = resource.split(":", ArnPattern.FIELDS);
        if (parts.length < 2) {
            return notAnArn(resource);
        }
        if (Partition.of(parts[1]) == null && !parts[1].equals("*")) {
            return "Partition \"" + parts[1] + "\" is not valid for resource \"" + completed(parts) + "\".";
        }
        if (!parts[0].equals("arn")) {
            return notAnArn(resource);
        }
        if (parts.length == 2 || hasWildcard(parts[2])) {
            return "Resource vendor must be fully qualified and cannot contain regexes.";
        }
        return switch (parts[2]) {
            case "iam" -> iamComplaint(resource, parts);
            case "s3" -> s3Complaint(resource, parts);
            default -> null;
        };
    }

    private static String notAnArn(String resource) {
        return "Resource " + resource + " must be in ARN format or \"*\".";
    }

    private static @Nullable String iamComplaint(String resource, String[] parts) {
        if (parts.length > 3 && !parts[3].isEmpty()) {
            return "IAM resource " + resource + " cannot contain region information.";
        }
        String path = parts.length < ArnPattern.FIELDS ? "*" : parts[5];
        return path.equals("*") || IAM_PATHS.stream().anyMatch(path::startsWith)
                ? null
                : "IAM resource path must either be \"*\" or start with " + String.join(", ", IAM_PATHS) + ".";
    }

    private static @Nullable String s3Complaint(String resource, String[] parts) {
        boolean accessPoint = parts.length == ArnPattern.FIELDS && parts[5].startsWith("accesspoint/");
        return parts.length > 3 && !parts[3].isEmpty() && !accessPoint
                ? "Resource " + resource + " can not contain region information."
                : null;
    }

    /// Returns whether AWS's older parser cannot read a resource: it has no service, or it has an empty field
    /// and then too few fields.
    static boolean failsLegacyParsing(String resource) {
        if (resource.equals("*")) {
            return false;
        }
        String[] parts = resource.split(":", -1);
        boolean gapAndTooShort = parts.length < ArnPattern.FIELDS && resource.contains("::");
        return gapAndTooShort || (parts.length > 2 && parts[2].isEmpty());
    }

    /// Returns the ARN as AWS shows it in its complaint about the partition.
    private static String completed(String[] parts) {
        StringBuilder arn = new StringBuilder("arn:").append(parts[1]);
        for (int i = 2; i < ArnPattern.FIELDS; i++) {
            arn.append(':').append(i < parts.length ? parts[i] : "*");
        }
        return arn.toString();
    }

    private static boolean hasWildcard(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }
}
