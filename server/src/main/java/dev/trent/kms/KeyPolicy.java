package dev.trent.kms;

import static dev.trent.aws.AwsError.LIMIT_EXCEEDED;
import static dev.trent.aws.AwsError.MALFORMED_POLICY_DOCUMENT;

import dev.trent.aws.Arn;
import dev.trent.identity.PrincipalNames;
import dev.trent.identity.UnknownPrincipalException;
import dev.trent.policy.Kind;
import dev.trent.policy.Policy;
import dev.trent.policy.PolicyException;
import dev.trent.policy.RequestContext;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The rules for key policies, and the default policy.
///
/// Source: AWS KMS Developer Guide, "Default key policy" and "Resource quotas".
final class KeyPolicy {
    /// The only name a key policy can have.
    static final String NAME = "default";

    /// The length of the longest key policy.
    static final int DOCUMENT_BYTES_MAX = 32_768;

    private KeyPolicy() {}

    /// Returns the default policy. It delegates everything to the account's own IAM policies.
    ///
    /// @param root the ARN of the account's root user
    static String standard(Arn root) {
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
                }""".formatted(root);
    }

    /// Returns a document in its stored form. Its principals are unique ids, so a reused name inherits nothing.
    ///
    /// Errors: LimitExceededException, MalformedPolicyDocumentException.
    static Policy bound(PrincipalNames names, String document) {
        if (document.getBytes(StandardCharsets.UTF_8).length > DOCUMENT_BYTES_MAX) {
            throw LIMIT_EXCEEDED.because(
                    "The key policy is longer than the quota of " + DOCUMENT_BYTES_MAX + " bytes.");
        }
        try {
            return Policy.parse(names.bind(Policy.parse(document, Kind.KEY_POLICY)), Kind.KEY_POLICY);
        } catch (PolicyException malformed) {
            throw MALFORMED_POLICY_DOCUMENT.because(malformed.wording()).by(malformed.culprit());
        } catch (UnknownPrincipalException unknown) {
            throw MALFORMED_POLICY_DOCUMENT
                    .because("Policy contains a statement with one or more invalid principals.")
                    .by("principal \"" + unknown.principal() + "\", which does not exist");
        }
    }

    /// Returns a stored document in its shown form. Its principals are the present ARNs.
    static String shown(PrincipalNames names, String stored) {
        return names.render(Policy.parseStored(stored, Kind.KEY_POLICY));
    }

    /// Refuses a policy if its author could not change it again, unless the author insists.
    ///
    /// Errors: MalformedPolicyDocumentException.
    ///
    /// @param mayPut whether the new policy allows the author to put another policy
    /// @param insists `BypassPolicyLockoutSafetyCheck`; null if it was not sent
    static void refuseLockout(BooleanSupplier mayPut, @Nullable Boolean insists) {
        if (!insists(insists) && !mayPut.getAsBoolean()) {
            throw MALFORMED_POLICY_DOCUMENT.because(
                    "The new key policy will not allow you to update the key policy in the future.");
        }
    }

    /// Returns whether the author insists, which is not so if nothing was sent.
    static boolean insists(@Nullable Boolean sent) {
        return Boolean.TRUE.equals(sent);
    }

    /// Adds the condition key for the author's insistence, if it was sent.
    static void addTo(RequestContext facts, @Nullable Boolean insists) {
        if (insists != null) {
            facts.add("kms:BypassPolicyLockoutSafetyCheck", insists.toString());
        }
    }
}
