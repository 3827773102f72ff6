package dev.trent.sts;

import dev.trent.aws.Caller;
import dev.trent.aws.Invocation;

/// Tells callers who they are; it needs no right, and none can take it away.
///
/// Source: [GetCallerIdentity](https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html).
public final class GetCallerIdentity {

    /// The request, which says nothing.
    public record Request() {}

    /// The answer.
    public record Response(String userId, String account, String arn) {}

    /// Performs it.
    public Response perform(Invocation call, Request request) {
        Caller caller = call.caller();
        return new Response(caller.principalId(), caller.account(), caller.arn());
    }
}
