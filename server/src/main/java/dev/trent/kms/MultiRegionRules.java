package dev.trent.kms;

import static dev.trent.aws.AwsError.UNSUPPORTED_OPERATION;

import dev.trent.aws.AwsException;
import dev.trent.keys.Key;
import dev.trent.keys.MultiRegion;

/// Rules about a key's place in its set. Texts as recorded from AWS.
final class MultiRegionRules {
    private MultiRegionRules() {}

    /// Returns the set of a primary key. Refuses a replica and a key of a single Region.
    static MultiRegion requirePrimary(Key key) {
        MultiRegion set = key.set();
        if (set == null || key.isReplica()) {
            throw notPrimary(key);
        }
        return set;
    }

    /// Returns the refusal of an act that only a primary key allows.
    static AwsException notPrimary(Key key) {
        return UNSUPPORTED_OPERATION.because(key.arn() + " is not a multi-region primary key.");
    }
}
