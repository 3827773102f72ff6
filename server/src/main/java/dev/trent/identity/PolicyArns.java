package dev.trent.identity;

import static dev.trent.aws.AwsError.INVALID_INPUT;
import static dev.trent.aws.AwsError.VALIDATION;

import dev.trent.aws.Arn;
import dev.trent.aws.Partition;

/// The ARNs of managed policies as requests write them.
public final class PolicyArns {
    private static final String POLICY = "policy/";

    private PolicyArns() {}

    /// Reads the ARN of a managed policy. It does not check that the policy exists.
    ///
    /// Errors: InvalidInput for a text that is not the ARN of a policy; ValidationError for an ARN of another
    /// partition.
    ///
    /// @param partition the partition that the ARN must have
    public static Arn parse(Partition partition, String written) {
        Arn arn = Arn.parse(written).orElseThrow(() -> INVALID_INPUT.because("Invalid ARN:  Could not be parsed!"));
        if (!partition.has(arn)) {
            throw VALIDATION.because("Invalid ARN partition");
        }
        boolean policy = arn.service().equals("iam")
                && arn.region().isEmpty()
                && arn.resource().startsWith(POLICY)
                && arn.resource().length() > POLICY.length();
        if (!policy) {
            throw INVALID_INPUT.because("ARN " + written + " is not valid.");
        }
        return arn;
    }
}
