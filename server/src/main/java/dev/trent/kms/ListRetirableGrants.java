package dev.trent.kms;

import static dev.trent.aws.AwsError.ACCESS_DENIED;
import static dev.trent.aws.AwsError.VALIDATION;

import dev.trent.access.Access;
import dev.trent.aws.Arn;
import dev.trent.aws.AwsException;
import dev.trent.call.Invocation;
import dev.trent.call.Markers;
import dev.trent.call.Page;
import dev.trent.call.Reading;
import dev.trent.identity.PrincipalNames;
import dev.trent.keys.Grant;
import dev.trent.keys.Grants;
import dev.trent.keys.KmsAction;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists the grants that a principal of the caller's account may retire, in this Region, on keys of every
/// account.
///
/// Source:
/// [ListRetirableGrants](https://docs.aws.amazon.com/kms/latest/APIReference/API_ListRetirableGrants.html).
final class ListRetirableGrants implements Reading<ListRetirableGrants.Request, ListRetirableGrants.Response> {
    private static final int LIMIT_DEFAULT = 50;
    private static final int LIMIT_MAX = 100;

    private final Access access;
    private final Grants grants;
    private final PrincipalNames names;

    /// The request: the retiring principal, the size of a page, and the start of the page.
    public record Request(
            @Logged @Nullable @Range(min = 1, max = 1000) Integer limit,

            @Logged @Nullable @Length(min = 1, max = 1024) @Matches(KmsPattern.MARKER)
            String marker,

            @Logged @Nullable @Length(min = 1, max = 256) @Matches(KmsPattern.PRINCIPAL)
            String retiringPrincipal,

            @Logged @Nullable @Length(min = 1, max = 256) @Matches(KmsPattern.PRINCIPAL)
            String retiringServicePrincipal) {}

    /// The answer: one page, and the start of the next page.
    public record Response(
            List<GrantListEntry> grants, @Nullable String nextMarker, Boolean truncated) {}

    ListRetirableGrants(Access access, Grants grants, PrincipalNames names) {
        this.access = access;
        this.grants = grants;
        this.names = names;
    }

    /// Errors: ValidationException, InvalidArnException, InvalidMarkerException, AccessDeniedException.
    @Override
    public Response perform(Invocation call, Request request) {
        access.permit(call, KmsAction.ListRetirableGrants.action());
        String principal = principal(call, request);
        Markers markers = KmsMarkers.of(call, "ListRetirableGrants", principal);
        int limit = request.limit() == null ? LIMIT_DEFAULT : Math.min(request.limit(), LIMIT_MAX);
        Page<Grant> page =
                markers.on(grants.retirable(call.region(), principal, markers.position(request.marker()), limit));
        return new Response(page.map(grant -> GrantListEntry.of(grant, names)), page.next(), page.truncated());
    }

    /// Returns the stored form of the retiring principal. A service could list only its own grants, and
    /// services do not call Trent.
    private String principal(Invocation call, Request request) {
        if (request.retiringServicePrincipal() != null || request.retiringPrincipal() == null) {
            throw request.retiringPrincipal() == null && request.retiringServicePrincipal() == null
                    ? VALIDATION.because("Specify a RetiringPrincipal.")
                    : denied(call, String.valueOf(request.retiringServicePrincipal()));
        }
        refuseForeign(call, request.retiringPrincipal());
        return GrantRules.bind(names, request.retiringPrincipal());
    }

    private static AwsException denied(Invocation call, String principal) {
        return ACCESS_DENIED.because("User: " + call.caller().arn() + " is not authorized to perform: "
                + KmsAction.ListRetirableGrants.action() + " on resource: " + principal);
    }

    private static void refuseForeign(Invocation call, String principal) {
        String account = call.caller().account();
        boolean own = Arn.parse(principal)
                .map(arn -> arn.account().equals(account))
                .orElse(!principal.matches("[0-9]{12}") || principal.equals(account));
        if (!own) {
            throw denied(call, principal);
        }
    }
}
