package dev.trent.sts;

import static dev.trent.aws.AwsError.INVALID_PARAMETER_VALUE;

import dev.trent.access.Access;
import dev.trent.aws.Action;
import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.identity.AccessKeyFacts;
import dev.trent.identity.AccessKeys;
import dev.trent.identity.TemporaryKeyId;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import org.jspecify.annotations.Nullable;

/// Returns the account of an access key, active or not.
///
/// Source:
/// [GetAccessKeyInfo](https://docs.aws.amazon.com/STS/latest/APIReference/API_GetAccessKeyInfo.html).
final class GetAccessKeyInfo implements Reading<GetAccessKeyInfo.Request, GetAccessKeyInfo.Response> {
    private static final Action ACTION = new Action("sts", "GetAccessKeyInfo");

    private final Access access;
    private final AccessKeys accessKeys;

    /// The request.
    public record Request(
            @Logged @Length(min = 16, max = 128) @Matches("[\\w]*")
            String accessKeyId) {}

    /// The answer.
    public record Response(String account) {}

    GetAccessKeyInfo(Access access, AccessKeys accessKeys) {
        this.access = access;
        this.accessKeys = accessKeys;
    }

    /// Errors: AccessDenied; InvalidParameterValue for an id that no key has.
    @Override
    public Response perform(Invocation call, Request request) {
        SessionRules.requireLongTermOrRole(call, "GetAccessKeyInfo");
        access.permit(call, ACTION, "*", context -> {});
        String account = account(request.accessKeyId());
        if (account == null) {
            throw INVALID_PARAMETER_VALUE.because(
                    "The access key id '" + request.accessKeyId() + "' does not belong to any account.");
        }
        return new Response(account);
    }

    private @Nullable String account(String accessKeyId) {
        String temporary = TemporaryKeyId.account(accessKeyId);
        AccessKeyFacts stored = temporary == null ? accessKeys.facts(accessKeyId) : null;
        return stored == null ? temporary : stored.account();
    }
}
