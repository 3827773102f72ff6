package dev.trent.sts;

import dev.trent.access.Access;
import dev.trent.access.DenialLog;
import dev.trent.aws.Operation;
import java.util.List;

/// The operations of AWS STS that Trent performs.
public final class Operations {
    private Operations() {}

    /// Returns every operation, in alphabetical order.
    public static List<Operation<?, ?>> all(Access access, DenialLog denials) {
        return List.of(
                Operation.reading(
                        "DecodeAuthorizationMessage",
                        DecodeAuthorizationMessage.Request.class,
                        DecodeAuthorizationMessage.Response.class,
                        new DecodeAuthorizationMessage(access, denials)::perform),
                Operation.reading(
                        "GetCallerIdentity",
                        GetCallerIdentity.Request.class,
                        GetCallerIdentity.Response.class,
                        new GetCallerIdentity()::perform));
    }
}
