package dev.trent.sts;

import static dev.trent.aws.AwsError.INVALID_PARAMETER_VALUE;
import static dev.trent.aws.AwsError.MALFORMED_POLICY_DOCUMENT;
import static dev.trent.aws.AwsError.PACKED_POLICY_TOO_LARGE;
import static dev.trent.aws.AwsError.VALIDATION;

import dev.trent.aws.Arn;
import dev.trent.aws.AwsException;
import dev.trent.identity.Identities;
import dev.trent.identity.SessionContent.Passed;
import dev.trent.policy.Kind;
import dev.trent.policy.Policy;
import dev.trent.policy.PolicyException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The policies that limit a session.
///
/// Source: IAM User Guide, "IAM and AWS STS quotas", "Session policies".
///
/// @param inline null if there is none
record SessionPolicies(@Nullable String inline, List<String> arns) {
    private static final int PLAINTEXT_CHARACTERS_MAX = 2048;

    /// Reads the policies of a request. It does not check yet that the managed policies exist.
    ///
    /// Errors: MalformedPolicyDocument, PackedPolicyTooLarge, ValidationError.
    static SessionPolicies of(@Nullable String inline, @Nullable List<PolicyDescriptorType> descriptors) {
        List<String> arns = new ArrayList<>();
        int characters = inline == null ? 0 : inline.length();
        for (PolicyDescriptorType descriptor : descriptors == null ? List.<PolicyDescriptorType>of() : descriptors) {
            String arn = descriptor.arn();
            if (arn == null || !isManagedPolicy(arn)) {
                throw VALIDATION.because((arn == null ? "" : arn) + " is invalid");
            }
            arns.add(arn);
            characters += arn.length();
        }
        if (characters > PLAINTEXT_CHARACTERS_MAX) {
            throw tooLarge(percent(characters, PLAINTEXT_CHARACTERS_MAX));
        }
        if (inline != null) {
            try {
                Policy.parse(inline, Kind.SESSION);
            } catch (PolicyException malformed) {
                throw MALFORMED_POLICY_DOCUMENT.because(malformed.wording()).by(malformed.culprit());
            }
        }
        return new SessionPolicies(inline, List.copyOf(arns));
    }

    private static boolean isManagedPolicy(String arn) {
        Arn parsed = Arn.parse(arn).orElse(null);
        return parsed != null
                && parsed.service().equals("iam")
                && parsed.resource().startsWith("policy/")
                && parsed.toString().equals(arn);
    }

    /// Refuses managed policies that do not exist for the account of the session.
    ///
    /// Errors: InvalidParameterValue.
    void requireExisting(Identities identities, String account) {
        for (String arn : arns) {
            if (identities.managedPolicy(account, arn) == null) {
                throw INVALID_PARAMETER_VALUE.because("Policy " + arn + " does not exist or is not attachable.");
            }
        }
    }

    /// Returns the percentage of a token's space that policies and tags fill; null if there are none.
    ///
    /// Errors: PackedPolicyTooLarge.
    static @Nullable Integer packedPercent(Passed passed) {
        int bytes = passed.packedBytes();
        if (bytes == 0) {
            return null;
        }
        int percent = percent(bytes, Passed.PACKED_BYTES_MAX);
        if (bytes > Passed.PACKED_BYTES_MAX) {
            throw tooLarge(percent);
        }
        return percent;
    }

    private static int percent(int part, int whole) {
        return Math.ceilDiv(100 * part, whole);
    }

    private static AwsException tooLarge(int percent) {
        return PACKED_POLICY_TOO_LARGE.because(
                "Packed policy consumes " + percent + "% of allotted space, please use smaller policy.");
    }
}
