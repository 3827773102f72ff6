package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.AccountPermit;
import dev.trent.aws.Arn;
import dev.trent.call.Invocation;
import dev.trent.call.Markers;
import dev.trent.call.Page;
import dev.trent.call.Reading;
import dev.trent.keys.Keys;
import dev.trent.keys.KmsAction;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists the keys of the caller's account and Region, in every state.
///
/// Source: [ListKeys](https://docs.aws.amazon.com/kms/latest/APIReference/API_ListKeys.html).
final class ListKeys implements Reading<ListKeys.Request, ListKeys.Response> {
    private static final int LIMIT_DEFAULT = 100;

    private final Access access;
    private final Keys keys;

    /// The request: the size of a page, and the start of the page.
    public record Request(
            @Logged @Nullable @Range(min = 1, max = 1000) Integer limit,

            @Logged @Nullable @Length(min = 1, max = 1024) @Matches(KmsPattern.MARKER)
            String marker) {}

    /// The answer: one page, and the start of the next page.
    public record Response(
            List<KeyListEntry> keys, @Nullable String nextMarker, Boolean truncated) {}

    /// One key of the list.
    public record KeyListEntry(String keyId, String keyArn) {}

    ListKeys(Access access, Keys keys) {
        this.access = access;
        this.keys = keys;
    }

    /// Errors: InvalidMarkerException, AccessDeniedException.
    @Override
    public Response perform(Invocation call, Request request) {
        AccountPermit permit = access.permit(call, KmsAction.ListKeys.action());
        Markers markers = KmsMarkers.of(call, "ListKeys", "");
        int limit = request.limit() == null ? LIMIT_DEFAULT : request.limit();
        Page<Arn> page =
                markers.on(keys.list(permit.account(), permit.region(), markers.position(request.marker()), limit));
        return new Response(page.map(ListKeys::entry), page.next(), page.truncated());
    }

    private static KeyListEntry entry(Arn arn) {
        return new KeyListEntry(arn.resource().substring("key/".length()), arn.toString());
    }
}
