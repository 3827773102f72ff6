package dev.trent.identity;

import dev.trent.aws.Caller;
import dev.trent.aws.Footprint;
import dev.trent.aws.Secret;

/// An access key that may sign: its caller and its secret.
///
/// @param secret the secret access key as its 40 ASCII bytes
public record AccessKey(Caller caller, Secret secret) {
    private static final int SECRET_BYTES = 40;

    /// Returns about how many bytes of the heap this takes.
    long bytes() {
        return Footprint.object(2) + Footprint.object(3) + Footprint.array(SECRET_BYTES, 1) + caller.bytes();
    }
}
