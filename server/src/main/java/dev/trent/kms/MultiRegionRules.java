package dev.trent.kms;

import static dev.trent.aws.AwsError.UNSUPPORTED_OPERATION;

import dev.trent.aws.AwsException;
import dev.trent.keys.Key;
import dev.trent.keys.MultiRegion;

/// The places of keys in their sets; texts as recorded from AWS.
final class MultiRegionRules {
    private MultiRegionRules() {}

    /// Returns the set that a key leads; refuses a replica, and a key of a single Region.
    static MultiRegion requirePrimary(Key key) {
        MultiRegion set = key.set();
        if (set == null || key.isReplica()) {
            throw notPrimary(key);
        }
        return set;
    }

    /// Returns the refusal of what only a primary key can do.
    static AwsException notPrimary(Key key) {
        return UNSUPPORTED_OPERATION.because(key.arn() + " is not a multi-region primary key.");
    }
}
