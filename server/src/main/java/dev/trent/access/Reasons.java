package dev.trent.access;

import dev.trent.aws.AwsException;
import dev.trent.call.Invocation;

/// Takes every refusal of a request before its answer leaves.
@FunctionalInterface
public interface Reasons {
    /// Keeps the reason of a refusal, if that is possible. The refusal stands in any case.
    ///
    /// @return the answer of the refusal, with the id of the reason if it was kept
    AwsException keep(Invocation call, Refused refused);
}
