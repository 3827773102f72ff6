package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Page;
import dev.trent.call.Reading;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Range;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Returns all details of the users, groups, roles and managed policies of the account.
///
/// Source:
/// [GetAccountAuthorizationDetails](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html).
final class GetAccountAuthorizationDetails
        implements Reading<GetAccountAuthorizationDetails.Request, GetAccountAuthorizationDetails.Response> {
    private static final int ITEMS_MAX = 25;

    private final IamRights rights;
    private final EntityDetails details;
    private final SlowLane lane;

    /// The request.
    public record Request(
            @Logged @Nullable List<EntityType> filter,
            @Logged @Nullable @Range(min = 1, max = 1000) Integer maxItems,

            @Logged @Nullable @Length(min = 1, max = 320) @Matches(IamPattern.MARKER)
            String marker) {}

    /// The answer.
    public record Response(
            List<EntityDetails.UserDetail> userDetailList,
            List<EntityDetails.GroupDetail> groupDetailList,
            List<EntityDetails.RoleDetail> roleDetailList,
            List<EntityDetails.ManagedPolicyDetail> policies,
            Boolean isTruncated,
            @Nullable String marker) {}

    GetAccountAuthorizationDetails(IamRights rights, EntityDetails details, SlowLane lane) {
        this.rights = rights;
        this.details = details;
        this.lane = lane;
    }

    /// Errors: AccessDenied, Throttling, ValidationError.
    @Override
    public Response perform(Invocation call, Request request) {
        rights.inAccount(call, "GetAccountAuthorizationDetails");
        Set<EntityType> wanted = request.filter() == null || request.filter().isEmpty()
                ? EnumSet.allOf(EntityType.class)
                : EnumSet.copyOf(request.filter());
        Paging paging = Paging.of(
                call, "GetAccountAuthorizationDetails\n" + wanted, request.marker(), fewer(request.maxItems()));
        Page<EntityDetails.Place> page = paging.cut(
                details.places(IamRights.account(call), wanted, paging.after(), paging.rows()),
                EntityDetails.Place::position);
        return lane.answered(IamRights.account(call), _ -> answer(page));
    }

    /// Limits the page: each entity comes with all its policies, so a page is large.
    private static int fewer(@Nullable Integer maxItems) {
        return maxItems == null ? ITEMS_MAX : Math.min(maxItems, ITEMS_MAX);
    }

    private Response answer(Page<EntityDetails.Place> page) {
        return new Response(
                details.users(page.items()),
                details.groups(page.items()),
                details.roles(page.items()),
                details.policies(page.items()),
                page.truncated(),
                page.next());
    }
}
