package dev.trent.identity;

import static dev.trent.aws.AwsError.INVALID_INPUT;
import static dev.trent.aws.AwsError.VALIDATION;

import dev.trent.aws.Arn;
import dev.trent.aws.Partition;

/// The ARNs of managed policies as requests write them.
public final class PolicyArns {
    private static final String POLICY = "policy/";

    private PolicyArns() {}

    /// Reads the ARN of a managed policy; whether there is one, nobody knows here.
    ///
    /// Errors: InvalidInput for what is no ARN, or none of a policy; ValidationError for one of another
    /// partition.
    ///
    /// @param partition the one that it must be of
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
