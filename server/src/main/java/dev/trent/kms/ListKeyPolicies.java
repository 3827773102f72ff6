package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.KeyRequest;
import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.keys.KmsAction;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists the names of a key's policies. There is only one.
///
/// Source: [ListKeyPolicies](https://docs.aws.amazon.com/kms/latest/APIReference/API_ListKeyPolicies.html).
final class ListKeyPolicies implements Reading<ListKeyPolicies.Request, ListKeyPolicies.Response> {
    private final Access access;

    /// The request: a key id or key ARN. Only the first page has an entry.
    public record Request(
            @Logged @Length(min = 1, max = 2048) @Matches(KmsPattern.KEY_ID)
            String keyId,

            @Logged @Nullable @Range(min = 1, max = 1000) Integer limit,

            @Logged @Nullable @Length(min = 1, max = 1024) @Matches(KmsPattern.MARKER)
            String marker) {}

    /// The answer.
    public record Response(
            List<String> policyNames, @Nullable String nextMarker, Boolean truncated) {}

    ListKeyPolicies(Access access) {
        this.access = access;
    }

    /// Errors: NotFoundException, InvalidArnException, AccessDeniedException.
    @Override
    public Response perform(Invocation call, Request request) {
        access.permit(call, KeyRequest.of(KmsAction.ListKeyPolicies, request.keyId()));
        return new Response(List.of(KeyPolicy.NAME), null, false);
    }
}
