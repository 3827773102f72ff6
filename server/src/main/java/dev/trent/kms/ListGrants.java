package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.KeyRequest;
import dev.trent.call.Invocation;
import dev.trent.call.Markers;
import dev.trent.call.Page;
import dev.trent.call.Reading;
import dev.trent.identity.PrincipalNames;
import dev.trent.keys.Grant;
import dev.trent.keys.Grants;
import dev.trent.keys.Key;
import dev.trent.keys.KmsAction;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists the grants on a key: all of them, or those to one principal.
///
/// Source: [ListGrants](https://docs.aws.amazon.com/kms/latest/APIReference/API_ListGrants.html).
final class ListGrants implements Reading<ListGrants.Request, ListGrants.Response> {
    private static final int LIMIT_DEFAULT = 50;
    private static final int LIMIT_MAX = 100;

    private final Access access;
    private final Grants grants;
    private final PrincipalNames names;

    /// The request: a key id or key ARN, filters, the size of a page, and the start of the page.
    public record Request(
            @Logged @Nullable @Range(min = 1, max = 1000) Integer limit,

            @Logged @Nullable @Length(min = 1, max = 1024) @Matches(KmsPattern.MARKER)
            String marker,

            @Logged @Length(min = 1, max = 2048) @Matches(KmsPattern.KEY_ID)
            String keyId,

            @Logged @Nullable @Length(min = 1, max = 128) String grantId,

            @Logged @Nullable @Length(min = 1, max = 256) @Matches(KmsPattern.PRINCIPAL)
            String granteePrincipal,

            @Logged @Nullable @Length(min = 1, max = 256) @Matches(KmsPattern.PRINCIPAL)
            String granteeServicePrincipal) {}

    /// The answer: one page, and the start of the next page.
    public record Response(
            List<GrantListEntry> grants, @Nullable String nextMarker, Boolean truncated) {}

    ListGrants(Access access, Grants grants, PrincipalNames names) {
        this.access = access;
        this.grants = grants;
        this.names = names;
    }

    /// Errors: NotFoundException, InvalidArnException, InvalidGrantIdException, InvalidMarkerException,
    /// AccessDeniedException.
    @Override
    public Response perform(Invocation call, Request request) {
        Key key = access.permit(
                        call,
                        KeyRequest.of(KmsAction.ListGrants, request.keyId()).with(GrantRules::addTo))
                .key();
        String principal = request.granteePrincipal();
        String grantee = principal == null ? request.granteeServicePrincipal() : bound(principal);
        if (request.grantId() != null) {
            return single(grants.find(key.region(), key.keyId(), GrantRules.checkId(request.grantId())), grantee);
        }
        Markers markers = KmsMarkers.of(call, "ListGrants", key.keyId() + (grantee == null ? "" : grantee));
        int limit = request.limit() == null ? LIMIT_DEFAULT : Math.min(request.limit(), LIMIT_MAX);
        Page<Grant> page = markers.on(grants.list(key, grantee, markers.position(request.marker()), limit));
        return new Response(page.map(grant -> GrantListEntry.of(grant, names)), page.next(), page.truncated());
    }

    /// If a principal is gone, its grants have only its id, and listings show this id.
    private String bound(String principal) {
        String bound = names.bind(principal);
        return bound == null ? principal : bound;
    }

    private Response single(@Nullable Grant grant, @Nullable String grantee) {
        if (grant == null || (grantee != null && !grantee.equals(grant.grantee()))) {
            return new Response(List.of(), null, false);
        }
        return new Response(List.of(GrantListEntry.of(grant, names)), null, false);
    }
}
