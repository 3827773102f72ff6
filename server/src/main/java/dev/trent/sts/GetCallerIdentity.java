package dev.trent.sts;

import dev.trent.aws.Caller;
import dev.trent.call.Invocation;
import dev.trent.call.Reading;

/// Returns the identity of the caller. It needs no permission, and no policy can deny it.
///
/// Source: [GetCallerIdentity](https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html).
final class GetCallerIdentity implements Reading<GetCallerIdentity.Request, GetCallerIdentity.Response> {

    /// The request. It has no members.
    public record Request() {}

    /// The answer.
    public record Response(String userId, String account, String arn) {}

    @Override
    public boolean quick() {
        return true;
    }

    @Override
    public Response perform(Invocation call, Request request) {
        Caller caller = call.caller();
        return new Response(caller.principalId(), caller.account(), caller.arn());
    }
}
