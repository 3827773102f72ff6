package dev.trent.access;

import dev.trent.aws.AwsException;
import dev.trent.call.Invocation;
import dev.trent.keys.Key;

/// Makes the key of a service when it is used for the first time.
@FunctionalInterface
public interface FirstUses {
    /// Makes a key, unless it was made meanwhile.
    ///
    /// @param call is permitted to do something with the key
    /// @param draft the key as [dev.trent.keys.AwsManagedKeys] drafts it
    /// @return the key as it is stored now
    /// @throws AwsException if nothing may be changed now
    Key make(Invocation call, Key draft);
}
