package dev.trent.kms;

import static dev.trent.aws.AwsError.UNSUPPORTED_OPERATION;

import dev.trent.aws.AwsException;
import dev.trent.keys.Key;
import dev.trent.keys.KeyOrigin;
import dev.trent.keys.KeySpec;

/// The keys that can rotate. Source: AWS KMS Developer Guide, "Rotate AWS KMS keys"; texts as recorded from
/// AWS.
final class RotationRules {
    private RotationRules() {}

    /// Refuses a key that cannot rotate by itself, before the check of its state.
    static void requireAutomatic(Key key) {
        requireSymmetric(key);
        if (key.origin() != KeyOrigin.AWS_KMS) {
            throw wrongOrigin(key);
        }
        requireLead(key);
    }

    /// Refuses a key that cannot rotate on demand, before the check of its state.
    static void requireOnDemand(Key key) {
        requireSymmetric(key);
        if (key.origin() != KeyOrigin.AWS_KMS && key.origin() != KeyOrigin.EXTERNAL) {
            throw wrongOrigin(key);
        }
        requireLead(key);
    }

    /// Refuses a key whose material never changes.
    static void requireSymmetric(Key key) {
        if (key.spec() != KeySpec.SYMMETRIC_DEFAULT) {
            throw UNSUPPORTED_OPERATION.withoutMessage();
        }
    }

    /// Refuses a replica, because the primary key rotates for the whole set.
    private static void requireLead(Key key) {
        if (key.isReplica()) {
            throw MultiRegionRules.notPrimary(key);
        }
    }

    /// Returns the refusal of an operation that keys of an origin do not have.
    static AwsException wrongOrigin(Key key) {
        return UNSUPPORTED_OPERATION.because(
                key.arn() + " origin is " + key.origin() + " which is not valid for this operation.");
    }
}
