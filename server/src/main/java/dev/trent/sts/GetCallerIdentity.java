package dev.trent.sts;

import dev.trent.aws.Caller;
import dev.trent.call.Invocation;
import dev.trent.call.Reading;

/// Tells callers who they are; it needs no right, and none can take it away.
///
/// Source: [GetCallerIdentity](https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html).
final class GetCallerIdentity implements Reading<GetCallerIdentity.Request, GetCallerIdentity.Response> {

    /// The request, which says nothing.
    public record Request() {}

    /// The answer.
    public record Response(String userId, String account, String arn) {}

    @Override
    public Response perform(Invocation call, Request request) {
        Caller caller = call.caller();
        return new Response(caller.principalId(), caller.account(), caller.arn());
    }
}
