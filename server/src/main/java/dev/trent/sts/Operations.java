package dev.trent.sts;

import dev.trent.aws.Operation;
import java.util.List;

/// The operations of AWS STS that Trent performs.
public final class Operations {
    private Operations() {}

    /// Returns every operation, in alphabetical order.
    public static List<Operation<?, ?>> all() {
        return List.of(Operation.reading(
                "GetCallerIdentity",
                GetCallerIdentity.Request.class,
                GetCallerIdentity.Response.class,
                new GetCallerIdentity()::perform));
    }
}
