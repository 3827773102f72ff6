package dev.trent.sts;

import static dev.trent.aws.AwsError.INVALID_AUTHORIZATION_MESSAGE;

import dev.trent.access.Access;
import dev.trent.aws.Action;
import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.inquiry.DenialLog;
import dev.trent.inquiry.Explanation;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;

/// Explains why a request was denied. The caller sends the id from the denial's header `x-trent-denial-id`.
///
/// The caller's account sees only its own side. The account of the key sees both sides.
///
/// Source:
/// [DecodeAuthorizationMessage](https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html).
final class DecodeAuthorizationMessage
        implements Reading<DecodeAuthorizationMessage.Request, DecodeAuthorizationMessage.Response> {
    private static final Action ACTION = new Action("sts", "DecodeAuthorizationMessage");

    private final Access access;
    private final DenialLog denials;

    /// The request: the id of a denial.
    public record Request(
            @Logged @Length(min = 1, max = 10240) String encodedMessage) {}

    /// The answer.
    ///
    /// @param decodedMessage a JSON object, with AWS's members and `explanation`
    public record Response(String decodedMessage) {}

    DecodeAuthorizationMessage(Access access, DenialLog denials) {
        this.access = access;
        this.denials = denials;
    }

    /// Errors: AccessDenied; InvalidAuthorizationMessageException if the id does not exist, or if the caller's
    /// account may not see the denial.
    @Override
    public Response perform(Invocation call, Request request) {
        SessionRules.requireLongTermOrRole(call, "DecodeAuthorizationMessage");
        access.permit(call, ACTION);
        Explanation found = denials.find(request.encodedMessage());
        Explanation seen = found == null ? null : found.seenBy(call.caller().account());
        if (seen == null) {
            throw INVALID_AUTHORIZATION_MESSAGE.because("The authorization message is not valid.");
        }
        return new Response(seen.decoded());
    }
}
