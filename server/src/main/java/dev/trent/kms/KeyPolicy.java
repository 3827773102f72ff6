package dev.trent.kms;

import static dev.trent.aws.AwsError.LIMIT_EXCEEDED;
import static dev.trent.aws.AwsError.MALFORMED_POLICY_DOCUMENT;
import static java.util.Objects.requireNonNull;

import dev.trent.aws.Arn;
import dev.trent.policy.Kind;
import dev.trent.policy.Policy;
import dev.trent.policy.PolicyException;
import java.nio.charset.StandardCharsets;

/// What a key policy may be, and the one that a key gets when none is given.
///
/// Source: AWS KMS Developer Guide, "Default key policy" and "Resource quotas".
final class KeyPolicy {
    /// The only name a key policy can have.
    static final String NAME = "default";

    /// The most a key policy may be long.
    static final int DOCUMENT_BYTES_MAX = 32_768;

    private KeyPolicy() {}

    /// Returns the policy that delegates everything to the account's own IAM policies.
    static String standard(String account) {
        return """
                {
                  "Version" : "2012-10-17",
                  "Id" : "key-default-1",
                  "Statement" : [ {
                    "Sid" : "Enable IAM User Permissions",
                    "Effect" : "Allow",
                    "Principal" : {
                      "AWS" : "%s"
                    },
                    "Action" : "kms:*",
                    "Resource" : "*"
                  } ]
                }""".formatted(Arn.ofRoot(account));
    }

    /// Returns the document if it is a key policy.
    ///
    /// Errors: LimitExceededException, MalformedPolicyDocumentException.
    static String check(String document) {
        if (document.getBytes(StandardCharsets.UTF_8).length > DOCUMENT_BYTES_MAX) {
            throw LIMIT_EXCEEDED.because(
                    "The key policy is longer than the quota of " + DOCUMENT_BYTES_MAX + " bytes.");
        }
        try {
            Policy.parse(document, Kind.KEY_POLICY);
            return document;
        } catch (PolicyException malformed) {
            throw MALFORMED_POLICY_DOCUMENT.because(requireNonNull(malformed.getMessage()));
        }
    }
}
