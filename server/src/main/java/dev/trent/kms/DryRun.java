package dev.trent.kms;

import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A call without its effect. It always fails. If all checks pass, the error says that the call would have
/// succeeded.
///
/// Source: AWS KMS Developer Guide, "Testing your permissions".
final class DryRun {
    private DryRun() {}

    /// The parts that a dry run may leave out.
    enum Modifier {
        IGNORE_CIPHERTEXT
    }

    static void stopIf(boolean dryRun) {
        if (dryRun) {
            throw success();
        }
    }

    static AwsException success() {
        return AwsError.DRY_RUN_OPERATION.because("The request would have succeeded, but the DryRun option is set.");
    }

    /// Returns whether the ciphertext is left out of the checks.
    ///
    /// Errors: ValidationException for a modifier without a dry run.
    static boolean ignoresCiphertext(@Nullable List<Modifier> modifiers, boolean dryRun) {
        if (modifiers == null || modifiers.isEmpty()) {
            return false;
        }
        if (!dryRun) {
            throw AwsError.VALIDATION.because("DryRunModifiers can only be used with DryRun.");
        }
        return true;
    }
}
